using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Judgement.Opening;

/// <summary>A refused opening as the officer reads it afterwards: each reason as it was recorded, with its rule, and that it does not count against anyone.</summary>
internal static class RefusedOpening
{
    /// <summary>The control behind a refusal that cites no law of its own.</summary>
    private static readonly Dictionary<string, string> Controls = new(StringComparer.Ordinal)
    {
        [JudgementRefusals.BelowQualityFloor.Code] = "C3",
        [JudgementRefusals.InfraredImage.Code] = "C3",
        [JudgementRefusals.TooManyCandidates.Code] = "C4",
        [JudgementRefusals.NoCertificate.Code] = "C16",
        [JudgementRefusals.OffenceBelowLimit.Code] = "scope",
        [JudgementRefusals.OffenceUnknown.Code] = "scope",
        [JudgementRefusals.ApparentChild.Code] = "scope",
    };

    public static Notice Notice(RefusedReason reason, RefusalPresentation say, Texts texts, long? leaf)
    {
        var notice = say.ToNotice(new Refusal(new RefusalCode(reason.Code, RefusalKind.Forbidden, reason.Citation), reason.Place, reason.Values), leaf);
        var rule = notice.Rule ?? (Controls.TryGetValue(reason.Code, out var control) ? texts["judgement.rule." + control] : null);
        return notice with { Rule = rule, DoesNotCountAgainstYou = true };
    }
}
