using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Disclosure;

public static class DisclosureRules
{
    public const int LongestRecipient = 200;

    /// <summary>Every reason why no pack is made. Never before the end: the output is sealed from those who still judge, whoever asks and whatever was released to protect.</summary>
    public static IReadOnlyList<Refusal> Faults(DecisionState state, string? recipient, Reason? reason)
    {
        var no = new List<Refusal>();
        if (DecisionRules.StillMoves(state)) no.Add(JudgementRefusals.DisclosureTooEarly);
        if (string.IsNullOrWhiteSpace(recipient)) no.Add(JudgementRefusals.RecipientMissing.At("Recipient"));
        else if (recipient.Length > LongestRecipient) no.Add(JudgementRefusals.TooLong.At("Recipient", ("most", LongestRecipient)));
        if (reason is null) no.Add(ActsRefusals.ReasonMissing.At("Reason"));
        return no;
    }
}
