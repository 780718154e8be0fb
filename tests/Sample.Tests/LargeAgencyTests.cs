using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;
using Probity.Judgement.Seconds;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.Ledger.Verification;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.PortVerrin;
using Probity.PortVerrin.Scale;
using Probity.Registry.LifeCycle;
using Probity.Registry.Uses;

namespace Probity.Sample.Tests;

/// <summary>The large agency at a small size: it hangs together as if every decision had gone through the gate.</summary>
public sealed class LargeAgencyTests(LargeAgency agency) : IClassFixture<LargeAgency>
{
    private IServiceProvider Services => agency.Services;

    [Fact]
    public void A_stopped_run_goes_on_where_it_was_and_another_amount_does_not()
    {
        agency.First.ShouldBe(Generated.Stopped);
        agency.Second.ShouldBe(Generated.Whole);
        agency.Other.ShouldBe(Generated.OtherContent);
        agency.Steps.ShouldBeUnique("no hour is written twice");
        agency.Steps.ShouldBeInOrder();
        agency.Steps[^1].ShouldBe(LargeAgency.Amounts.Decisions);
    }

    [Fact]
    public void There_are_as_many_people_uses_and_decisions_as_were_asked_for_and_about_ten_acts_a_decision()
    {
        using var db = Services.GetRequiredService<Reads>().Open(VerrinCoast.Agency);
        db.Set<Account>().Count().ShouldBe(LargeAgency.Amounts.People);
        db.Set<Use>().Count().ShouldBe(LargeAgency.Amounts.Uses);
        db.Set<Decision>().LongCount().ShouldBe(LargeAgency.Amounts.Decisions);
        var acts = Services.GetRequiredService<Sequencer>().State().Signed;
        acts.ShouldBeInRange(8 * LargeAgency.Amounts.Decisions, 14 * LargeAgency.Amounts.Decisions);
    }

    [Fact]
    public async Task The_ledger_is_what_was_signed()
    {
        VerifierKey.TryParse(Services.GetRequiredService<LogKey>().VerifierKey, out var key).ShouldBeTrue();
        var report = await Fsck.Run(Path.Combine(agency.Folder, "ledger"), key!);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBe(Services.GetRequiredService<Sequencer>().State().Size);
    }

    [Fact]
    public void Every_state_of_a_use_is_there_and_every_decision_belongs_to_one_that_may_run()
    {
        using var db = Services.GetRequiredService<Reads>().Open(VerrinCoast.Agency);
        var uses = db.Set<Use>().ToList();
        uses.Select(use => use.State).Distinct().ShouldBe([UseState.Assessed, UseState.Authorised, UseState.InOperation, UseState.Refused, UseState.Idea, UseState.FoundInUse, UseState.Paused, UseState.Suspended, UseState.Ended], ignoreOrder: true);
        var running = uses.Where(use => use.State == UseState.InOperation).Select(use => use.Id).ToHashSet();
        db.Set<Decision>().Select(decision => decision.UseId).Distinct().ToList().ShouldAllBe(id => running.Contains(id));
    }

    [Fact]
    public void A_decision_reads_like_any_other_and_its_people_are_those_who_may()
    {
        using var db = Services.GetRequiredService<Reads>().Open(VerrinCoast.Agency);
        var roles = db.Set<AccountRole>().ToList().ToLookup(row => row.Account, row => row.Role);
        var units = db.Set<Account>().ToDictionary(account => account.Id, account => account.Unit);
        using var read = Services.GetRequiredService<Gate>().Rent();
        foreach (var decision in db.Set<Decision>().ToList())
        {
            var file = Services.GetRequiredService<Gate>().Load(read, VerrinCoast.Agency, decision.Id)!;
            roles[decision.Officer!.Value].ShouldContain(Role.Officer);
            if (decision.State == DecisionState.Refused)
            {
                file.RefusedOpening!.Case.ShouldBe(decision.CaseNumber);
                continue;
            }
            (file.Opened.Case, file.Opened.Use, file.Opened.Officer).ShouldBe((decision.CaseNumber, decision.UseReference, decision.Officer.Value.Value));
            file.Opened.Authorisation.From.ShouldBeLessThan(decision.OpenedAt);
            file.Opened.Authorisation.Until.ShouldBeGreaterThan(decision.ChangedAt);
            file.Act(StepName.Opened)!.Act.GetProperty("subject").GetProperty("id").GetGuid().ShouldBe(decision.Id.Value);
            if (decision.Second is not { } second) continue;
            roles[second].ShouldContain(Role.SecondPerson);
            units[second].ShouldNotBe(units[decision.Officer.Value]);
            second.ShouldNotBe(decision.Third ?? default);
        }
    }

