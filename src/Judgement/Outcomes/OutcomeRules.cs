using Probity.Acts.Refusals;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Outcomes;

/// <summary>What came of a decision. A word for being right and a word for being wrong weigh the same, and "open" is an answer.</summary>
public enum CameOfIt
{
    SupportedByOtherEvidence,

    /// <summary>Found wrong before anyone was stopped, searched or arrested.</summary>
    WrongStoppedBefore,

    /// <summary>Found wrong after a person was stopped, searched or arrested.</summary>
    WrongAfter,
    NotPursued,
    Open,
}

/// <summary>What became known, as it is sent or typed.</summary>
/// <param name="KnownOn">The day on which it became known.</param>
/// <param name="Source">How it is known: the evidence or the finding.</param>
/// <param name="InformedOn">The day on which the person affected was told, if they were (C19).</param>
public sealed record OutcomeInput(CameOfIt? Came, DateOnly? KnownOn, string? Source, DateOnly? InformedOn = null);

/// <summary>The decision as these rules see it, and what was recorded last.</summary>
public sealed record OutcomeFacts(DecisionState State, DateOnly OpenedOn, DateOnly Today, OutcomeInput? Newest);

/// <summary>A day on which what came of it is asked (C20).</summary>
/// <param name="Due">The day has come and nothing was recorded since.</param>
public sealed record FollowUp(DateOnly On, bool Due);

public static class OutcomeRules
{
    public const int Longest = 4000;

    private static readonly int[] Days = [30, 180];

    /// <summary>Every reason why this cannot be recorded. Several outcomes may follow one another; the newest counts and the others stay.</summary>
    public static IReadOnlyList<Refusal> Faults(OutcomeInput input, OutcomeFacts facts)
    {
        var no = new List<Refusal>();
        // Before the end it would tell those who still judge what to find.
        if (DecisionRules.StillMoves(facts.State)) no.Add(JudgementRefusals.OutcomeTooEarly);
        if (input.Came is null) no.Add(JudgementRefusals.AnswerMissing.At(nameof(input.Came)));
        if (input.KnownOn is null) no.Add(JudgementRefusals.DayMissing.At(nameof(input.KnownOn)));
        foreach (var (day, place) in new[] { (input.KnownOn, nameof(input.KnownOn)), (input.InformedOn, nameof(input.InformedOn)) })
        {
            if (day > facts.Today) no.Add(JudgementRefusals.InTheFuture.At(place));
            else if (day < facts.OpenedOn) no.Add(JudgementRefusals.BeforeOpening.At(place, ("opened", facts.OpenedOn)));
        }
        if (string.IsNullOrWhiteSpace(input.Source)) no.Add(JudgementRefusals.SourceMissing.At(nameof(input.Source)));
        else if (input.Source.Length > Longest) no.Add(JudgementRefusals.TooLong.At(nameof(input.Source), ("most", Longest)));
        if (no.Count == 0 && input with { Source = input.Source!.Trim() } == facts.Newest) no.Add(JudgementRefusals.OutcomeUnchanged);
        return no;
    }

    /// <summary>When it is asked what came of it: 30 and 180 days after the release, until something other than "open" is recorded.</summary>
    public static IReadOnlyList<FollowUp> Asked(DateOnly released, DateOnly today, CameOfIt? newest, DateOnly? recordedOn) =>
        newest is not (null or CameOfIt.Open) ? []
            : [.. Days.Select(released.AddDays).Where(day => !(recordedOn >= day)).Select(day => new FollowUp(day, today >= day))];
}
