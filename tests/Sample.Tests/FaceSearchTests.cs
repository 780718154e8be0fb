using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Judgement.Receipts;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.PortVerrin;
using Probity.PortVerrin.Telling;

namespace Probity.Sample.Tests;

/// <summary>The pinned figures of the specification, read back from what the gate recorded.</summary>
[Collection(OneSample.Name)]
public sealed class FaceSearchTests(FilledSample sample)
{
    private IReadOnlyList<Decision> Judged => [.. sample.Judged];

    private static bool Differed(Decision decision) => decision.Agreement is not Agreement.Agrees;

    private IEnumerable<Decision> In(int month, int from, int to) => Judged.Where(decision => FilledSample.Story(decision.OpenedAt) is var at && at.Month == month && at.Day >= from && at.Day <= to);

    [Theory]
    [InlineData(6, 1, 30, 74, 52, 4, 22), InlineData(7, 1, 31, 81, 54, 5, 27), InlineData(8, 1, 31, 90, 61, 8, 29), InlineData(8, 25, 31, 16, 10, 2, 6), InlineData(9, 1, 30, 84, 59, 9, 25),
     InlineData(10, 1, 31, 95, 65, 11, 30), InlineData(11, 1, 22, 69, 50, 6, 19)]
    public void Each_month_has_its_judged_agreed_moved_and_differed(int month, int from, int to, int judged, int agreed, int moved, int differed)
    {
        var these = In(month, from, to).ToList();
        (these.Count, these.Count(decision => !Differed(decision)), these.Count(decision => decision.Moved == true), these.Count(Differed)).ShouldBe((judged, agreed, moved, differed));
    }

    [Theory]
    [InlineData(ViewAnswer.NamedPerson, Agreement.Agrees, 46, 0), InlineData(ViewAnswer.NamedPerson, Agreement.NamesAnother, 14, 4), InlineData(ViewAnswer.NamedPerson, Agreement.SuggestsNone, 27, 13)]
    public void A_named_person_meets_the_output_as_specified(ViewAnswer view, Agreement agreement, int count, int moved)
    {
        var these = Judged.Where(decision => decision.ViewAnswer == view && decision.Agreement == agreement).ToList();
        (these.Count, these.Count(decision => decision.Moved == true)).ShouldBe((count, moved));
    }

    [Fact]
    public void Without_a_name_the_output_agrees_295_times_and_suggests_a_lead_111_times()
    {
        Judged.Count(decision => decision.ViewAnswer == ViewAnswer.NoOneKnown).ShouldBe(171);
        Judged.Count(decision => decision.ViewAnswer == ViewAnswer.Insufficient).ShouldBe(235);
        var unnamed = Judged.Where(decision => decision.ViewAnswer != ViewAnswer.NamedPerson).ToList();
        (unnamed.Count(decision => decision.Agreement == Agreement.Agrees), unnamed.Count(decision => decision.Agreement == Agreement.SuggestsALead)).ShouldBe((295, 111));
        unnamed.Count(decision => decision.Moved == true).ShouldBe(26);
    }

    [Fact]
    public void The_final_split_is_71_leads_268_none_149_insufficient_and_5_dropped()
    {
        Judged.Count.ShouldBe(493);
        Judged.Count(decision => decision.OfficerAnswer == FinalAnswer.Lead).ShouldBe(76);
        var dropped = Judged.Where(decision => decision.OfficerAnswer == FinalAnswer.Lead && decision.FinalAnswer != FinalAnswer.Lead).ToList();
        dropped.Count.ShouldBe(5);
        Judged.Except(dropped).GroupBy(decision => decision.FinalAnswer!.Value).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(new Dictionary<FinalAnswer, int> { [FinalAnswer.Lead] = 71, [FinalAnswer.NoLead] = 268, [FinalAnswer.Insufficient] = 149 }, ignoreOrder: true);
    }

