using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Opening;

/// <summary>What the law lets the use be used for. The limits come from the authorisation with the law they cite; nothing national stands here.</summary>
public static class ScopeRules
{
    public const int Life = 99;

    public static IEnumerable<Refusal> Faults(Offence? offence)
    {
        if (offence is null) yield break;
        if (string.IsNullOrWhiteSpace(offence.Citation)) yield return JudgementRefusals.Missing.At("offence.citation");
        else if (offence.Citation.Length > OpeningRules.LongestTitle) yield return JudgementRefusals.TooLong.At("offence.citation", ("most", OpeningRules.LongestTitle));
        if (offence.MaximumYears is < 0 or > Life) yield return JudgementRefusals.OutOfRange.At("offence.maximumYears", ("from", 0), ("to", Life));
    }

    /// <summary>
    /// An offence that is not said or whose penalty is not known does not reach a limit. A protective release is not for investigating an offence, so none is asked there;
    /// the age holds in every mode.
    /// </summary>
    public static IEnumerable<Refusal> Outside(Offence? offence, Probe probe, Protocol protocol)
    {
        if (protocol is { OffenceYears: { } least, Mode: not ProtocolMode.Protective })
        {
            if (offence?.MaximumYears is not { } years) yield return JudgementRefusals.OffenceUnknown.At("offence.maximumYears", ("least", least.Value)) with { Citation = least.Citation };
            else if (years < least.Value) yield return JudgementRefusals.OffenceBelowLimit.At("offence.maximumYears", ("years", years), ("least", least.Value)) with { Citation = least.Citation };
        }
        if (protocol.NoChildUnder is { } under && probe.ApparentAge < under.Value)
            yield return JudgementRefusals.ApparentChild.At("probe.apparentAge", ("under", under.Value)) with { Citation = under.Citation };
    }
}
