using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.Acts.Storage;

namespace Probity.Acts.Tests.Changes;

/// <summary>What only a server database can do: lose its connection, and have two who write at once. Always on PostgreSQL.</summary>
public sealed class PostgresWriterTests : IDisposable
{
    private static readonly Statement Cut = new("SELECT pg_terminate_backend(pg_backend_pid()), @p0 AS agency");
    private static readonly Statement Count = new("SELECT count(*) FROM acts_journal WHERE agency = @p0");
    private static readonly Statement Version = new("SELECT CAST(value AS bigint) FROM acts_setting WHERE name = @p0 AND agency = @p1");

    private readonly Installation _here = new(postgres: true);

    [Fact]
    public async Task A_connection_lost_in_the_middle_acknowledges_nothing_and_the_next_change_is_made()
    {
        var lost = await _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.Record(_here.Note("half done"));
            work.Number(Cut, "x");
            return Done.It;
        });
        lost.Refusals.Single().Code.ShouldBe(ActsRefusals.StoreUnavailable);

        (await _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.Record(_here.Note("whole"));
            return Done.It;
        })).Done.ShouldBeTrue();
        using var read = _here.Get<Reads>().Rent();
        read.Number(Count, _here.Agency).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_waits_for_whoever_is_changing_the_row_it_relies_on_and_then_does_not_stand()
    {
        await Put("1");
        using var changing = new ManualResetEventSlim();
        using var relying = new ManualResetEventSlim();
        var suspension = _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.PutSetting(_here.Agency, "version", "2");
            changing.Set();
            relying.Wait();
            return Done.It;
        });
        changing.Wait();
        var versions = new List<long>();
        var opening = _here.Work.Commit<Done>(_here.Actor, _ =>
        {
            using var read = _here.Get<Reads>().Rent();
            var version = read.Number(Version, "version", _here.Agency);
            versions.Add(version);
            relying.Set();
            return new Change<Done>([new RowVersion(Version, "version", _here.Agency, version)], work => Done.It);
        });

        (await suspension).Done.ShouldBeTrue();
        (await opening).Done.ShouldBeTrue();
        // It read 1 before the other had committed; had it not been asked again, it would stand on what no longer was.
        versions.ShouldBe([1, 2]);
    }

    [Fact]
    public void Reads_cannot_write()
    {
        using var read = _here.Get<Reads>().Rent();
        Should.Throw<Npgsql.PostgresException>(() => read.Number(new Statement("DELETE FROM acts_setting WHERE agency = @p0 RETURNING 1"), _here.Agency)).SqlState.ShouldBe("25006");
    }

    private Task<Outcome<Done>> Put(string version) => _here.Work.Commit<Done>(_here.Actor, work =>
    {
        work.PutSetting(_here.Agency, "version", version);
        return Done.It;
    });

    public void Dispose() => _here.Dispose();
}
