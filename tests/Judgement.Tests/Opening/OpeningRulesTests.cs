using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Opening;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Tests.Opening;

/// <summary>What a connected system sends: every fault at once, each with its code and its place.</summary>
public sealed class OpeningRulesTests
{
    private static readonly Probe Image = new("Camera 2", Given.Now.AddDays(-2), 74, 22, "lower face", false, false, null);

    private static readonly OpenInput Sound = new("PV-AI-007", FaceSearchLead.Kind, "PV-2026-04417", "Shop robbery", "enquiries", "case-system", null, Given.Now.AddHours(4), ProtocolMode.Sealed, null,
        Image, [Given.Item("w1"), Given.Item("t1", from: "w1")], Given.Output(Given.Candidate()));

    private static IEnumerable<(string Code, string? Place)> Faults(OpenInput input) => OpeningRules.Faults(input, Given.Now).Select(refusal => (refusal.Code.Code, refusal.Place));

    private static string Of(RefusalCode code) => code.Code;

    [Fact]
    public void A_sound_request_has_no_fault() => Faults(Sound).ShouldBeEmpty();

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Faults(Sound with { Use = " ", Case = "", Title = null!, Receiver = "\t", Probe = null, Output = null }).ShouldBe(
        [
            ("judgement.missing", "use"), ("judgement.missing", "case"), ("judgement.missing", "title"), ("judgement.missing", "receiver"), ("judgement.missing", "probe"), ("judgement.missing", "output"),
        ]);

