using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Opening;

/// <summary>What is known of the named officer at this moment.</summary>
public sealed record OfficerFacts(bool Known, bool MayJudge, DateTimeOffset? CertifiedUntil);

public static class OpeningRules
{
    public const int LongestName = 60, LongestTitle = 200, MostEvidence = 200;

    /// <summary>What is wrong with the request itself: nothing about the use or the people.</summary>
    public static List<Refusal> Faults(OpenInput input, DateTimeOffset now)
    {
        var no = new List<Refusal>();
        foreach (var (value, place, most) in new[] { (input.Use, "use", LongestName), (input.Case, "case", LongestName), (input.Title, "title", LongestTitle), (input.Receiver, "receiver", LongestName) })
        {
            if (string.IsNullOrWhiteSpace(value)) no.Add(JudgementRefusals.Missing.At(place));
            else if (value.Length > most) no.Add(JudgementRefusals.TooLong.At(place, ("most", most)));
        }
        if (input.Kind != FaceSearchLead.Kind) no.Add(JudgementRefusals.UnknownKind.At("kind", ("kinds", FaceSearchLead.Kind)));
        if (!FaceSearchLead.Actions.Contains(input.Action)) no.Add(JudgementRefusals.UnknownAction.At("action", ("actions", string.Join(", ", FaceSearchLead.Actions))));
        if (input.DueAt < now) no.Add(JudgementRefusals.OutOfRange.At("dueAt", ("from", now.ToString("O", null)), ("to", "")));
        if (input.Mode == ProtocolMode.Protective && string.IsNullOrWhiteSpace(input.Threat)) no.Add(JudgementRefusals.ThreatMissing.At("threat"));
        if (input.Evidence?.Count > MostEvidence) no.Add(JudgementRefusals.TooLong.At("evidence", ("most", MostEvidence)));
        no.AddRange(ScopeRules.Faults(input.Offence));
        no.AddRange(FaceSearchRules.Faults(input.Probe, input.Evidence, input.Output, now));
        return no;
    }

    /// <summary>
    /// Whether the named officer may be given it. A protective release is never delayed, so there the lack of a certificate does not stop it: the review will be by someone certified.
    /// </summary>
    public static IEnumerable<Refusal> Officer(OfficerFacts officer, Protocol protocol, DateTimeOffset now)
    {
        if (!officer.Known) yield return JudgementRefusals.UnknownOfficer.At("officer");
        else if (!officer.MayJudge) yield return JudgementRefusals.OfficerMayNotJudge.At("officer");
        else if (protocol.Certificate && protocol.Mode != ProtocolMode.Protective && !(officer.CertifiedUntil > now))
            yield return JudgementRefusals.NoCertificate.At("officer", ("until", officer.CertifiedUntil?.ToString("yyyy-MM-dd", null) ?? ""));
    }

    /// <summary>The connected system must be the version that was assessed and authorised.</summary>
    public static IEnumerable<Refusal> Version(FaceSearchOutput output, string authorisedName, string authorisedVersion)
    {
        if (!string.Equals(output.System, authorisedName, StringComparison.OrdinalIgnoreCase) || output.Version != authorisedVersion)
            yield return JudgementRefusals.OtherVersion.At("output.version", ("sent", $"{output.System} {output.Version}"), ("authorised", $"{authorisedName} {authorisedVersion}"));
    }
}
