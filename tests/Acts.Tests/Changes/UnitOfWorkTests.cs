using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.Acts.Storage;
using Probity.Given;

namespace Probity.Acts.Tests.Changes;

public sealed class UnitOfWorkTests : IDisposable
{
    private static readonly RefusalCode No = new("acts.test-no", RefusalKind.Invalid);
    private readonly Installation _here = new();

    [Fact]
    public async Task What_a_verb_writes_and_records_is_there_when_it_is_answered()
    {
        var id = await _here.Work.Commit<JournalId>(_here.Actor, work =>
        {
            work.PutSetting(_here.Agency, "colour", "pine");
            return work.Record(_here.Note("chose a colour"));
        });

        id.Done.ShouldBeTrue();
        using var read = _here.Get<Reads>().Rent();
        read.Setting(_here.Agency, "colour").ShouldBe("pine");
        var act = _here.Get<JournalBook>().Open(read, _here.Agency, id.Value)!;
        act.Act.GetProperty("payload").GetProperty("text").GetString().ShouldBe("chose a colour");
        act.Act.GetProperty("actor").GetProperty("id").GetGuid().ShouldBe(_here.Actor.Id);
    }

    [Fact]
    public async Task The_acts_about_a_thing_are_found_by_its_id()
    {
        var (thing, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.Record(_here.Note("one", thing));
            work.Record(_here.Note("two", other));
            return Done.It;
        });

