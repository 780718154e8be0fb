using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Decisions;

/// <summary>
/// Who may read what of a decision. A sealed output is for a person with a seat, after the act of that person's own reveal; no role, export, log or interface reads it otherwise.
/// Evidence is for people with a seat and for an officer who could take it. Everyone else with the right sees the state.
/// </summary>
public static class DecisionReading
{
    /// <summary>The decision exists for this viewer at all.</summary>
    public static bool MaySee(Viewer viewer, Decision decision) =>
        viewer.May(Right.SeeDecisions)
        || viewer.Actor?.Id == decision.OpenedBy
        || (viewer.Actor?.Account is { } person && (IsSeated(decision, person) || MayTakeIt(viewer, decision)));

    public static bool MayReadEvidence(Viewer viewer, Decision decision) =>
        viewer.Actor?.Account is { } person && (IsSeated(decision, person) || MayTakeIt(viewer, decision));

    /// <summary>The seat whose reveal lets this person read the output, or none.</summary>
    public static Seat? MayReadOutput(AccountId person, DecisionFacts decision) =>
        DecisionRules.SeatOf(decision, person) is { } seat && decision.Steps.Contains(DecisionRules.RevealStep(seat)) ? seat : null;

    /// <summary>A contest reviews a decision that was made: whoever settles it reads everything, once that opening is recorded.</summary>
    public static bool MayReadFile(AccountId person, DecisionFacts decision) => decision.Settler == person && decision.SettlerReadAt is not null;

    /// <summary>The output in the order that this person was shown, or null where it is not theirs to read. Who settles sees it as the officer saw it.</summary>
    public static (FaceSearchOutput Output, IReadOnlyList<Candidate> Shown)? Output(Viewer viewer, DecisionFile file)
    {
        if (viewer.Actor?.Account is not { } person || (MayReadFile(person, file.Facts) ? Seat.First : MayReadOutput(person, file.Facts)) is not { } seat) return null;
        var output = file.Output();
        return (output, [.. file.Reveal(seat)!.Order.Select(position => output.Candidates[position])]);
    }

    /// <summary>
    /// What one person said is shown to another only when both are bound: the officer's view to the second person after the second's own judgement, and the reverse.
    /// </summary>
    public static bool MayReadOf(DecisionFacts decision, AccountId person, Seat seat)
    {
        if (MayReadFile(person, decision)) return true;
        if (DecisionRules.SeatOf(decision, person) is not { } own) return false;
        if (own == seat) return true;
        // The third person settles between two judgements and reads both once the own view is committed and the output opened.
        if (own == Seat.Third) return decision.Steps.Contains(StepName.ThirdRevealed);
        return decision.Steps.Contains(DecisionRules.JudgeStep(own)) && decision.Steps.Contains(DecisionRules.JudgeStep(seat));
    }

    private static bool IsSeated(Decision decision, AccountId person) => decision.Officer == person || decision.Second == person || decision.Third == person || decision.Settler == person;

    /// <summary>Nobody has it yet: a free decision is for officers, a contest for which nobody could be drawn for those who judge as second persons.</summary>
    private static bool MayTakeIt(Viewer viewer, Decision decision) =>
        (decision.Officer is null && decision.State == DecisionState.Opened && viewer.May(Right.Judge))
        || (decision.Settler is null && decision.State == DecisionState.Contested && viewer.May(Right.JudgeSecond));
}