    [Theory, InlineData(CameOfIt.SupportedByOtherEvidence, 40), InlineData(CameOfIt.WrongStoppedBefore, 9), InlineData(CameOfIt.WrongAfter, 0), InlineData(CameOfIt.Open, 22)]
    public void Of_71_leads_40_were_supported_9_wrong_and_stopped_in_time_and_22_are_open(CameOfIt came, int count)
    {
        var auditor = new Viewer();
        auditor.Is(Actor.Person(SampleAgency.Id, SampleAgency.Account("mael.torin")), new HashSet<Right> { Right.SeeDecisions });
        var query = new ListQuery { Sort = "opened", Descending = true, Filters = new Dictionary<string, string> { ["came"] = came.ToString() } };

        var page = sample.Get<DecisionList>().Page(auditor, query);

        page.Total.Number.ShouldBe(count);
        page.Rows.ShouldAllBe(row => row.Came == came && row.FinalAnswer == FinalAnswer.Lead);
    }

    [Fact]
    public void Whoever_was_wrongly_a_lead_was_told_and_every_outcome_says_how_it_is_known()
    {
        var gate = sample.Get<Gate>();
        using var read = sample.Get<Reads>().Rent();
        var said = Judged.SelectMany(decision => read.Outcomes(decision).Select(one => gate.Load(read, SampleAgency.Id, decision.Id)!.Outcome(one))).ToList();
        said.Count.ShouldBe(71);
        said.ShouldAllBe(one => one.Source.Length > 20 && one.InformedOn.HasValue == (one.Came == CameOfIt.WrongStoppedBefore));
    }

