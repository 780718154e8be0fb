using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Outcomes;

/// <summary>An outcome for one reader. What came of it is for whoever may see the decision; how it is known can name people and is for those who may read the matter, or who recorded it.</summary>
public sealed record ReadOutcome(int Number, CameOfIt Came, DateOnly KnownOn, DateOnly? InformedOn, DateTimeOffset RecordedAt, string? Source);

public static class OutcomeReading
{
    /// <summary>A connected system, or an officer, once nothing can be judged any more.</summary>
    public static bool MayRecord(Viewer viewer, DecisionFile file, DateTimeOffset now) => viewer.May(Right.OpenDecision) && !DecisionRules.StillMoves(file.Facts.StateAt(now));

    public static IReadOnlyList<ReadOutcome> Of(Viewer viewer, Session session, DecisionFile file)
    {
        var mayRead = DecisionReading.MayReadEvidence(viewer, file.Decision) || viewer.May(Right.GiveDisclosure);
        return [.. session.Outcomes(file.Decision).Select(one => new ReadOutcome(one.Number, one.Came, one.KnownOn, one.InformedOn, one.RecordedAt,
            mayRead || one.RecordedBy == viewer.Required.Id ? file.Outcome(one).Source : null))];
    }
}
