using Probity.Acts.Duties;
using Probity.Acts.Refusals;

namespace Probity.Judgement.Erasure;

/// <summary>A case as erasure sees it.</summary>
/// <param name="StillMoving">Decisions in which a step can still be taken.</param>
/// <param name="Holds">Holds that stand now, on the case or on one of its decisions.</param>
public sealed record CaseFacts(int Decisions, int StillMoving, DateTimeOffset? FirstOpened, DateTimeOffset? LastOpened, IReadOnlyList<Hold> Holds);

public static class ErasureRules
{
    /// <summary>Every reason why the case may not be erased now.</summary>
    public static IReadOnlyList<Refusal> Faults(CaseFacts facts, string? ground)
    {
        var no = new List<Refusal>();
        if (facts.Decisions == 0) no.Add(ActsRefusals.Unknown.At("Case"));
        if (facts.StillMoving > 0) no.Add(JudgementRefusals.CaseStillOpen.At("Case", ("n", facts.StillMoving)));
        foreach (var hold in facts.Holds) no.Add(JudgementRefusals.CaseHeld.At("Case", ("reason", hold.Reason)));
        no.AddRange(HoldRules.Ground(ground));
        return no;
    }
}
