using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.Registry.Live;
using Probity.Registry.Suspensions;
using Probity.Registry.Uses;
using static Probity.Registry.Tests.Installation;

namespace Probity.Registry.Tests.Live;

public sealed class LiveUsesTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task By_reference_and_by_id_it_is_the_same_use_and_the_same_object_while_nothing_changes()
    {
        var use = await _here.ARunningUse();
        var live = _here.Get<LiveUses>();
        var one = live.Find(_here.Agency, use.Reference);
        live.Find(_here.Agency, use.Id).ShouldBeSameAs(one);
        live.Find(_here.Agency, "AI-999").ShouldBeNull();
        live.Find(_here.Agency, new UseId(Guid.NewGuid())).ShouldBeNull();
    }

    [Fact]
    public async Task A_suspension_is_visible_to_whoever_asks_after_it()
    {
        var use = await _here.ARunningUse();
        var live = _here.Get<LiveUses>();
        live.Find(_here.Agency, use.Reference)!.State.ShouldBe(Registry.LifeCycle.UseState.InOperation);
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        live.Find(_here.Agency, use.Reference)!.State.ShouldBe(Registry.LifeCycle.UseState.Suspended);
    }

    [Fact]
    public async Task What_was_read_before_a_suspension_no_longer_stands_inside_a_transaction()
    {
        var use = await _here.ARunningUse();
        var before = _here.Live(use.Id);
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();

        var asked = 0;
        var outcome = await _here.Get<UnitOfWork>().Commit<Done>(_here.Lead, attempt =>
        {
            asked++;
            var read = attempt == 0 ? before : _here.Live(use.Id);
            var refusals = UseRules.MayRun(read, "face-search-lead", _here.Clock.GetUtcNow());
            return refusals.Count > 0 ? Outcome<Change<Done>>.No(refusals) : new Change<Done>([read.AsRead()], _ => Done.It);
        });

        asked.ShouldBe(2);
        outcome.Why().ShouldBe(["suspended-use"]);
    }

    [Fact]
    public async Task Everything_that_matters_to_the_gate_raises_the_version()
    {
        var use = await _here.AUse();
        var versions = new List<long> { _here.Live(use.Id).Version };
        async Task Then(Task step) { await step; versions.Add(_here.Live(use.Id).Version); }
        await Then(_here.Assess(use.Id));
        await Then(_here.Authorise(use.Id));
        await Then(_here.Get<Registry.LifeCycle.BeginUse>().Run(_here.Lead, use.Id, Because()));
        await Then(_here.Authorise(use.Id));
        await Then(_here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because()));
        await Then(_here.Get<ResumeUse>().Run(_here.Roe, use.Id, Because()));
        versions.ShouldBe(versions.Distinct().Order());
        versions.Count.ShouldBe(7);
    }

    [Fact]
    public async Task The_agencys_own_rule_is_cited()
    {
        await _here.Get<UnitOfWork>().Commit<Done>(_here.Lead, work => { work.PutSetting(_here.Agency, LiveUses.RuleSetting, "MR-PDA s. 44(2)"); return Done.It; });
        var use = await _here.AUse();
        UseRules.MayRun(_here.Live(use.Id), "face-search-lead", _here.Clock.GetUtcNow()).Single().Citation.ShouldBe("MR-PDA s. 44(2)");
    }

    public void Dispose() => _here.Dispose();
}
