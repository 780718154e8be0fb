using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Storage;
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
        services.AddSingleton<UseList>();
        Inventory.InventoryModel.Add(services);

        services.AddSingleton<RegisterSystem>();
        services.AddSingleton<ChangeSystem>();
        services.AddSingleton<AddVersion>();
        services.AddSingleton<AssessVersion>();

        services.AddSingleton<RegisterUse>();
        services.AddSingleton<ReportFoundUse>();
        services.AddSingleton<EditUse>();
        services.AddSingleton<RecordAssessment>();
        services.AddSingleton<PrepareAuthorisation>();
        services.AddSingleton<AuthoriseUse>();
        services.AddSingleton<ReturnAuthorisation>();
        services.AddSingleton<WithdrawAuthorisation>();
        services.AddSingleton<BeginUse>();
        services.AddSingleton<SuspendUse>();
        services.AddSingleton<ResumeUse>();
        services.AddSingleton<EndUse>();
        services.AddSingleton<RefuseUse>();
        return services;
    }
}
