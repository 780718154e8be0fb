using System.Text.Json;

namespace Probity.Acts.Journal;

/// <param name="Member">The member's name in the payload; "value" where the payload is about one value alone.</param>
/// <param name="Before">Null where there was nothing.</param>
public sealed record PayloadChange(string Member, JsonElement? Before, JsonElement? After);

/// <summary>
/// What an act changed, member by member, read from its payload: either a list "changes" of field, before and after, or the whole before and after.
/// A payload that says it otherwise changed nothing that can be said in this way.
/// </summary>
public static class PayloadChanges
{
    public static IReadOnlyList<PayloadChange> Of(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object) return [];
        if (payload.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Array)
            return [.. changes.EnumerateArray().Where(change => Member(change, "field") is { ValueKind: JsonValueKind.String })
                .Select(change => new PayloadChange(change.GetProperty("field").GetString()!, Member(change, "before"), Member(change, "after")))];
        if (Member(payload, "before") is not { } before || Member(payload, "after") is not { } after) return [];
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(before, after) ? [] : [new("value", before, after)];
        // In the order of what is said now; a member that is said no more comes last.
        return [.. after.EnumerateObject().Concat(before.EnumerateObject()).Select(member => member.Name).Distinct()
            .Select(name => new PayloadChange(name, Member(before, name), Member(after, name)))
            .Where(change => !(change.Before is { } old && change.After is { } now && JsonElement.DeepEquals(old, now)))];
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
