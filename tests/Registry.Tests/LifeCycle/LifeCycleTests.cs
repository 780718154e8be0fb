using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.People.Roles;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Suspensions;
using Probity.Registry.Uses;
using static Probity.Registry.Tests.Installation;

namespace Probity.Registry.Tests.LifeCycle;

public sealed class LifeCycleTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task From_idea_to_end_every_step_is_an_act_and_the_gate_opens_only_in_operation()
    {
        var use = await _here.AUse();
        _here.WhyNot(use.Id).ShouldBe(["not-authorised"]);
        await _here.Assess(use.Id);
        _here.Row(use.Id).State.ShouldBe(UseState.Assessed);
        await _here.Authorise(use.Id);
        _here.WhyNot(use.Id).ShouldBe(["not-begun"]);
        (await _here.Get<BeginUse>().Run(_here.Lead, use.Id, Because())).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBeEmpty();
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because("The error gap is above the limit."))).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBe(["suspended-use"]);
        (await _here.Get<ResumeUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBeEmpty();
        (await _here.Get<EndUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBe(["ended-use"]);

        _here.Acts(use.Id).ShouldBe(["use-registered", "use-assessed", "authorisation-prepared", "use-authorised", "use-begun", "use-suspended", "use-resumed", "use-ended"]);
        _here.LastAct(use.Id).GetProperty("reason").GetProperty("text").GetString().ShouldBe(Because().Text);
    }

    [Fact]
    public async Task No_step_is_taken_without_a_reason()
    {
        var use = await _here.ARunningUse();
        var lead = _here.Lead;
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, null)).Why().ShouldBe(["reason-missing@Reason"]);
        (await _here.Get<EndUse>().Run(_here.Roe, use.Id, new Reason("  "))).Why().ShouldBe(["reason-missing@Reason"]);
        (await _here.Get<WithdrawAuthorisation>().Run(_here.Roe, use.Id, null)).Why().ShouldBe(["reason-missing@Reason"]);
        (await _here.Get<ResumeUse>().Run(_here.Roe, use.Id, null)).Why().ShouldBe(["cannot-resume", "reason-missing@Reason"]);
        (await _here.Get<RegisterUse>().Run(lead, new NewUse(_here.Row(use.Id).Facts), null)).Why().ShouldBe(["reason-missing@Reason"]);
        _here.WhyNot(use.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_in_the_wrong_state_is_refused_and_writes_nothing()
    {
        var use = await _here.AUse();
        var acts = _here.Acts(use.Id);
        (await _here.Get<BeginUse>().Run(_here.Lead, use.Id, Because())).Why().ShouldBe(["cannot-begin"]);
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because())).Why().ShouldBe(["cannot-suspend"]);
        (await _here.Get<EndUse>().Run(_here.Roe, use.Id, Because())).Why().ShouldBe(["cannot-end"]);
        (await _here.Get<WithdrawAuthorisation>().Run(_here.Roe, use.Id, Because())).Why().ShouldBe(["cannot-withdraw"]);
        _here.Acts(use.Id).ShouldBe(acts);
    }

    [Fact]
    public async Task A_refused_proposal_stays_in_the_register_and_changes_no_more()
    {
        var use = await _here.AUse();
        (await _here.Get<RefuseUse>().Run(_here.Delune, use.Id, Because("No law allows it."))).ShouldBeDone();
        _here.Row(use.Id).State.ShouldBe(UseState.Refused);
        (await _here.Get<EditUse>().Run(_here.Lead, use.Id, _here.Row(use.Id).Version, _here.Row(use.Id).Facts with { Purpose = "Other" }, Because())).Why().ShouldBe(["finished"]);
        (await _here.Get<RecordAssessment>().Run(_here.Lead, use.Id, new AssessmentFacts("Late", new DateOnly(2026, 5, 1), "Somebody", AssessmentResult.Acceptable), Because())).Why().ShouldBe(["finished"]);
    }

    [Fact]
    public async Task An_assessment_that_says_no_is_kept_and_moves_nothing()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id, AssessmentResult.NotAcceptable);
        _here.Row(use.Id).State.ShouldBe(UseState.Idea);
        _here.Acts(use.Id)[^1].ShouldBe("use-assessed");
    }

    [Fact]
    public async Task A_use_does_not_begin_before_its_authorisation_does_nor_after_it_lapsed()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var now = _here.Clock.GetUtcNow();
        var prepared = await _here.Prepare(use.Id, until: now.AddDays(40), from: now.AddDays(15));
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, prepared.Id, prepared.ContentHash, Because())).ShouldBeDone();
        (await _here.Get<BeginUse>().Run(_here.Lead, use.Id, Because())).Why().ShouldBe(["not-yet"]);
        _here.Clock.Pass(TimeSpan.FromDays(41));
        (await _here.Get<BeginUse>().Run(_here.Lead, use.Id, Because())).Why().ShouldBe(["lapsed"]);
    }

    [Fact]
    public async Task Nobody_resumes_under_a_permission_that_lapsed_meanwhile()
    {
        var use = await _here.ARunningUse();
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        _here.Clock.Pass(TimeSpan.FromDays(365));
        (await _here.Get<ResumeUse>().Run(_here.Roe, use.Id, Because())).Why().ShouldBe(["lapsed"]);
    }

    [Fact]
    public async Task A_running_use_stops_by_itself_when_its_permission_ends()
    {
        var use = await _here.ARunningUse();
        var until = _here.Live(use.Id).Authorisation!.Until;
        _here.Clock.Pass(until - _here.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        _here.WhyNot(use.Id).ShouldBeEmpty();
        _here.Clock.Pass(TimeSpan.FromMilliseconds(1));
        _here.WhyNot(use.Id).ShouldBe(["lapsed"]);
        _here.Row(use.Id).State.ShouldBe(UseState.InOperation);
    }

    [Fact]
    public async Task A_use_of_another_agency_is_as_unknown_as_none()
    {
        var use = await _here.ARunningUse();
        var elsewhere = _here.APerson(_here.AnAgency("cap-sorel"), "Yann Kerzel", Role.AiLead);
        (await _here.Get<SuspendUse>().Run(elsewhere, use.Id, Because())).Refusals.Single().Code.ShouldBe(ActsRefusals.Unknown);
        (await _here.Get<EditUse>().Run(elsewhere, use.Id, 0, _here.Row(use.Id).Facts, Because())).Refusals.Single().Code.ShouldBe(ActsRefusals.Unknown);
        (await _here.Get<AuthoriseUse>().Run(elsewhere, use.Id, _here.Live(use.Id).Authorisation!.Id, "", Because())).Refusals.Single().Code.ShouldBe(ActsRefusals.Unknown);
        _here.Get<LiveUses>().Find(elsewhere.Agency, use.Id).ShouldBeNull();
        _here.Get<LiveUses>().Find(elsewhere.Agency, use.Reference).ShouldBeNull();
        _here.WhyNot(use.Id).ShouldBeEmpty();
    }

    public void Dispose() => _here.Dispose();
}