    [Theory, InlineData("use", 60), InlineData("case", 60), InlineData("title", 200), InlineData("receiver", 60)]
    public void A_text_of_the_greatest_length_is_taken_and_one_letter_more_is_not(string place, int most)
    {
        OpenInput With(string text) => place switch
        {
            "use" => Sound with { Use = text }, "case" => Sound with { Case = text }, "title" => Sound with { Title = text }, _ => Sound with { Receiver = text },
        };
        Faults(With(new string('x', most))).ShouldBeEmpty();
        Faults(With(new string('x', most + 1))).ShouldBe([(Of(JudgementRefusals.TooLong), place)]);
        OpeningRules.Faults(With(new string('x', most + 1)), Given.Now).Single().Values["most"].ShouldBe(most.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_unknown_kind_and_an_unknown_action_say_what_is_known()
    {
        var no = OpeningRules.Faults(Sound with { Kind = "guess", Action = "Arrest" }, Given.Now);
        no.Select(refusal => (refusal.Code.Code, refusal.Place)).ShouldBe([(Of(JudgementRefusals.UnknownKind), "kind"), (Of(JudgementRefusals.UnknownAction), "action")]);
        no[0].Values["kinds"].ShouldBe("face-search-lead");
        no[1].Values["actions"].ShouldBe("enquiries, arrest, search, line-up, warrant");
    }

    [Fact]
    public void It_cannot_be_due_before_now()
    {
        Faults(Sound with { DueAt = Given.Now }).ShouldBeEmpty();
        Faults(Sound with { DueAt = null }).ShouldBeEmpty();
        Faults(Sound with { DueAt = Given.Now.AddSeconds(-1) }).ShouldBe([(Of(JudgementRefusals.OutOfRange), "dueAt")]);
    }

    [Fact]
    public void A_protective_opening_says_what_threatens_whom_and_no_other_needs_to()
    {
        Faults(Sound with { Mode = ProtocolMode.Protective, Threat = " " }).ShouldBe([(Of(JudgementRefusals.ThreatMissing), "threat")]);
        Faults(Sound with { Mode = ProtocolMode.Protective, Threat = "A child of 8 is missing." }).ShouldBeEmpty();
        Faults(Sound with { Mode = ProtocolMode.Open }).ShouldBeEmpty();
    }

    [Fact]
    public void Two_hundred_items_of_evidence_are_taken_and_one_more_is_not()
    {
        Faults(Sound with { Evidence = null }).ShouldBeEmpty();
        Faults(Sound with { Evidence = [.. Enumerable.Range(0, 200).Select(i => Given.Item("e" + i))] }).ShouldBeEmpty();
        Faults(Sound with { Evidence = [.. Enumerable.Range(0, 201).Select(i => Given.Item("e" + i))] }).ShouldBe([(Of(JudgementRefusals.TooLong), "evidence")]);
    }

    [Fact]
    public void A_fault_of_the_offence_is_a_fault_of_the_request() =>
        Faults(Sound with { Offence = new Offence("", -1) }).ShouldBe([("judgement.missing", "offence.citation"), (Of(JudgementRefusals.OutOfRange), "offence.maximumYears")]);

    [Theory, InlineData(-1, null, "probe.eyeDistancePixels"), InlineData(100_001, null, "probe.eyeDistancePixels"), InlineData(0, null, null), InlineData(100_000, null, null),
     InlineData(74, -181, "probe.turnDegrees"), InlineData(74, 181, "probe.turnDegrees"), InlineData(74, -180, null), InlineData(74, 180, null)]
    public void Measures_of_the_image_have_bounds(int pixels, int? turn, string? place) =>
        Faults(Sound with { Probe = Image with { EyeDistancePixels = pixels, TurnDegrees = turn } }).ShouldBe(place is null ? [] : [(Of(JudgementRefusals.OutOfRange), place)]);

    [Fact]
    public void An_image_has_a_title_and_was_not_taken_in_the_future()
    {
        Faults(Sound with { Probe = Image with { Title = " ", TakenAt = Given.Now.AddMinutes(6) } }).ShouldBe([("judgement.missing", "probe.title"), (Of(JudgementRefusals.InTheFuture), "probe.takenAt")]);
        Faults(Sound with { Probe = Image with { TakenAt = Given.Now.AddMinutes(5) } }).ShouldBeEmpty();
    }

    [Fact]
    public void Each_item_of_evidence_has_its_own_id_title_and_source_and_rests_on_items_that_are_there() =>
        Faults(Sound with
        {
            Evidence = [Given.Item("w1"), Given.Item("w1"), Given.Item(""), Given.Item(new string('x', 61)), Given.Item("t") with { Title = "", Source = " " }, Given.Item("u", from: ["w1", "gone"])],
        }).ShouldBe(
        [
            (Of(JudgementRefusals.Repeated), "evidence[1].id"), ("judgement.missing", "evidence[2].id"), ("judgement.missing", "evidence[3].id"), ("judgement.missing", "evidence[4].title"), ("judgement.missing", "evidence[4].source"),
            (Of(JudgementRefusals.UnknownEvidence), "evidence[5].derivedFrom"),
        ]);

    [Fact]
    public void Each_candidate_has_a_reference_and_a_band()
    {
        Faults(Sound with { Output = Given.Output(Given.Candidate(band: 'A'), Given.Candidate(band: 'E')) }).ShouldBeEmpty();
        Faults(Sound with { Output = Given.Output(Given.Candidate(band: '@'), Given.Candidate(band: 'F'), Given.Candidate(person: " ")) with { Gallery = -1 } }).ShouldBe(
        [
            (Of(JudgementRefusals.OutOfRange), "output.gallery"), (Of(JudgementRefusals.NotABand), "output.candidates[0].band"), (Of(JudgementRefusals.NotABand), "output.candidates[1].band"), ("judgement.missing", "output.candidates[2].person"),
        ]);
        Faults(Sound with { Output = new FaceSearchOutput("FaceLink", "4.2", 0, null!) }).ShouldBe([("judgement.missing", "output.candidates")]);
    }

    private static IEnumerable<(string, string?)> Officer(bool known = true, bool may = true, DateTimeOffset? until = null, ProtocolMode mode = ProtocolMode.Sealed, bool certificate = true) =>
        OpeningRules.Officer(new OfficerFacts(known, may, until), Given.Protocol() with { Mode = mode, Certificate = certificate }, Given.Now).Select(refusal => (refusal.Code.Code, refusal.Place));

    [Fact]
    public void The_named_officer_is_known_may_judge_and_is_certified_at_this_moment()
    {
        Officer(until: Given.Now.AddTicks(1)).ShouldBeEmpty();
        Officer(until: Given.Now).ShouldBe([(Of(JudgementRefusals.NoCertificate), "officer")]);
        Officer(until: null).ShouldBe([(Of(JudgementRefusals.NoCertificate), "officer")]);
        Officer(may: false).ShouldBe([(Of(JudgementRefusals.OfficerMayNotJudge), "officer")]);
        Officer(known: false, may: false).ShouldBe([(Of(JudgementRefusals.UnknownOfficer), "officer")]);
    }

    [Fact]
    public void Protecting_a_life_does_not_wait_for_a_certificate()
    {
        Officer(mode: ProtocolMode.Protective).ShouldBeEmpty();
        Officer(mode: ProtocolMode.Open).ShouldBe([(Of(JudgementRefusals.NoCertificate), "officer")]);
        Officer(certificate: false).ShouldBeEmpty();
    }

    [Fact]
    public void The_lapsed_certificate_is_named_by_its_day() =>
        OpeningRules.Officer(new OfficerFacts(true, true, Given.Now.AddDays(-3)), Given.Protocol(), Given.Now).Single().Values["until"].ShouldBe("2026-11-20");

    [Theory, InlineData("FaceLink", "4.2", true), InlineData("facelink", "4.2", true), InlineData("FaceLink", "4.3", false), InlineData("FaceLink", "4.2 ", false), InlineData("Other", "4.2", false)]
    public void The_system_is_the_version_that_was_authorised(string system, string version, bool fits)
    {
        var no = OpeningRules.Version(new FaceSearchOutput(system, version, 1, []), "FaceLink", "4.2").ToList();
        no.Count.ShouldBe(fits ? 0 : 1);
        if (!fits) (no[0].Place, no[0].Values["sent"], no[0].Values["authorised"]).ShouldBe(("output.version", $"{system} {version}", "FaceLink 4.2"));
    }
}
