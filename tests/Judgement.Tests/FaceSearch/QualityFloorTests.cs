using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Tests.FaceSearch;

public sealed class QualityFloorTests
{
    private static Probe Image(int pixels = 74, bool infrared = false) => new("Camera 2", Given.Now.AddDays(-2), pixels, 22, null, false, infrared, null);

    private static IEnumerable<string> Refused(Probe probe, int candidates = 1, int floor = 60, bool infraredAllowed = true) =>
        FaceSearchRules.BelowFloor(probe, Given.Output([.. Enumerable.Range(0, candidates).Select(n => Given.Candidate("p" + n))]), Given.Protocol() with { EyeDistancePixels = floor, InfraredAllowed = infraredAllowed })
            .Select(refusal => refusal.Code.Code);

    [Theory, InlineData(59, true), InlineData(60, false), InlineData(31, true)]
    public void Below_the_floor_nobody_opens_the_output(int pixels, bool refused) => Refused(Image(pixels)).Any().ShouldBe(refused);

    [Fact]
    public void The_refusal_says_what_the_image_has_and_what_it_needs()
    {
        var refusal = FaceSearchRules.BelowFloor(Image(31), Given.Output(), Given.Protocol() with { EyeDistancePixels = 60 }).ShouldHaveSingleItem();

        (refusal.Values["pixels"], refusal.Values["floor"]).ShouldBe(("31", "60"));
    }

    [Theory, InlineData(true, 0), InlineData(false, 1)]
    public void Infrared_is_refused_where_a_condition_says_so(bool allowed, int refusals) => Refused(Image(infrared: true), infraredAllowed: allowed).Count().ShouldBe(refusals);

    [Theory, InlineData(10, 0), InlineData(11, 1)]
    public void More_candidates_than_may_be_shown_are_not_taken(int candidates, int refusals) => Refused(Image(), candidates).Count().ShouldBe(refusals);

    [Fact]
    public void Every_reason_is_given() => Refused(Image(10, infrared: true), 12, infraredAllowed: false).Count().ShouldBe(3);

    [Fact]
    public void Everything_wrong_with_what_a_system_sends_has_its_place()
    {
        var faults = FaceSearchRules.Faults(
            new Probe(" ", Given.Now.AddHours(1), -1, 500, null, false, false, null),
            [Given.Item("a"), Given.Item("a"), new EvidenceItem("b", EvidenceKind.Image, "", "", Given.Now, null, null, false, false, ["gone"])],
            Given.Output(Given.Candidate("", 'F')), Given.Now);

        faults.Select(fault => fault.Place).ShouldBe(
            ["probe.title", "probe.eyeDistancePixels", "probe.turnDegrees", "probe.takenAt", "evidence[1].id", "evidence[2].title", "evidence[2].source", "evidence[2].derivedFrom", "output.candidates[0].band", "output.candidates[0].person"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_left_out_is_missing() => FaceSearchRules.Faults(null, null, null, Given.Now).Select(fault => fault.Place).ShouldBe(["probe", "output"]);
}
