using Probity.Acts;
using Probity.Acts.Storage;
using Probity.People.Roles;
using Probity.Registry.Authorisations;
using Probity.Registry.Authorisations.Keeping;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests.Authorisations;

public sealed class KeepingTests : IDisposable
{
    private static readonly DateOnly From = new(2026, 6, 1), Today = new(2026, 11, 23);

    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private static ConditionStanding Of(Condition condition, params (ConditionResult, DateOnly)[] last) => KeepingRules.StandingOf(condition, last.Length == 0 ? null : last[0], From, Today);

    private static Condition Every(int months) => Condition.With("audit", Condition.NoControl, new { everyMonths = months }, "An audit at set times.");

    [Fact]
    public void Nothing_recorded_reads_as_what_it_is_and_never_as_met()
    {
        Of(Condition.Plain("a", "C1", "Own view.")).State.ShouldBe(ConditionState.Held);
        Of(Condition.Plain("a", Condition.NoControl, "Weekly.")).State.ShouldBe(ConditionState.NotRecorded);
        Of(Condition.With("a", Condition.NoControl, new { dueOn = "2026-11-23" }, "By a day.")).ShouldBe(new ConditionStanding(ConditionState.NotDueYet, null, Today));
        Of(Condition.With("a", Condition.NoControl, new { dueOn = "2026-11-22" }, "By a day.")).State.ShouldBe(ConditionState.Overdue);
        Of(Every(6)).ShouldBe(new ConditionStanding(ConditionState.NotDueYet, null, new DateOnly(2026, 12, 1)));
        Of(Every(5)).State.ShouldBe(ConditionState.Overdue);
    }

    [Fact]
    public void What_is_due_again_is_overdue_when_its_time_has_passed()
    {
        Of(Every(6), (ConditionResult.Met, new DateOnly(2026, 10, 14))).ShouldBe(new ConditionStanding(ConditionState.Met, new DateOnly(2026, 10, 14), new DateOnly(2027, 4, 14)));
        Of(Every(1), (ConditionResult.Met, new DateOnly(2026, 10, 14))).State.ShouldBe(ConditionState.Overdue);
    }

    [Theory, InlineData(ConditionResult.Breached, ConditionState.Breached), InlineData(ConditionResult.Late, ConditionState.Late), InlineData(ConditionResult.InPart, ConditionState.InPart)]
    public void What_was_not_kept_is_said_even_where_the_gate_holds_it(ConditionResult result, ConditionState state) =>
        Of(Condition.Plain("a", "C1", "Own view."), (result, Today)).State.ShouldBe(state);

    [Fact]
    public async Task The_owner_and_who_keeps_the_register_record_it_and_nobody_else()
    {
        var use = await ARunningUse();
        var owner = _here.Roe; // answers for the use in this installation
        var officer = _here.APerson(_here.Agency, "Ilva Maren", Role.Officer);
        var record = _here.Get<RecordCondition>();
        var day = new DateOnly(2026, 6, 1);
        (await record.Run(officer, use, "reports", ConditionResult.Met, day, "Report 1.")).Why().ShouldBe(["not-keeper"]);
        (await record.Run(_here.Delune, use, "reports", ConditionResult.Met, day, "Report 1.")).Why().ShouldBe(["not-keeper"]);
        Records().ShouldBe(0);
        (await record.Run(owner, use, "reports", ConditionResult.Met, day, "Report 1.")).ShouldBeDone();
        (await record.Run(_here.Lead, use, "reports", ConditionResult.Breached, day, "No report came.")).ShouldBeDone();
        _here.Acts(use).TakeLast(2).ShouldBe(["condition-met", "condition-breached"]);
        Records().ShouldBe(2);
    }

    [Fact]
    public async Task Every_fault_is_said_at_once()
    {
        var use = await ARunningUse();
        (await _here.Get<RecordCondition>().Run(_here.Lead, use, "no-such", ConditionResult.Met, new DateOnly(2027, 1, 1), " ")).Why()
            .ShouldBe(["condition-unknown", "condition-in-future@Day", "reason-missing@Reason"]);
    }

    private async Task<UseId> ARunningUse()
    {
        var use = (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(_here.FaceSearch((await _here.ASystem()).Version, _here.Roe)), Installation.Because())).ShouldBeDone();
        await _here.Assess(use.Id);
        var prepared = await _here.Prepare(use.Id, conditions: Condition.Plain("reports", Condition.NoControl, "Weekly report."));
        (await _here.Get<AuthoriseUse>().Run(_here.Delune, use.Id, prepared.Id, prepared.ContentHash, Installation.Because())).ShouldBeDone();
        return use.Id;
    }

    private int Records()
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        return db.Set<ConditionRecord>().Count();
    }
}