    [Fact]
    public void Second_persons_saw_every_lead_and_42_others_and_14_came_to_something_else()
    {
        bool Took(Decision decision, StepName step) => sample.Steps[decision.Id].Any(taken => taken.Name == step);
        var seconded = Judged.Where(decision => Took(decision, StepName.Seconded)).ToList();
        seconded.Count.ShouldBe(118);
        seconded.Count(decision => decision.OfficerAnswer == FinalAnswer.Lead).ShouldBe(76);
        var third = seconded.Where(decision => Took(decision, StepName.Adjudicated)).ToList();
        (third.Count(decision => decision.OfficerAnswer == FinalAnswer.Lead), third.Count(decision => decision.OfficerAnswer != FinalAnswer.Lead)).ShouldBe((10, 4));
        seconded.Select(decision => decision.Second).Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public void Refused_withdrawn_lapsed_and_waiting_are_counted_too()
    {
        var before = sample.Decisions.Where(decision => FilledSample.Story(decision.OpenedAt) < StoryClock.At(2026, 11, 23, 6)).ToList();
        var states = before.GroupBy(decision => decision.StateAt(FilledSample.Now)).ToDictionary(group => group.Key, group => group.Count());
        (states[DecisionState.Refused], states[DecisionState.Withdrawn], states[DecisionState.Expired]).ShouldBe((58, 14, 3));
        before.Count(decision => DecisionRules.StillMoves(decision.StateAt(FilledSample.Now))).ShouldBe(5);
        states[DecisionState.Upheld].ShouldBe(2);
    }

    [Fact]
    public void Every_refusal_says_its_reason()
    {
        var gate = sample.Get<Gate>();
        using var read = sample.Get<Reads>().Rent();
        var reasons = sample.Decisions.Where(decision => decision.State == DecisionState.Refused && decision.CaseNumber != "PV-2026-04411")
            .Select(decision => gate.Load(read, SampleAgency.Id, decision.Id)!.RefusedOpening!.Reasons.ShouldHaveSingleItem())
            .Select(reason => (reason.Code, Floor: reason.Values.GetValueOrDefault("floor"))).GroupBy(reason => reason).ToDictionary(group => group.Key, group => group.Count());
        reasons.ShouldBe(new Dictionary<(string, string?), int>
        {
            [("judgement.below-quality-floor", "40")] = 9, [("judgement.below-quality-floor", "60")] = 32, [("judgement.infrared-image", null)] = 6,
            [("judgement.offence-below-limit", null)] = 8, [("judgement.apparent-child", null)] = 3,
        }, ignoreOrder: true);
    }

    [Fact]
    public void The_shop_robbery_waits_for_its_officer_with_six_candidates_under_seal()
    {
        var decision = sample.Case("PV-2026-04417");
        decision.State.ShouldBe(DecisionState.Opened);
        decision.Officer.ShouldBe(SampleAgency.Account("ilva.maren"));
        FilledSample.Story(decision.DueAt).ShouldBe(StoryClock.At(2026, 11, 23, 15, 40));
        using var read = sample.Get<Reads>().Rent();
        var opened = sample.Get<Gate>().Load(read, SampleAgency.Id, decision.Id)!.Opened;
        opened.Probe.EyeDistancePixels.ShouldBe(74);
        opened.Evidence.Select(item => item.Id).ShouldBe(["image", "witness", "till", "shoe", "cells", "patrol", "staff"]);
        opened.Protocol.EyeDistancePixels.ShouldBe(60);
        opened.Protocol.InfraredAllowed.ShouldBeFalse();
    }

    [Fact]
    public void The_missing_child_was_protected_at_once_and_its_review_is_due_in_forty_minutes()
    {
        var decision = sample.Case("PV-2026-04402");
        (decision.Mode, decision.State).ShouldBe((ProtocolMode.Protective, DecisionState.ViewCommitted));
        (decision.DueAt - FilledSample.Now).ShouldBe(TimeSpan.FromMinutes(40));
    }

    [Fact]
    public void The_story_s_own_cases_came_out_as_told()
    {
        sample.Case("PV-2026-03741").ShouldSatisfyAllConditions(
            decision => decision.Officer.ShouldBe(SampleAgency.Account("emric.stroud")), decision => decision.Agreement.ShouldBe(Agreement.SuggestsALead), decision => decision.FinalAnswer.ShouldBe(FinalAnswer.NoLead));
        sample.Case("PV-2026-03902").ShouldSatisfyAllConditions(
            decision => decision.Second.ShouldBe(SampleAgency.Account("sanaa.hilwe")), decision => decision.Third.ShouldBe(SampleAgency.Account("joost.hamala")),
            decision => decision.Moved.ShouldBe(true), decision => decision.FinalAnswer.ShouldBe(FinalAnswer.NoLead));
        sample.Case("PV-2026-04388").FinalAnswer.ShouldBe(FinalAnswer.Insufficient);
        sample.Case("PV-2026-02771").Mode.ShouldBe(ProtocolMode.Protective);
    }

    [Fact]
    public void A_receipt_of_the_past_verifies_offline()
    {
        var decision = Judged.Last(decision => decision.FinalAnswer == FinalAnswer.Lead);
        var reading = sample.Get<ReceiptReading>();
        using var read = sample.Get<Reads>().Rent();
        var file = sample.Get<Gate>().Load(read, SampleAgency.Id, decision.Id)!;
        var answer = reading.Build(read, file);
        answer.Done.ShouldBeTrue();
        TlogPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(reading.Policy), out var policy, out _).ShouldBeTrue();
        ReceiptVerifier.Verify(answer.Value.File!, policy!, new ReceiptExpectation { Now = ReceiptReading.Facts(file).NotAfter.AddMinutes(-1), Case = decision.CaseNumber }).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void Ids_stand_in_the_order_of_time() =>
        sample.Decisions.OrderBy(decision => decision.Id.ToString(), StringComparer.Ordinal).Select(decision => decision.OpenedAt).ShouldBeInOrder();

    [Fact]
    public void Reasons_are_written_in_English_and_in_French()
    {
        using var read = sample.Get<Reads>().Rent();
        var texts = Judged.Select(decision => sample.Get<Gate>().Load(read, SampleAgency.Id, decision.Id)!.View(Seat.First)!.View.Reasons!).ToList();
        var french = texts.Count(text => text.Contains('’') || text.Contains(" la ") || text.Contains(" le ") || text.Contains("personne "));
        (100.0 * french / texts.Count).ShouldBeInRange(33, 43);
        texts.Distinct().Count().ShouldBeGreaterThan(250);
        texts.ShouldAllBe(text => !text.Contains('{') && !text.Contains('}'));
    }
}
