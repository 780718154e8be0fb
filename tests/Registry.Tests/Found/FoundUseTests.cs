using Microsoft.EntityFrameworkCore;
using Probity.Acts.Duties;
using Probity.Acts.Storage;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Suspensions;
using Probity.Registry.Uses;
using static Probity.Registry.Tests.Installation;

namespace Probity.Registry.Tests.Found;

public sealed class FoundUseTests : IDisposable
{
    private static readonly FoundUse ClipFind = new("Object search in evidence video", "ClipFind", "Port Division", "It appeared after an update nobody announced.");
    private readonly Installation _here = new();

    [Fact]
    public async Task Three_answers_are_enough_and_the_clock_runs_for_ninety_days()
    {
        var use = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind)).ShouldBeDone();
        var row = _here.Row(use.Id);
        row.State.ShouldBe(UseState.FoundInUse);
        row.FoundBy.ShouldBe("Dr Oren Basti");
        row.FoundDueAt.ShouldBe(_here.Clock.GetUtcNow().AddDays(90));
        row.Class.Treated().ShouldBe(RiskClass.High);
        _here.WhyNot(use.Id).ShouldBe(["found-only", "not-authorised", "kind-not-covered"]);
        Duties(use.Id).Single().DueAt.ShouldBe(row.FoundDueAt!.Value);
        FoundRules.Overdue(row.FoundDueAt, _here.Clock.GetUtcNow().AddDays(90)).ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_it_settles_the_clock()
    {
        var use = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind)).ShouldBeDone();
        (await _here.Get<SuspendUse>().Run(_here.Lead, use.Id, Because())).ShouldBeDone();
        _here.Row(use.Id).State.ShouldBe(UseState.Paused);
        _here.Row(use.Id).FoundDueAt.ShouldBeNull();
        _here.Row(use.Id).StoppedAt.ShouldBe(_here.Clock.GetUtcNow());
        Duties(use.Id).ShouldBeEmpty();
        _here.Acts(use.Id).ShouldBe(["use-found", "use-paused"]);
    }

    [Fact]
    public async Task Assessing_it_does_not_stop_the_clock_and_it_can_still_be_stopped()
    {
        var use = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind)).ShouldBeDone();
        await _here.Assess(use.Id);
        _here.Row(use.Id).State.ShouldBe(UseState.Assessed);
        _here.Row(use.Id).FoundDueAt.ShouldNotBeNull();
        (await _here.Get<SuspendUse>().Run(_here.Lead, use.Id, Because())).ShouldBeDone();
        _here.Row(use.Id).State.ShouldBe(UseState.Paused);
    }

    [Fact]
    public async Task What_the_law_forbids_is_due_at_once_and_says_so_when_marked_later()
    {
        var use = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind)).ShouldBeDone();
        (await _here.Get<EditUse>().Run(_here.Lead, use.Id, _here.Row(use.Id).Version, _here.Row(use.Id).Facts with { Prohibited = true }, Because())).ShouldBeDone();
        FoundRules.Overdue(_here.Row(use.Id).FoundDueAt, _here.Clock.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_stopped_when_it_was_found_has_no_clock()
    {
        var use = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind with { Stopped = true, FoundBy = "Inventory of January 2025", FoundAt = _here.Clock.GetUtcNow().AddDays(-30) })).ShouldBeDone();
        _here.Row(use.Id).State.ShouldBe(UseState.Paused);
        _here.Row(use.Id).FoundDueAt.ShouldBeNull();
        _here.Row(use.Id).FoundBy.ShouldBe("Inventory of January 2025");
        Duties(use.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_uses_of_one_system_name_it_once()
    {
        var one = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind)).ShouldBeDone();
        var two = (await _here.Get<ReportFoundUse>().Run(_here.Lead, ClipFind with { Name = "Another", SystemName = "CLIPFIND " })).ShouldBeDone();
        _here.Row(two.Id).SystemVersion.ShouldBe(_here.Row(one.Id).SystemVersion);
    }

    [Fact]
    public async Task Everything_missing_is_said_at_once() =>
        (await _here.Get<ReportFoundUse>().Run(_here.Lead, new FoundUse("", " ", "", "") { FoundAt = _here.Clock.GetUtcNow().AddDays(1) })).Why()
            .ShouldBe(["reason-missing@Reason", "system-missing@SystemName", "found-in-future@FoundAt", "name-missing@Name"]);

    private List<Duty> Duties(UseId id)
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        return [.. db.Set<Duty>().Where(duty => duty.Subject == id.Value && duty.DoneAt == null)];
    }

    public void Dispose() => _here.Dispose();
}