        using var db = _here.Get<Reads>().Open(_here.Agency);
        var row = db.Set<JournalRow>().Single(act => act.Subject == thing);
        (row.Subject, row.Actor).ShouldBe((thing, _here.Actor.Id));
    }

    [Fact]
    public async Task A_refusal_undoes_everything_the_verb_wrote()
    {
        var outcome = await _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.PutSetting(_here.Agency, "colour", "plum");
            work.Record(_here.Note("half done"));
            return No;
        });

        outcome.Refusals.Single().Code.ShouldBe(No);
        using var read = _here.Get<Reads>().Rent();
        read.Setting(_here.Agency, "colour").ShouldBeNull();
        read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0"), _here.Agency).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_that_was_recorded_keeps_its_record()
    {
        var outcome = await _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.Record(_here.Note("refused"));
            return Outcome<Done>.No([No], keepRecord: true);
        });

        outcome.Done.ShouldBeFalse();
        using var read = _here.Get<Reads>().Rent();
        read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0"), _here.Agency).ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_in_one_change_undoes_that_change_alone()
    {
        var good = Enumerable.Range(0, 50).Select(i => _here.Work.Commit<JournalId>(_here.Actor, work => work.Record(_here.Note($"note {i}")))).ToList();
        var bad = _here.Work.Commit<Done>(_here.Actor, work =>
        {
            work.Record(_here.Note("lost"));
            throw new InvalidOperationException("a bug");
        });

        await Should.ThrowAsync<InvalidOperationException>(bad);
        (await Task.WhenAll(good)).ShouldAllBe(outcome => outcome.Done);
        using var read = _here.Get<Reads>().Rent();
        read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0"), _here.Agency).ShouldBe(50);
    }

    [Fact]
    public async Task In_one_commit_of_many_only_what_was_refused_or_failed_is_undone_and_what_follows_a_commit_happens_once()
    {
        using var all = new ManualResetEventSlim();
        var followed = 0;
        Task<Outcome<Done>> Add(string text, Func<Outcome<Done>> end) => _here.Work.Commit<Done>(_here.Actor, work =>
        {
            all.Wait();
            work.PutSetting(_here.Agency, text, "written");
            work.Record(_here.Note(text));
            work.AfterCommit(() => followed++);
            return end();
        });
        var (first, broken, refused, last) =
            (Add("first", () => Done.It), Add("broken", () => throw new InvalidOperationException("a bug")), Add("refused", () => No), Add("last", () => Done.It));
        all.Set();

        await Should.ThrowAsync<InvalidOperationException>(broken);
        ((await first).Done, (await refused).Done, (await last).Done).ShouldBe((true, false, true));
        followed.ShouldBe(2);
        using var read = _here.Get<Reads>().Rent();
        read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0"), _here.Agency).ShouldBe(2);
        new[] { "first", "broken", "refused", "last" }.Select(name => read.Setting(_here.Agency, name)).ShouldBe(["written", null, null, "written"]);
    }

    [Fact]
    public async Task An_act_whose_kind_needs_a_reason_is_not_recorded_without_one()
    {
        await Should.ThrowAsync<InvalidOperationException>(_here.Work.Commit<JournalId>(_here.Actor,
            work => work.Record(_here.Note("why") with { Kind = Installation.Explained })));
    }

    [Fact]
    public async Task A_version_that_moved_asks_the_verb_again_and_three_times_refuse()
    {
        var question = new Statement("SELECT CAST(value AS INTEGER) FROM acts_setting WHERE name = @p0 AND agency = @p1");
        await _here.Work.Commit<Done>(_here.Actor, work => Put(work, 1));
        var asked = 0;

        var won = await _here.Work.Commit<string>(_here.Actor, attempt =>
        {
            asked++;
            // The first attempt read version 0, which no longer stands.
            return Outcome<Change<string>>.Of(new([new RowVersion(question, "version", _here.Agency, attempt)], _ => "written"));
        });
        var lost = await _here.Work.Commit<string>(_here.Actor, _ =>
            Outcome<Change<string>>.Of(new([new RowVersion(question, "version", _here.Agency, 99)], _ => "never")));

        won.Value.ShouldBe("written");
        asked.ShouldBe(2);
        lost.Refusals.Single().Code.ShouldBe(ActsRefusals.ChangedMeanwhile);

        Outcome<Done> Put(Work work, long version)
        {
            work.PutSetting(_here.Agency, "version", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Done.It;
        }
    }

    [Fact]
    public async Task Content_is_unreadable_in_the_database_file()
    {
        await _here.Work.Commit<JournalId>(_here.Actor, work => work.Record(_here.Note("a sentence that must not stand in the file")));
        if (TestDatabase.IsPostgres)
        {
            using var read = _here.Get<Reads>().Rent();
            read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0", "SELECT count(*) FROM acts_journal WHERE agency = @p0 AND position('must not stand'::bytea IN content) = 0"), _here.Agency).ShouldBe(1);
            return;
        }
        var bytes = File.ReadAllBytes(System.IO.Path.Combine(_here.Path, "probity.db-wal"));
        bytes.AsSpan().IndexOf("must not stand"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_scope_taken_for_new_that_was_not_sends_the_verb_back_and_keeps_its_first_key()
    {
        var path = Directory.CreateTempSubdirectory("probity-scope-").FullName;
        var scope = Probity.Acts.Keys.KeyScope.Person(Guid.CreateVersion7());
        using (var before = new Installation(path, keepFolder: true))
            (await before.Work.Commit<JournalId>(before.Actor, work => work.Record(before.Note("first") with { Scope = scope }))).Done.ShouldBeTrue();
        using (var after = new Installation(path, keepFolder: true))
        {
            var asked = 0;
            var outcome = await after.Work.Commit<JournalId>(after.Actor, attempt =>
            {
                asked++;
                if (attempt == 0) after.Get<Probity.Acts.Keys.DataKeys>().Likely(after.Agency, scope);
                var act = after.Get<JournalBook>().Seal(after.Actor, after.Note("second") with { Scope = scope }, DateTimeOffset.UtcNow);
                return new Change<JournalId>([], work => work.Record(act));
            });
            asked.ShouldBe(2);
            using var read = after.Get<Reads>().Rent();
            read.Number(new Statement("SELECT count(DISTINCT data_key) FROM acts_journal WHERE agency = @p0"), after.Agency).ShouldBe(1);
            after.Get<JournalBook>().Open(read, after.Agency, outcome.Value)!.Act.GetProperty("payload").GetProperty("text").GetString().ShouldBe("second");
        }
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public void Nobody_else_can_write()
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        Should.Throw<InvalidOperationException>(() => db.SaveChanges());
    }

    [Fact]
    public void Without_an_agency_nothing_is_seen()
    {
        using var db = _here.Get<Reads>().Open(null);
        db.Set<JournalRow>().Count().ShouldBe(0);
    }

    public void Dispose() => _here.Dispose();
}
