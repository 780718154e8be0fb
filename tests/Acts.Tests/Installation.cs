using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Given;

namespace Probity.Acts.Tests;

/// <summary>A real data directory with the room's services; gone when disposed.</summary>
public sealed class Installation : IDisposable
{
    public static readonly ActKind Noted = new("acts.noted");
    public static readonly ActKind Explained = new("acts.explained", NeedsReason: true);

    private readonly bool _keepFolder;
    private readonly ServiceProvider _services;

    public Installation(string? path = null, bool keepFolder = false, bool postgres = false, Action<IServiceCollection>? also = null)
    {
        _keepFolder = keepFolder;
        Path = path ?? Directory.CreateTempSubdirectory("probity-acts-").FullName;
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddActs(DataFolder.Open(Path, postgres ? TestDatabase.OnServer(Path) : TestDatabase.For(Path)), "ledger.test.example/1");
        also?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Work = Get<UnitOfWork>();
    }

    public string Path { get; }
    public AgencyId Agency { get; } = new(TypedId.Named("agency"));
    public Actor Actor => Actor.Person(Agency, new AccountId(TypedId.Named("someone")));
    public UnitOfWork Work { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Act Note(string text, Guid? subject = null) => new()
    {
        Kind = Noted,
        Subject = new Subject("thing", subject ?? Guid.CreateVersion7()),
        Reason = null,
        Payload = new { text },
        Scope = KeyScope.Agency,
    };

    public void Dispose()
    {
        _services.Dispose();
        if (!_keepFolder) Directory.Delete(Path, recursive: true);
    }
}
