using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Tests.FaceSearch;

public sealed class ComparisonTests
{
    private static readonly FixedFacts Facts = new(183, 189, 25, 35, ["Mark by left hand"], "Door sign");

    private static IReadOnlyList<Comparison> Lines(Candidate candidate, FixedFacts? facts = null) => FaceSearchRules.Compare(facts ?? Facts, candidate, Given.Incident, 5);

    private static Candidate File(int? height = 186, int? born = 1996, IReadOnlyList<string>? marks = null, IReadOnlyList<Absence>? elsewhere = null, DateOnly? image = null) =>
        Given.Candidate(image: image, facts: new CandidateFacts(height, born, marks ?? ["Mark by left hand"], elsewhere));

    [Fact]
    public void Nothing_is_said_where_nothing_differs() => Lines(File()).ShouldBeEmpty();

    [Theory, InlineData(171, 12), InlineData(182, 1), InlineData(190, 1), InlineData(200, 11)]
    public void A_height_outside_the_range_excludes_and_says_by_how_much(int height, int by)
    {
        var line = Lines(File(height)).ShouldHaveSingleItem();

        (line.Kind, line.Excludes, line.Values["height"], line.Values["by"]).ShouldBe((Contradiction.HeightDiffers, true, $"{height}", $"{by}"));
    }

    [Theory, InlineData(183), InlineData(189)]
    public void The_ends_of_the_range_belong_to_it(int height) => Lines(File(height)).ShouldBeEmpty();

    [Fact]
    public void A_silent_file_is_said_and_never_taken_as_agreement()
    {
        Lines(File(height: null)).ShouldHaveSingleItem().Values["fact"].ShouldBe("height");
        Lines(Given.Candidate()).Select(line => line.Kind).ShouldBe([Contradiction.NotOnFile, Contradiction.NotOnFile]);
        Lines(Given.Candidate()).ShouldAllBe(line => !line.Excludes);
    }

    [Theory, InlineData(2002, false), InlineData(2003, true), InlineData(1990, false), InlineData(1989, true)]
    public void An_age_may_be_a_year_off_because_only_the_year_of_birth_is_known(int born, bool differs) =>
        Lines(File(born: born)).Any(line => line.Kind == Contradiction.AgeDiffers).ShouldBe(differs);

    [Fact]
    public void A_mark_that_the_file_does_not_know_calls_for_care_and_excludes_nobody()
    {
        var line = Lines(File(marks: ["scar"])).ShouldHaveSingleItem();

        (line.Kind, line.Excludes, line.Values["mark"]).ShouldBe((Contradiction.MarkAbsent, false, "Mark by left hand"));
    }

    [Theory, InlineData(-3, 3, true), InlineData(0, 0, true), InlineData(-9, -1, false), InlineData(1, 5, false)]
    public void Whoever_was_provably_elsewhere_that_day_is_excluded(int from, int to, bool excluded) =>
        Lines(File(elsewhere: [new Absence("custody", Given.Incident.AddDays(from), Given.Incident.AddDays(to))])).Any(line => line is { Kind: Contradiction.Elsewhere, Excludes: true }).ShouldBe(excluded);

    [Theory, InlineData("2021-11-21", false), InlineData("2021-11-20", true), InlineData("2019-11-21", true)]
    public void An_image_older_than_the_limit_is_flagged(string image, bool old) =>
        Lines(File(image: DateOnly.ParseExact(image, "yyyy-MM-dd", null))).Any(line => line.Kind == Contradiction.ImageOld).ShouldBe(old);

    [Fact]
    public void Facts_that_were_not_fixed_are_not_compared() => Lines(File(height: 150, born: 1950, marks: []), Given.NoFacts).ShouldBeEmpty();

    [Fact]
    public void Candidates_keep_the_order_in_which_they_were_shown_and_are_numbered_by_it()
    {
        var shown = ShownCandidate.All([Given.Candidate("z", image: new DateOnly(2026, 2, 22)), Given.Candidate("a", image: new DateOnly(2027, 1, 1))], Given.NoFacts, Given.Incident, 5);

        shown.Select(one => (one.Number, one.Candidate.Person, one.ImageMonths)).ShouldBe([(1, "z", 8), (2, "a", 0)]);
    }
}
