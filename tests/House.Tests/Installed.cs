using Microsoft.AspNetCore.Builder;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.House.Tests;

/// <summary>The whole house, wired on an empty data directory, without listening.</summary>
public sealed class Installed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-house-").FullName;

    public WebApplication App { get; private set; } = null!;

    public string Database => Path.Combine(_folder, "probity.db");

    public Task InitializeAsync()
    {
        App = ProbityServer.Build(new ServerOptions { Data = _folder, Port = 0, Strict = true });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class InstalledHouse : ICollectionFixture<Installed>
{
    public const string Name = "the house";
}
