using System.Text.Json;

namespace Probity.Judgement.Protocols;

/// <summary>What an authorisation asks beyond the floor: a control and its parameter. The gate reads conditions as these and nothing else of them.</summary>
public readonly record struct Tightening(string Control, JsonElement Parameters);

/// <summary>
/// The floor for each kind of decision, tightened by the authorisation's conditions. Tightening takes the stricter of two values, so no condition can loosen the floor.
/// </summary>
public static class ProtocolRules
{
    /// <summary>The actions of this kind that touch liberty or the home; they need two independent items of evidence (C2).</summary>
    private static readonly HashSet<string> Coercive = new(StringComparer.Ordinal) { "arrest", "search", "line-up", "warrant" };

    public static Protocol For(ProtocolMode mode, string action, IEnumerable<Tightening> conditions)
    {
        var protocol = Floor(mode, action);
        foreach (var condition in conditions) protocol = Tighten(protocol, condition);
        return protocol;
    }

    /// <summary>Defaults of the critical class. A face-search lead is always critical: a wrong one can cost a person their liberty.</summary>
    private static Protocol Floor(ProtocolMode mode, string action) => new()
    {
        Mode = mode,
        Critical = true,
        ReasonCharacters = 80,
        IndependentEvidence = Coercive.Contains(action) ? 2 : 1,
        EyeDistancePixels = 0,
        InfraredAllowed = true,
        Candidates = 10,
        CandidateImageYears = 5,
        SecondPerson = mode != ProtocolMode.Protective,
        SecondFromOtherUnit = true,
        ControlDrawPercent = 10,
        SamePairPercent = 30,
        IndependenceMinutes = 10,
        SettleHours = 4,
        Certificate = true,
        ReceiptHours = 72,
        Revisions = 2,
    };

    private static Protocol Tighten(Protocol p, Tightening condition) => condition.Control switch
    {
        "C1" => p with { ReasonCharacters = Math.Max(p.ReasonCharacters, Number(condition, "reasonCharacters")) },
        "C2" => p with { IndependentEvidence = Math.Max(p.IndependentEvidence, Number(condition, "items")) },
        "C3" => p with
        {
            EyeDistancePixels = Math.Max(p.EyeDistancePixels, Number(condition, "eyeDistancePixels")),
            InfraredAllowed = p.InfraredAllowed && !Flag(condition, "noInfrared"),
        },
        "C4" => p with
        {
            Candidates = Least(p.Candidates, Number(condition, "candidates")),
            CandidateImageYears = Least(p.CandidateImageYears, Number(condition, "imageYears")),
        },
        "C11" => p with
        {
            ControlDrawPercent = Math.Max(p.ControlDrawPercent, Number(condition, "controlDrawPercent")),
            SamePairPercent = Least(p.SamePairPercent, Number(condition, "samePairPercent")),
            IndependenceMinutes = Math.Max(p.IndependenceMinutes, Number(condition, "independenceMinutes")),
        },
        "C12" => p with { SettleHours = Least(p.SettleHours, Number(condition, "hours")) },
        "scope" => p with
        {
            OffenceYears = Stricter(p.OffenceYears, condition, "offenceYears"),
            NoChildUnder = Stricter(p.NoChildUnder, condition, "noChildUnder"),
        },
        "receipt" => p with { ReceiptHours = Least(p.ReceiptHours, Number(condition, "hours")) },
        // Conditions about other things (audits, complaints, retention) do not concern the gate.
        _ => p,
    };

    /// <summary>The higher limit, with the citation of the condition that set it.</summary>
    private static ScopeLimit? Stricter(ScopeLimit? limit, Tightening condition, string name) =>
        Number(condition, name) is var asked and > 0 && !(limit?.Value >= asked) ? new ScopeLimit(asked, Text(condition, "citation")) : limit;

    private static int Least(int floor, int asked) => asked > 0 ? Math.Min(floor, asked) : floor;

    private static int Number(Tightening condition, string name) =>
        condition.Parameters.ValueKind == JsonValueKind.Object && condition.Parameters.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    private static string? Text(Tightening condition, string name) =>
        condition.Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(Tightening condition, string name) =>
        condition.Parameters.ValueKind == JsonValueKind.Object && condition.Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
