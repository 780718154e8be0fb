using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Faults;

/// <summary>The clock of the machine is set under a running server: back, and ahead by ten years and back again.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Off { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;
    }

    private sealed class UnderAClock(SetClock clock) : GateServer
    {
        protected override void Also(IServiceCollection services)
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton(new DueKind("test.looked", (_, _, _) =>
            {
                Looked++;
                return Task.FromResult(DueAnswer.Done);
            }));
        }

        public int Looked { get; private set; }
    }

    private readonly SetClock _clock = new();
    private readonly UnderAClock _server;
    private readonly List<string> _acknowledged = [];

    public ClockTests() => _server = new UnderAClock(_clock);

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.World.Get<Sequencer>().Settle();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    private LedgerState State => _server.World.Get<Sequencer>().State();

    private async Task<HttpResponseMessage> Open(string number, string mode = "sealed")
    {
        var answer = await _server.Open(GateServer.Opening(_server.World, number, _server.World.Officer, mode: mode, threat: mode == "protective" ? "A man threatens a ward." : null));
        if (answer.StatusCode == HttpStatusCode.Created) _acknowledged.Add(await FullDiskTests.Id(answer));
        return answer;
    }

    [Theory, InlineData(1), InlineData(24)]
    public async Task A_clock_that_was_set_back_closes_the_gate_but_for_what_protects_and_opens_it_again_when_it_is_right(int hours)
    {
        _clock.Off = TimeSpan.FromHours(hours);
        var world = _server.World;
        using var before = await _server.SignedIn(world.Officer);
        using var system = _server.CaseSystem();
        using (var first = await Open("CL-2026-1")) first.StatusCode.ShouldBe(HttpStatusCode.Created);
        using (var second = await Open("CL-2026-2", "protective")) second.StatusCode.ShouldBe(HttpStatusCode.Created);
        await world.Get<Sequencer>().Settle();
        var signed = State.SignedAt;

        _clock.Off = TimeSpan.Zero;
        using (var refused = await Open("CL-2026-3")) (await Whole.Refused(refused)).ShouldBe("acts.clock-behind");
        using (var ended = await before.PostAsJsonAsync($"/api/v1/decisions/{_acknowledged[0]}/view", GateServer.View())) ended.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a session of the wrong time ends");
        using var officer = await _server.SignedIn(world.Officer);
        using (var refused = await officer.PostAsJsonAsync($"/api/v1/decisions/{_acknowledged[0]}/view", GateServer.View())) (await Whole.Refused(refused)).ShouldBe("acts.clock-behind");
        using (var refused = await officer.GetAsync($"/decisions/{_acknowledged[0]}")) ((int)refused.StatusCode).ShouldBeLessThan(400, "reading goes on");
        using (var protects = await Open("CL-2026-4", "protective")) protects.StatusCode.ShouldBe(HttpStatusCode.Created);
        using (var used = await system.PostAsJsonAsync($"/api/v1/decisions/{_acknowledged[1]}/receipt/use", new { action = "protect", receiver = "case-system", @case = "CL-2026-2" })) used.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await FullDiskTests.Ready(_server))["clock"].ShouldBe("behind");
        await Whole.Ledger(_server.App.Services, Path.Combine(_server.Folder, "ledger"));
        State.SignedAt.ShouldBe(signed, "the time of a signed state never goes back");

        _clock.Off = TimeSpan.FromHours(hours);
        using (var again = await Open("CL-2026-3")) again.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Whole.Until(() => FullDiskTests.Ready(_server).Result["clock"] == "good", TimeSpan.FromSeconds(10)); // an answer about readiness stands for a second
        await Whole.Ledger(_server.App.Services, Path.Combine(_server.Folder, "ledger"));
        Whole.Holds(_server.App.Services, world.Agency, _acknowledged);
        using var db = world.Get<Reads>().Open(world.Agency);
        var numbers = db.Set<JournalRow>().OrderBy(row => row.Id).Select(row => row.LeafIndex).ToList();
        numbers.ShouldBe(numbers.Order().ToList(), "the order is that of the commits, whatever the clock said");
    }

    [Fact]
    public async Task A_clock_that_is_set_by_four_minutes_keeps_the_gate_open()
    {
        _clock.Off = TimeSpan.FromMinutes(4);
        using (var before = await Open("CL-2026-4")) before.StatusCode.ShouldBe(HttpStatusCode.Created);
        await _server.World.Get<Sequencer>().Settle();

        _clock.Off = TimeSpan.Zero;
        using (var opened = await Open("CL-2026-5")) opened.StatusCode.ShouldBe(HttpStatusCode.Created, await opened.Content.ReadAsStringAsync());
        (await FullDiskTests.Ready(_server))["clock"].ShouldBe("behind");
    }

    [Fact]
    public async Task After_ten_years_ahead_and_back_nothing_weighs_on_anybody_until_somebody_says_that_the_clock_is_right()
    {
        var world = _server.World;
        _clock.Off = TimeSpan.FromDays(3652);
        using (var refused = await Open("CL-2026-6")) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the authorisation has ended by this clock");
        Given.World.Must(await world.Get<UnitOfWork>().Commit<Done>(Actor.Installation(world.Agency), work =>
        {
            work.Fall("test.looked", Subject.Of("agency", world.Agency), work.Now.AddHours(1));
            return Done.It;
        }));
        await world.Get<Sequencer>().Settle();

        _clock.Off = TimeSpan.Zero;
        using (var refused = await Open("CL-2026-7")) (await Whole.Refused(refused)).ShouldBe("acts.clock-behind");
        var accepted = await world.Get<AcceptClock>().Run([world.Agency], Reason.FromText("The clock was ten years ahead")!);
        accepted.Value.ShouldNotBeNull();
        HttpStatusCode opened = default;
        await Whole.Until(() => (opened = Open("CL-2026-8").Result.StatusCode) == HttpStatusCode.Created, TimeSpan.FromSeconds(10), () => opened.ToString());
        await world.Get<DueRunner>().RunAll();
        await Whole.Until(() => _server.Looked == 1, TimeSpan.FromSeconds(10));
        (await world.Get<AcceptClock>().Run([world.Agency], Reason.FromText("Again")!)).Value.ShouldBeNull("it is not behind any more");
        using var read = world.Get<Reads>().Rent();
        read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0 AND kind = 'acts.clock-accepted'"), world.Agency).ShouldBe(1);
        await Whole.Ledger(_server.App.Services, Path.Combine(_server.Folder, "ledger"));
    }

}
