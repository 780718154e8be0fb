using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

public static partial class UseFactsRules
{
    public static List<Refusal> Check(UseFacts facts)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(facts.Name)) refusals.Add(RegistryRefusals.NameMissing.At(nameof(facts.Name)));
        refusals.LimitLength(nameof(facts.Name), facts.Name, Use.NameLength);
        refusals.LimitLength(nameof(facts.NameFr), facts.NameFr, Use.NameLength);
        refusals.LimitLength(nameof(facts.Purpose), facts.Purpose, Use.TextLength);
        refusals.LimitLength(nameof(facts.NotAllowed), facts.NotAllowed, Use.TextLength);
        refusals.LimitLength(nameof(facts.UsedBy), facts.UsedBy, Use.NameLength);
        refusals.LimitLength(nameof(facts.Affected), facts.Affected, Use.TextLength);
        refusals.LimitLength(nameof(facts.LegalBasis), facts.LegalBasis, Use.TextLength);
        refusals.LimitLength(nameof(facts.Errors), facts.Errors, Use.TextLength);
        if (facts.DecisionKinds.Count > Use.MostKinds) refusals.Add(RegistryRefusals.TooManyKinds.At(nameof(facts.DecisionKinds), ("most", Use.MostKinds)));
        foreach (var kind in facts.DecisionKinds.Where(kind => !Kind().IsMatch(kind)))
            refusals.Add(RegistryRefusals.KindMalformed.At(nameof(facts.DecisionKinds), ("kind", kind)));
        return refusals;
    }

    /// <summary>Trimmed, kinds sorted and once each: two people who say the same write the same.</summary>
    public static UseFacts Tidy(UseFacts facts) => facts with
    {
        Name = facts.Name.Trim(),
        NameFr = string.IsNullOrWhiteSpace(facts.NameFr) ? null : facts.NameFr.Trim(),
        Purpose = facts.Purpose.Trim(),
        NotAllowed = facts.NotAllowed.Trim(),
        UsedBy = facts.UsedBy.Trim(),
        Affected = facts.Affected.Trim(),
        LegalBasis = facts.LegalBasis.Trim(),
        Errors = facts.Errors.Trim(),
        DecisionKinds = [.. facts.DecisionKinds.Select(kind => kind.Trim()).Where(kind => kind.Length > 0).Distinct().Order(StringComparer.Ordinal)],
    };

    /// <summary>What an edit changed, member by member, for the act that records it.</summary>
    public static IReadOnlyList<FactChange> Differences(UseFacts before, UseFacts after)
    {
        var (old, now) = (Members(before), Members(after));
        return [.. old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key)).Order(StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(old[name], now[name]))
            .Select(name => new FactChange(name, old[name]?.DeepClone(), now[name]?.DeepClone()))];
    }

    private static JsonObject Members(UseFacts facts) => JsonSerializer.SerializeToNode(facts, HouseJson.Options)!.AsObject();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$")]
    private static partial Regex Kind();
}

public sealed record FactChange(string Field, JsonNode? Before, JsonNode? After);
