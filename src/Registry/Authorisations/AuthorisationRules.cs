using System.Text.Json;
using System.Text.Json.Nodes;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>Who may permit what, for how long, over which content.</summary>
public static class AuthorisationRules
{
    /// <summary>The longest permission. A national profile may be stricter; no permission is for ever.</summary>
    public const int LongestMonths = 12;

    /// <summary>Everything that is missing before a leader may be asked: nobody signs what is incomplete.</summary>
    /// <param name="assessed">An assessment of the version in use exists and is not a no.</param>
    public static List<Refusal> Prepare(UseFacts facts, bool assessed, IReadOnlyList<Condition> conditions, DateTimeOffset? from, DateTimeOffset until, DateTimeOffset now)
    {
        var refusals = ConditionRules.Check(conditions);
        void Missing(bool missing, string place) { if (missing) refusals.Add(RegistryRefusals.Incomplete.At(place)); }
        Missing(facts.Purpose.Length == 0, nameof(facts.Purpose));
        Missing(facts.LegalBasis.Length == 0, nameof(facts.LegalBasis));
        Missing(facts.Owner is null, nameof(facts.Owner));
        Missing(facts.Unit is null && facts.UsedBy.Length == 0, nameof(facts.Unit));
        Missing(facts.Class == RiskClass.NotAssessed, nameof(facts.Class));
        if (facts.Prohibited) refusals.Add(RegistryRefusals.Prohibited);
        if (!assessed) refusals.Add(RegistryRefusals.NotAssessed);
        refusals.AddRange(Dates(from, until, now));
        return refusals;
    }

    private static IEnumerable<Refusal> Dates(DateTimeOffset? from, DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now) yield return RegistryRefusals.EndInPast.At("Until", ("until", until.ToString("O")));
        if (from is { } begin && begin >= until) yield return RegistryRefusals.BeginsAfterEnd.At("From");
        else if (until > (from ?? now).AddMonths(LongestMonths)) yield return RegistryRefusals.EndTooFar.At("Until", ("months", LongestMonths));
    }

    /// <summary>What a leader's yes must meet.</summary>
    /// <param name="read">The content the leader had on the page, by hash.</param>
    /// <param name="now">The content as it stands.</param>
    public static List<Refusal> Grant(Guid preparedBy, Guid granter, bool prohibited, bool assessed, string read, AuthorisedContent prepared, AuthorisedContent current, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        if (preparedBy == granter) refusals.Add(RegistryRefusals.OwnPreparation);
        if (prohibited) refusals.Add(RegistryRefusals.Prohibited);
        if (!assessed) refusals.Add(RegistryRefusals.NotAssessed);
        if (current.Until <= now) refusals.Add(RegistryRefusals.EndInPast.At("Until", ("until", current.Until.ToString("O"))));
        if (read != current.Seal().Hash)
        {
            var changed = Changed(prepared, current);
            // The form carried another hash than either: something was altered on the way, and nobody knows what.
            if (changed.Count == 0) refusals.Add(RegistryRefusals.ContentChanged);
            foreach (var member in changed) refusals.Add(RegistryRefusals.ContentChanged.At(member));
        }
        return refusals;
    }

    /// <summary>The members in which two contents differ, by their names in <see cref="AuthorisedContent"/>.</summary>
    public static IReadOnlyList<string> Changed(AuthorisedContent before, AuthorisedContent after)
    {
        var (old, now) = (Members(before), Members(after));
        return [.. old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key)).Where(name => !JsonNode.DeepEquals(old[name], now[name]))
            .Select(name => char.ToUpperInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal)];
    }

    private static JsonObject Members(AuthorisedContent content) => JsonSerializer.SerializeToNode(content, HouseJson.Options)!.AsObject();
}