    [Fact]
    public void The_second_person_is_who_is_drawn_when_the_draw_is_repeated()
    {
        using var db = Services.GetRequiredService<Reads>().Open(VerrinCoast.Agency);
        var units = db.Set<Account>().ToDictionary(account => account.Id, account => account.Unit);
        var seconds = db.Set<AccountRole>().Where(row => row.Role == Role.SecondPerson).Select(row => row.Account).ToList().OrderBy(id => id.Value).ToList();
        using var read = Services.GetRequiredService<Gate>().Rent();
        var drawn = db.Set<JournalRow>().Where(row => row.Kind == "judgement.second-drawn").ToList();
        drawn.Count.ShouldBeGreaterThan(50);
        foreach (var row in drawn)
        {
            var decision = db.Set<Decision>().Single(one => one.Id == new DecisionId(row.Subject));
            var draw = Services.GetRequiredService<JournalBook>().Open(read, VerrinCoast.Agency, row.Id)!.Act.GetProperty("payload").Deserialize<DrawPayload>(HouseJson.Options)!;
            var eligible = seconds.Where(person => units[person] != units[decision.Officer!.Value]).Select(person => new PossibleSecond(person, null, true, 0, 0)).ToList();
            draw.Eligible.ShouldBe(eligible.Count);
            SecondRules.Drawn(eligible, decision.Id, Convert.FromHexString(draw.Secret))!.Account.ShouldBe(decision.Second!.Value);
            draw.Person.ShouldBe(decision.Second.Value.Value);
        }
    }

    [Fact]
    public void Every_receipt_proves_what_it_says()
    {
        using var db = Services.GetRequiredService<Reads>().Open(VerrinCoast.Agency);
        var reading = Services.GetRequiredService<ReceiptReading>();
        TlogPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(reading.Policy), out var policy, out _).ShouldBeTrue();
        var released = db.Set<Decision>().Where(decision => decision.State == DecisionState.Released).ToList();
        released.Count.ShouldBeGreaterThan(200);
        using var read = Services.GetRequiredService<Gate>().Rent();
        foreach (var decision in released)
        {
            var file = Services.GetRequiredService<Gate>().Load(read, VerrinCoast.Agency, decision.Id)!;
            var answer = reading.Build(read, file);
            answer.Done.ShouldBeTrue();
            ReceiptVerifier.Verify(answer.Value.File!, policy!, new ReceiptExpectation { Now = ReceiptReading.Facts(file).NotAfter.AddMinutes(-1), Case = decision.CaseNumber }).Accepted.ShouldBeTrue(decision.CaseNumber);
        }
    }

    [Fact]
    public void Nothing_of_the_sample_itself_is_in_it()
    {
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(agency.Folder, "probity.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM acts_journal WHERE agency = @port) + (SELECT count(*) FROM judgement_decision WHERE agency = @port OR case_number LIKE 'PV-%') + (SELECT count(DISTINCT agency) FROM acts_journal) - 1";
        command.Parameters.AddWithValue("@port", TypedId.Bytes(SampleAgency.Id.Value));
        command.ExecuteScalar().ShouldBe(0L);
    }
}

/// <summary>Made once, stopped on the way and gone on with.</summary>
public sealed class LargeAgency : IAsyncLifetime
{
    public static readonly Amounts Amounts = new(People: 60, Uses: 69, Decisions: 600);
    private static readonly DateTimeOffset Now = new(2027, 2, 11, 15, 54, 3, 217, TimeSpan.Zero);

    private ServiceProvider _rooms = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("probity-large-").FullName;
    public Generated First { get; private set; }
    public Generated Second { get; private set; }
    public Generated Other { get; private set; }
    public List<long> Steps { get; } = [];
    public IServiceProvider Services => _rooms;

    public async Task InitializeAsync()
    {
        using var stop = new CancellationTokenSource();
        First = await VerrinCoast.Generate(Folder, Amounts, Now, (done, _, _) =>
        {
            Steps.Add(done);
            if (done > Amounts.Decisions / 3) stop.Cancel();
        }, stop.Token);
        // Days later: it ends where it was to end.
        Second = await VerrinCoast.Generate(Folder, Amounts, Now.AddDays(3), (done, _, _) => Steps.Add(done));
        Other = await VerrinCoast.Generate(Folder, Amounts with { Decisions = 700 }, Now);
        _rooms = FilledSample.Rooms(Folder);
    }

    public async Task DisposeAsync()
    {
        await _rooms.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
