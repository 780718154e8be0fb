using Probity.Acts.Ids;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Contests;

public static class ContestRules
{
    /// <summary>A new look is asked for by somebody with a seat on the decision, or by whoever may read the states of decisions (audit, oversight, complaints).</summary>
    public static bool MayAsk(DecisionFacts decision, AccountId person, bool seesDecisions) => seesDecisions || DecisionRules.SeatOf(decision, person) is not null;

    /// <summary>The one who was drawn; where nobody could be drawn, somebody who judges as second person and had no part in it.</summary>
    public static bool IsFor(DecisionFacts decision, AccountId person, bool judgesSecond, IReadOnlySet<AccountId> tookPart) =>
        decision.State == DecisionState.Contested && judgesSecond && !tookPart.Contains(person) && (decision.Settler is null || decision.Settler == person);
}
