using System.Text;
using Probity.Acts.Ids;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Acts.Tests.Sequencing;

public sealed class SequencerTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("probity-sequencer-").FullName;

    private Installation Start() => new(_path, keepFolder: true);

    private static async Task<JournalId> Note(Installation here, string text) => (await here.Work.Commit<JournalId>(here.Actor, work => work.Record(here.Note(text)))).Value;

    [Fact]
    public async Task Every_committed_act_gets_a_leaf_and_a_signed_root_over_the_stored_bytes()
    {
        using var here = Start();
        for (var i = 0; i < 600; i++) await Note(here, $"note {i}");
        await here.Get<Sequencer>().Settle();

        var state = here.Get<Sequencer>().State();
        state.Signed.ShouldBe(600);
        state.Frozen.ShouldBeNull();
        VerifierKey.TryParse(here.Get<LogKey>().VerifierKey, out var key).ShouldBeTrue();
        Checkpoint.TryOpen(File.ReadAllBytes(Path.Combine(_path, "ledger", "checkpoint")), key!, out var checkpoint).ShouldBeTrue();
        checkpoint!.Size.ShouldBe(600);
        new TileHashReader(new TileFolder(Path.Combine(_path, "ledger")), 600).Size.ShouldBe(600);
        Merkle.Root(600, new TileHashReader(new TileFolder(Path.Combine(_path, "ledger")), 600)).ShouldBe(checkpoint.Root);
    }

    [Fact]
    public async Task A_late_commit_with_a_lower_row_id_is_never_skipped()
    {
        using var here = Start();
        for (var i = 0; i < 10; i++) await Note(here, $"note {i}");
        // A row whose id was given out early and whose transaction commits late, as concurrent transactions do on a server database.
        await here.Work.Commit<Refusals.Done>(here.Actor, work =>
        {
            work.Execute(new Statement("UPDATE acts_journal SET id = 1000 WHERE id = 5 AND agency = @p0"), here.Agency);
            return Refusals.Done.It;
        });
        await here.Get<Sequencer>().Settle();
        await here.Work.Commit<Refusals.Done>(here.Actor, work =>
        {
            var late = work.Record(here.Note("late"));
            work.Execute(new Statement("UPDATE acts_journal SET id = 5 WHERE id = @p1 AND agency = @p0"), here.Agency, late);
            return Refusals.Done.It;
        });
        await here.Get<Sequencer>().Settle();

        using var read = here.Get<Reads>().Rent();
        read.First(new Statement("SELECT leaf_index FROM acts_journal WHERE agency = @p0 AND id = 5"), row => row.NumberOrNull(0), here.Agency).ShouldBe(10);
        here.Get<Sequencer>().State().Signed.ShouldBe(11);
    }

    [Fact]
    public async Task It_goes_on_where_it_stopped_between_any_two_steps()
    {
        for (var round = 0; round < 4; round++)
        {
            using var here = Start();
            for (var i = 0; i < 150; i++) await Note(here, $"round {round} note {i}");
            await here.Get<Sequencer>().NumberAll();
            if (round % 2 == 0) continue; // stopped after numbering, before any file was written
            await here.Get<Sequencer>().WriteAndSign();
        }
        using var last = Start();
        await last.Get<Sequencer>().Settle();
        last.Get<Sequencer>().State().ShouldSatisfyAllConditions(state => state.Signed.ShouldBe(600), state => state.Frozen.ShouldBeNull());
    }

    [Fact]
    public async Task An_older_sequencer_that_still_runs_is_fenced_and_numbers_nothing_twice()
    {
        using var here = Start();
        await Note(here, "one");
        var older = here.Get<Sequencer>();
        await older.Settle();
        // Another sequencer takes the next epoch.
        await here.Work.Commit<Refusals.Done>(here.Actor, work =>
        {
            work.Execute(new Statement("UPDATE acts_ledger SET epoch = epoch + 1 WHERE id = 1"));
            return Refusals.Done.It;
        });
        await Note(here, "two");
        await older.NumberAll();
        older.State().Size.ShouldBe(1);
        await older.Settle();
        older.State().Size.ShouldBe(2);
    }

    [Fact]
    public async Task Altered_stored_bytes_freeze_the_ledger_before_the_next_signature()
    {
        using var here = Start();
        for (var i = 0; i < 100; i++) await Note(here, $"note {i}");
        await here.Get<Sequencer>().Settle();
        await Note(here, "one more");
        await here.Get<Sequencer>().NumberAll();
        TestDatabase.Tamper(_path,
            "UPDATE acts_journal SET entry = CAST(substr(entry, 1, 10) || x'41' || substr(entry, 12) AS BLOB) WHERE leaf_index = 100",
            "UPDATE acts_journal SET entry = set_byte(entry, 10, 65) WHERE leaf_index = 100");
        await here.Get<Sequencer>().WriteAndSign();
        here.Get<Sequencer>().State().Frozen.ShouldNotBeNull();
        here.Get<Sequencer>().State().Signed.ShouldBe(100);
    }

    [Fact]
    public async Task Whoever_waits_for_a_number_gets_it()
    {
        using var here = Start();
        var sequencer = here.Get<Sequencer>();
        await sequencer.StartAsync(CancellationToken.None);
        var act = await Note(here, "a view");
        (await sequencer.Numbered(act, TimeSpan.FromSeconds(20))).ShouldBe(0);
        await sequencer.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_missing_database_beside_a_ledger_refuses_to_start()
    {
        using (var here = Start())
        {
            await Note(here, "one");
            await here.Get<Sequencer>().Settle();
        }
        TestDatabase.Lose(_path);
        Should.Throw<DataFolderRefused>(Start).Message.ShouldContain("no database");
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
