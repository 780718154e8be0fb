using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Tests.FaceSearch;

/// <summary>The measure of adoption when initially different rests on this table, so all of it is written out.</summary>
public sealed class AgreementTests
{
    [Theory]
    [InlineData(ViewAnswer.NoOneKnown, null, "", Agreement.Agrees), InlineData(ViewAnswer.Insufficient, null, "", Agreement.Agrees)]
    [InlineData(ViewAnswer.NoOneKnown, null, "x:C y:E", Agreement.Agrees), InlineData(ViewAnswer.Insufficient, null, "x:C", Agreement.Agrees)]
    [InlineData(ViewAnswer.NoOneKnown, null, "x:B", Agreement.SuggestsALead), InlineData(ViewAnswer.Insufficient, null, "x:E y:A", Agreement.SuggestsALead)]
    [InlineData(ViewAnswer.NamedPerson, "x", "x:A", Agreement.Agrees), InlineData(ViewAnswer.NamedPerson, "x", "y:A x:B", Agreement.Agrees)]
    [InlineData(ViewAnswer.NamedPerson, "x", "y:B", Agreement.NamesAnother), InlineData(ViewAnswer.NamedPerson, "x", "x:C y:A", Agreement.NamesAnother)]
    [InlineData(ViewAnswer.NamedPerson, "x", "x:C", Agreement.SuggestsNone), InlineData(ViewAnswer.NamedPerson, "x", "", Agreement.SuggestsNone)]
    public void A_view_is_held_against_the_candidates_in_band_A_or_B(ViewAnswer view, string? named, string candidates, Agreement expected) =>
        FaceSearchRules.Agree(view, named, Given.Output([.. candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => Given.Candidate(one[..1], one[2]))])).ShouldBe(expected);

    [Theory]
    [InlineData(Agreement.Agrees, FinalAnswer.Lead, "x", null, false), InlineData(Agreement.Agrees, FinalAnswer.NoLead, null, null, false), InlineData(Agreement.Agrees, FinalAnswer.Insufficient, null, null, false)]
    [InlineData(Agreement.SuggestsALead, FinalAnswer.Lead, "x", null, true), InlineData(Agreement.SuggestsALead, FinalAnswer.NoLead, null, null, false), InlineData(Agreement.SuggestsALead, FinalAnswer.Insufficient, null, null, false)]
    [InlineData(Agreement.NamesAnother, FinalAnswer.Lead, "y", "x", true), InlineData(Agreement.NamesAnother, FinalAnswer.Lead, "x", "x", false)]
    [InlineData(Agreement.NamesAnother, FinalAnswer.NoLead, null, "x", false), InlineData(Agreement.NamesAnother, FinalAnswer.Insufficient, null, "x", false)]
    [InlineData(Agreement.SuggestsNone, FinalAnswer.Lead, "x", "x", false), InlineData(Agreement.SuggestsNone, FinalAnswer.NoLead, null, "x", true), InlineData(Agreement.SuggestsNone, FinalAnswer.Insufficient, null, "x", true)]
    public void A_judgement_moved_where_it_is_nearer_the_output_than_the_view_was(Agreement first, FinalAnswer final, string? person, string? named, bool moved) =>
        FaceSearchRules.Moved(first, final, person, named).ShouldBe(moved);

    [Theory]
    [InlineData(FinalAnswer.Lead, "x", FinalAnswer.Lead, "x", true), InlineData(FinalAnswer.Lead, "x", FinalAnswer.Lead, "y", false), InlineData(FinalAnswer.Lead, "x", FinalAnswer.NoLead, null, false)]
    [InlineData(FinalAnswer.NoLead, null, FinalAnswer.NoLead, null, true), InlineData(FinalAnswer.NoLead, null, FinalAnswer.Insufficient, null, false), InlineData(FinalAnswer.Insufficient, null, FinalAnswer.Insufficient, null, true)]
    public void Two_judgements_say_the_same_with_the_same_answer_and_for_a_lead_the_same_candidate(FinalAnswer one, string? onePerson, FinalAnswer other, string? otherPerson, bool same) =>
        FaceSearchRules.Same(one, onePerson, other, otherPerson).ShouldBe(same);
}
