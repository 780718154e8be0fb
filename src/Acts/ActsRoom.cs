using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Search;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Acts;

public static class ActsRoom
{
    /// <summary>The room's services. Migrations of all parts run when the writer is first asked for, that is before anything is answered.</summary>
    /// <param name="origin">The ledger's name at first start, for example "ledger.port-verrin.example/2026".</param>
    public static IServiceCollection AddActs(this IServiceCollection services, DataFolder folder, string origin)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => folder); // by a factory, so that the container disposes it and the lock goes with the process
        services.AddSingleton<ModelPart, ActsModel>();
        services.AddSingleton(_ => MasterKey.Open(folder.Keys));
        services.AddSingleton<DataKeys>();
        services.AddSingleton(provider => provider.GetRequiredService<DataKeys>().Remembered);
        services.AddSingleton<JournalBook>();
        services.AddSingleton<Reads>();
        services.AddSingleton(provider =>
        {
            Migrator.Apply(folder, provider.GetServices<ModelPart>());
            return folder.Server is null ? ActivatorUtilities.CreateInstance<SqliteWriter>(provider) : (Writer)ActivatorUtilities.CreateInstance<PostgresWriter>(provider);
        });
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton(provider => LogKey.Open(folder, provider.GetRequiredService<MasterKey>(), origin));
        services.AddSingleton<MemoryWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<MemoryWatch>());
        services.AddSingleton<Sequencer>();
        services.AddSingleton<LedgerClock>();
        services.AddSingleton<AcceptClock>();
        services.AddSingleton<ActProofs>();
        services.AddHostedService(provider => provider.GetRequiredService<Sequencer>());
        services.AddSingleton<OpenDuties>();
        services.AddSingleton<DueRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<DueRunner>());
        services.AddSingleton<SearchRebuild>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchRebuild>());
        services.AddSingleton<SubjectPages>();
        services.AddScoped<Viewer>();
        services.AddScoped(provider => provider.GetRequiredService<Reads>().Open(provider.GetRequiredService<Viewer>().Agency));
        services.AddDataProtection().SetApplicationName("probity");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new RingFiles(Directory.CreateDirectory(Path.Combine(folder.Keys, "ring"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName, provider.GetRequiredService<ILogger<RingFiles>>());
                options.XmlEncryptor = new RingEncryptor(provider.GetRequiredService<MasterKey>());
            }));
        return services;
    }
}
