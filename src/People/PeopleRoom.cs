using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Layout;
using Probity.Desk.Lists;
using Probity.Desk.Search;
using Probity.People.Absences;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Erasure;
using Probity.People.Late;
using Probity.People.Notices;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.People.Units;
using Probity.People.Webhooks;

namespace Probity.People;

public static class PeopleRoom
{
    /// <summary>The default scheme: a connected system where the request carries a bearer key, otherwise a person's session.</summary>
    public const string Scheme = "probity";

    /// <summary>Accounts, roles, sessions and keys, and the verbs that change them; without any door (the command line needs only this).</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, PeopleOptions? options = null)
    {
        services.AddSingleton((options ?? new PeopleOptions()).Valid());
        services.AddSingleton<ModelPart, PeopleModel>();
        services.AddSingleton<AgencyBook>();
        services.AddSingleton<Accounts.Accounts>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<SignedIn>();
        services.AddSingleton<ClientBook>();
        services.AddSingleton(provider => provider.GetRequiredService<AgencyBook>().Remembered);
        services.AddSingleton(provider => provider.GetRequiredService<Accounts.Accounts>().Remembered);
        services.AddSingleton(provider => provider.GetRequiredService<SignedIn>().Remembered);
        services.AddSingleton(provider => provider.GetRequiredService<ClientBook>().Remembered);
        services.AddSingleton(provider => provider.GetRequiredService<WebhookBook>().Remembered);
        services.AddSingleton<ActorRights>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<FirstStart>();
        services.AddSingleton<CreateAccount>();
        services.AddSingleton<ChangeAccount>();
        services.AddSingleton<SwitchAccount>();
        services.AddSingleton<SeeNotice>();
        services.AddSingleton<ErasePerson>();
        services.AddSingleton<HoldPerson>();
        foreach (var kept in PersonKept.All) services.AddSingleton(kept);
        services.AddSingleton<GrantRole>();
        services.AddSingleton<DecideProposal>();
        services.AddSingleton<TakeRole>();
        services.AddSingleton<KeepUnits>();
        services.AddSingleton<UnitList>();
        services.AddSingleton<KeepClients>();
        services.TryAddSingleton(new WebhookOptions([]));
        services.AddSingleton<WebhookBook>();
        services.AddSingleton<KeepWebhooks>();
        services.AddSingleton<SendWebhook>();
        services.AddSingleton<DeliveryList>();
        services.AddSingleton(Webhook.Failing);
        services.AddSingleton(new DueKind(WebhookDelivery.DueKind, (provider, due, stop) => provider.GetRequiredService<SendWebhook>().Run(due, stop)));
        services.AddSingleton<SayAbsence>();
        services.AddSingleton<EndAbsence>();
        services.AddSingleton<TellLate>();
        services.TryAddSingleton(new MailOptions());
        services.AddSingleton<Mailer>();
        services.AddSingleton<DigestLinks>();
        services.AddSingleton<KeepCalendar>();
        services.AddSingleton(RoleProposal.DutyRule);
        services.AddSingleton(new DueKind(Duties.LateKind, (provider, due, _) => provider.GetRequiredService<TellLate>().Run(due)));
        services.AddSingleton<EndSession>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<SignIn.Passkeys.PasskeyChallenges>();
        services.AddSingleton<SignIn.Passkeys.Passkeys>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<SignIn.SignIn>();
        foreach (var page in PeopleSubjects.All) services.AddSingleton(page);
        foreach (var undo in PeopleSubjects.Undoings) services.AddSingleton(undo);
        return services;
    }

    /// <summary>The doors: sessions by cookie, connected systems by key.</summary>
    public static IServiceCollection AddPeopleDoors(this IServiceCollection services)
    {
        services.AddScoped<CurrentSession>();
        services.AddSingleton(provider => PeopleSubjects.Proposals(provider.GetRequiredService<Texts>()));
        // A proposal has no words of its own: it is found by its person and its role.
        services.AddSingleton<FindProposals>();
        services.AddSingleton(new FindIn(RoleProposal.SubjectKind, (provider, viewer, sought) => provider.GetRequiredService<FindProposals>().Find(viewer.Required.Agency, sought)));
        services.AddSingleton<ChooseDigest>();
        services.AddSingleton<SendDigest>();
        services.AddSingleton<TellOfFactors>();
        services.AddSingleton(new DueKind(TellOfFactors.DueKind, (provider, due, stop) => provider.GetRequiredService<TellOfFactors>().Run(due, stop)));
        services.AddSingleton(new DueKind(Digest.DueKind, (provider, due, stop) => provider.GetRequiredService<SendDigest>().Run(due, stop)));
        services.AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ClientHandler>(ClientHandler.SchemeName, null)
            .AddPolicyScheme(Scheme, null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization is [{ } value] && value.StartsWith(ClientHandler.Bearer, StringComparison.OrdinalIgnoreCase)
                    ? ClientHandler.SchemeName : SessionHandler.SchemeName);
        services.AddNavigation(
            new NavigationItem("people.navigation.accounts", PeoplePages.Accounts, Right.SeeAccounts, Order: 700),
            new NavigationItem("people.navigation.clients", PeoplePages.Clients, Right.KeepClients, Order: 710));
        return services;
    }

    /// <summary>After authentication: holds connected systems to their rate.</summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app) => app.UseMiddleware<ClientLimits>();

    /// <summary>After authorisation: what weighs most asks for a fresh proof of who is sitting there.</summary>
    public static IApplicationBuilder UseFreshness(this IApplicationBuilder app) => app.UseMiddleware<Freshness>();

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PeoplePages.Authenticator + ".svg", AddAuthenticatorModel.Draw).ExcludeFromDescription()
            .Public("Open while setting up and from one's own account; the picture asks for the session itself.");
        routes.MapGet(CalendarFeed.Path + "{token}.ics", CalendarFeed.Get).ExcludeFromDescription().Public("A calendar program cannot sign in; the address holds a secret that its owner made and can take away.");
        routes.MapExport(PeoplePages.Accounts + "/export", "accounts", AccountList.Definition, AccountList.Columns, AccountList.Rows).Needs(Right.SeeAccounts);
        return routes;
    }
}
