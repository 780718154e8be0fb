using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.SignIn;
using Probity.People.Units;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Accounts;

/// <summary>Who gets in to which page about people, and what somebody without the right can do there: nothing.</summary>
public sealed class PeoplePagesTests(PeoplePagesTests.Everybody server) : IClassFixture<PeoplePagesTests.Everybody>
{
    private World World => server.World;

    /// <summary>Everybody signs in once: who signs in again and again is held back.</summary>
    public sealed class Everybody : GateServer
    {
        private readonly Dictionary<string, HttpClient> _browsers = [];

        public RoleProposalId Proposal { get; private set; }

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            World.Must(await World.Get<GrantRole>().Run(World.As(World.Administrator), World.Officer, Role.Legal, "Advises the unit"));
            using var db = World.Get<Reads>().Open(World.Agency);
            Proposal = db.Set<RoleProposal>().Select(row => row.Id).First();
            foreach (var (name, account) in new[] { ("officer", World.Officer), ("ai-lead", World.AiLead), ("trainer", World.Trainer), ("leader", World.Leader), ("auditor", World.Auditor), ("integrator", World.Integrator), ("administrator", World.Administrator) })
                _browsers[name] = await SignedIn(account);
        }

        public HttpClient Of(string name) => _browsers[name];

        public IEnumerable<string> Names => _browsers.Keys;
    }

    private const string Everyone = "officer ai-lead trainer leader auditor integrator administrator", SeeAccounts = "leader auditor administrator", KeepAccounts = "administrator", KeepClients = "integrator administrator";

    /// <summary>Each page, and who opens it; what only the way in needs is open to everybody and shows nothing without its own session.</summary>
    private static readonly (string Template, string Who)[] Pages =
    [
        ("me", Everyone), ("me/password", Everyone), ("me/passkeys", Everyone), ("me/away", Everyone), ("me/notices/{secret?}", Everyone),
        ("accounts", SeeAccounts), ("accounts/{id}", SeeAccounts), ("roles", SeeAccounts), ("roles/{id}", SeeAccounts), ("units", SeeAccounts),
        ("accounts/new", KeepAccounts), ("accounts/{id}/away", KeepAccounts), ("accounts/{id}/details", KeepAccounts), ("accounts/{id}/{what:regex(^(switch-off|switch-on|end-sessions|remove-factors|take-[A-Za-z]+)$)}", KeepAccounts),
        // No legal adviser is among them: whoever else keeps accounts or leads does not erase.
        ("erasure/person", ""),
        ("clients", KeepClients), ("clients/new", KeepClients), ("clients/{id}", KeepClients), ("clients/{id}/webhook", KeepClients), ("clients/{id}/deliveries", KeepClients),
    ];

    private static readonly string[] WayIn = ["sign-in", "sign-in/link/{token}", "sign-in/second", "sign-in/confirm", "sign-out", "set-up", "set-up/second-factor", "me/authenticator", "me/codes", "notices/stop/{token}"];

    public static IEnumerable<object[]> Guarded => Pages.Select(page => new object[] { page.Template, page.Who }).Append(["accounts/export/accounts.csv", SeeAccounts]).Append(["accounts/export/accounts.json", SeeAccounts]);

    [Fact]
    public void Every_page_of_the_room_is_named_here()
    {
        var there = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.ModelTypeInfo?.Namespace?.StartsWith("Probity.People", StringComparison.Ordinal) == true
                || endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.RelativePath.Contains("/People/", StringComparison.Ordinal) == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct();
        there.Order(StringComparer.Ordinal).ShouldBe(Pages.Select(page => page.Template).Concat(WayIn).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Guarded))]
    public async Task A_page_opens_for_those_whose_work_it_is_and_for_nobody_else(string template, string who)
    {
        var path = Address(template);
        foreach (var name in server.Names)
        {
            using var answer = await server.Of(name).GetAsync(path);
            answer.StatusCode.ShouldBe(who.Split(' ').Contains(name) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{name} {path}");
        }
        using var nobody = await server.Browser().GetAsync(path);
        nobody.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
        nobody.Headers.Location!.ToString().ShouldStartWith("/sign-in?back=");
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/sign-out", HttpStatusCode.Redirect)]
    [InlineData("/sign-in/second", HttpStatusCode.Redirect)]
    [InlineData("/sign-in/confirm", HttpStatusCode.Redirect)]
    [InlineData("/set-up", HttpStatusCode.Redirect)]
    [InlineData("/set-up/second-factor", HttpStatusCode.Redirect)]
    [InlineData("/me/authenticator", HttpStatusCode.Redirect)]
    [InlineData("/me/authenticator.svg", HttpStatusCode.NotFound)]
    [InlineData("/me/codes", HttpStatusCode.Redirect)]
    public async Task The_steps_of_signing_in_show_nothing_to_somebody_who_has_not_taken_the_one_before(string path, HttpStatusCode answered)
    {
        using var answer = await server.Browser().GetAsync(path);
        answer.StatusCode.ShouldBe(answered);
    }

    [Theory]
    [InlineData("auditor", "/accounts/{id}", "Link")]
    [InlineData("leader", "/accounts/{id}", "Link")]
    [InlineData("auditor", "/accounts/{id}", "Grant")]
    [InlineData("leader", "/units", "Make")]
    public async Task Who_only_looks_changes_nothing(string name, string page, string handler)
    {
        var path = Address(page.TrimStart('/'));
        var before = Written();
        var form = GateServer.Token(await server.Of(name).GetStringAsync("/me/password"));
        using var content = new FormUrlEncodedContent([new("form", form), new("Role", nameof(Role.Trainer)), new("Name", "A unit of one's own")]);
        using var answer = await server.Of(name).PostAsync($"{path}?handler={handler}", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Written().ShouldBe(before);
    }

    [Fact]
    public async Task My_account_says_that_no_password_is_set_yet()
    {
        (await server.Of("officer").GetStringAsync("/me")).ShouldContain("Not set yet");
        (await (await server.SignedIn(World.Second, language: "fr")).GetStringAsync("/me")).ShouldContain("Pas encore défini");
    }

    private (int, int, int) Written()
    {
        using var db = World.Get<Reads>().Open(World.Agency);
        return (db.Set<SignInLink>().Count(), db.Set<AccountRole>().Count() + db.Set<RoleProposal>().Count(), db.Set<Unit>().Count());
    }

    private string Address(string template) => "/" + (template.Contains("{what", StringComparison.Ordinal) ? "accounts/{id}/switch-off" : template)
        .Replace("/{secret?}", "", StringComparison.Ordinal).Replace("{id}", template.StartsWith("clients", StringComparison.Ordinal) ? World.Client.ToString() : template.StartsWith("roles", StringComparison.Ordinal) ? server.Proposal.ToString() : World.OtherOfficer.ToString(), StringComparison.Ordinal);
}
