using Probity.Acts.Ids;

namespace Probity.Judgement.Decisions;

/// <summary>What one person can do next on a decision; the pages are chosen by it.</summary>
public static class NextStep
{
    /// <summary>The step this person may take now, or none: own view, then the opening of the output, then the judgement.</summary>
    public static StepName? For(DecisionFacts decision, AccountId person, DateTimeOffset now)
    {
        if (DecisionRules.SeatOf(decision, person) is not { } seat) return null;
        foreach (var step in new[] { DecisionRules.ViewStep(seat), DecisionRules.RevealStep(seat), DecisionRules.JudgeStep(seat) })
            if (DecisionRules.MayTake(decision, step, seat, person, now).Count == 0) return step;
        return null;
    }

    /// <summary>A decision that nobody has, before any view: an officer may take it.</summary>
    public static bool IsFree(DecisionFacts decision, DateTimeOffset now) => decision.Officer is null && decision.StateAt(now) == DecisionState.Opened;
}
