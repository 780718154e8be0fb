using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Layout;
using Probity.Desk.History;
using Probity.Desk.Lists;
using Probity.People.Erasure;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Registry.Uses.List;

namespace Probity.Registry;

public static class RegistryRoom
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton<ModelPart, RegistryModel>();
        services.AddSingleton<LiveUses>();
        services.AddSingleton(provider => provider.GetRequiredService<LiveUses>().Remembered);
        services.AddSingleton(new KeptOfPerson("registry.erasure.kept.authorisations", new Statement("SELECT count(*) FROM registry_authorisation WHERE agency = @p0 AND granted_by = @p1"), Stays: true));
        // A use in memory knows by name who authorised it.
        services.AddSingleton(provider => new OncePersonErased(provider.GetRequiredService<LiveUses>().AllChangedIn));
        services.AddSingleton<UseList>();
        Inventory.InventoryModel.Add(services);

        services.AddSingleton<RegisterSystem>();
        services.AddSingleton<ChangeSystem>();
        services.AddSingleton<AddVersion>();
        services.AddSingleton<AssessVersion>();

        services.AddSingleton<RegisterUse>();
        services.AddSingleton<ReportFoundUse>();
        services.AddSingleton<ListFirstUses>();
        services.AddSingleton<EditUse>();
        services.AddSingleton<RecordAssessment>();
        services.AddSingleton<PrepareAuthorisation>();
        services.AddSingleton<AuthoriseUse>();
        services.AddSingleton<ReturnAuthorisation>();
        services.AddSingleton<WithdrawAuthorisation>();
        services.AddSingleton<Authorisations.Keeping.RecordCondition>();
        services.AddSingleton<BeginUse>();
        services.AddSingleton<SuspendUse>();
        services.AddSingleton<ResumeUse>();
        services.AddSingleton<EndUse>();
        services.AddSingleton<RefuseUse>();
        services.AddSingleton<SystemList>();
        foreach (var page in RegistrySubjects.All) services.AddSingleton(page);
        foreach (var undo in RegistrySubjects.Undoings) services.AddSingleton(undo);
        services.AddNavigation(new NavigationItem("registry.navigation.uses", RegistryPages.Uses, Right.SeeRegister, Order: 300));
        services.AddSingleton(PrepareAuthorisation.Rule);
        services.AddSingleton(ReportFoundUse.Rule);
        return services;
    }

    public static IEndpointRouteBuilder MapRegistry(this IEndpointRouteBuilder routes)
    {
        routes.MapUsesApi();
        routes.MapExport(RegistryPages.UsesExport, "uses", UseList.Definition, UseColumns.All, UseColumns.Rows).Needs(Right.SeeRegister);
        routes.MapExport(RegistryPages.SystemsExport, "systems", SystemList.Definition, SystemList.Columns, SystemList.Rows).Needs(Right.SeeRegister);
        // Other rooms know a use by its id; its page has the reference in its address.
        routes.MapGet(RegistryPages.Uses + "/by-id/{id}", (UseId id, LiveUses live, Viewer viewer) => live.Find(viewer.Required.Agency, id) is { } use
            ? Results.LocalRedirect(RegistryPages.Use(use.Reference))
            : Results.NotFound()).ExcludeFromDescription().Needs(Right.SeeRegister);
        // Where the history of a use was before every record had one.
        routes.MapGet(RegistryPages.Uses + "/{reference}/history", (string reference, UseList uses, Viewer viewer) => uses.Find(viewer.Required.Agency, reference) is { } use
            ? Results.LocalRedirect(HistoryPages.Of(RegistryActs.UseKind, use.Id.Value))
            : Results.NotFound()).ExcludeFromDescription().Needs(Right.SeeRegister);
        return routes;
    }
}
