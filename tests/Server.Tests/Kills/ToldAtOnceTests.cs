using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Given;
using Probity.Judgement.Decisions;
using Probity.Judgement.Erasure;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Kills;

/// <summary>Two servers of one PostgreSQL database: what one ends, revokes, adds or destroys, the other no longer believes within a second.</summary>
public sealed class ToldAtOnceTests : IAsyncLifetime
{
    private sealed class OnPostgres : GateServer
    {
        protected override ServerOptions Options(ServerOptions options) => options with { Database = TestDatabase.OnServer(Folder) };
    }

    private readonly OnPostgres _one = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-told-").FullName;
    private WebApplication _two = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        await _one.InitializeAsync();
        foreach (var shared in new[] { "keys", "ledger" }) Directory.CreateSymbolicLink(Path.Combine(_folder, shared), Path.Combine(_one.Folder, shared));
        _two = ProbityServer.Build(new ServerOptions { Data = _folder, Database = TestDatabase.OnServer(_one.Folder), Port = 0, Strict = true });
        await _two.StartAsync();
        _address = new Uri(_two.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        foreach (var services in new[] { _one.App.Services, _two.Services }) await Until(() => Task.FromResult(services.GetRequiredService<MemoryWatch>().Listens), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_key_that_was_revoked_at_one_server_opens_nothing_at_the_other()
    {
        using var system = new HttpClient { BaseAddress = _address };
        system.DefaultRequestHeaders.Authorization = new("Bearer", _one.World.ClientKey);
        async Task<HttpStatusCode> Asked() => (await system.GetAsync($"/api/v1/decisions/{Guid.NewGuid()}")).StatusCode;
        (await Asked()).ShouldBe(HttpStatusCode.NotFound);
        World.Must(await _one.World.Get<KeepClients>().Revoke(_one.World.As(_one.World.Integrator), _one.World.Client, "The key was published"));
        await Until(async () => await Asked() == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_session_that_was_ended_at_one_server_is_dead_at_the_other()
    {
        using var browser = await _one.SignedIn(_one.World.Officer);
        async Task<HttpStatusCode> Asked() => (await browser.GetAsync(new Uri(_address, "/me"))).StatusCode;
        (await Asked()).ShouldBe(HttpStatusCode.OK);
        World.Must(await _one.World.Get<EndSession>().AllOf(_one.World.As(_one.World.Administrator), _one.World.Officer, "The device was lost"));
        await Until(async () => await Asked() == HttpStatusCode.Redirect, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_agency_that_was_made_at_one_server_is_known_at_the_other()
    {
        var before = _two.Services.GetRequiredService<AgencyBook>().All.Count;
        await World.Make(_one.App.Services, "third");
        await Until(() => Task.FromResult(_two.Services.GetRequiredService<AgencyBook>().All.Count == before + 1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Content_that_was_erased_at_one_server_is_read_by_neither()
    {
        var id = new DecisionId(Guid.Parse(await _one.Released("PV-2026-08001")));
        var gate = _two.Services.GetRequiredService<Judgement.Decisions.Gate>();
        bool Reads()
        {
            using var session = gate.Rent();
            try
            {
                return gate.Load(session, _one.World.Agency, id)!.Opened is not null;
            }
            catch (KeyDestroyedException)
            {
                return false;
            }
        }
        Reads().ShouldBeTrue();
        World.Must(await _one.World.Get<EraseCase>().Run(_one.World.As(await _one.World.Legal()), "PV-2026-08001", "Retention ended"));
        await Until(() => Task.FromResult(!Reads()), TimeSpan.FromSeconds(1));
    }

    private static async Task Until(Func<Task<bool>> wanted, TimeSpan patience)
    {
        using var stop = new CancellationTokenSource(patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await wanted()) await often.WaitForNextTickAsync(stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await _one.DisposeAsync();
    }
}
