using System.Globalization;
using System.Text.Json;
using Probity.Acts.Refusals;

namespace Probity.Registry.Authorisations.Keeping;

public enum ConditionState
{
    /// <summary>The decision gate enforces it and nobody recorded anything else.</summary>
    Held,
    /// <summary>People keep it, no day is set, and nothing was recorded.</summary>
    NotRecorded,
    NotDueYet,
    Overdue,
    Met,
    InPart,
    Late,
    Breached,
}

/// <param name="Day">When it was met or breached; null where nothing was recorded.</param>
/// <param name="DueOn">The last day on which it must be met (again).</param>
public readonly record struct ConditionStanding(ConditionState State, DateOnly? Day, DateOnly? DueOn);

/// <summary>Whether a condition is met, due or breached: from what was recorded, and from its day or its interval where it has one.</summary>
public static class KeepingRules
{
    /// <summary>Parameters of a condition that say when: a last day, or months from one time to the next.</summary>
    public const string DueOn = "dueOn", EveryMonths = "everyMonths";

    public static List<Refusal> Check(bool isKeeper, bool isKnown, DateOnly day, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (!isKeeper) refusals.Add(RegistryRefusals.NotKeeper);
        if (!isKnown) refusals.Add(RegistryRefusals.ConditionUnknown);
        if (day > today) refusals.Add(RegistryRefusals.ConditionInFuture.At("Day"));
        return refusals;
    }

    /// <param name="last">The result of the latest record and its day; null where there is none.</param>
    /// <param name="from">The day from which the authorisation holds.</param>
    public static ConditionStanding StandingOf(Condition condition, (ConditionResult Result, DateOnly Day)? last, DateOnly from, DateOnly today)
    {
        if (last is { } known)
        {
            var again = Months(condition) is { } months ? known.Day.AddMonths(months) : (DateOnly?)null;
            return known.Result switch
            {
                ConditionResult.Met => new(again < today ? ConditionState.Overdue : ConditionState.Met, known.Day, again),
                ConditionResult.InPart => new(ConditionState.InPart, known.Day, again),
                ConditionResult.Late => new(ConditionState.Late, known.Day, again),
                _ => new(ConditionState.Breached, known.Day, again),
            };
        }
        var due = Day(condition) ?? (Months(condition) is { } first ? from.AddMonths(first) : null);
        if (due is { } day) return new(day < today ? ConditionState.Overdue : ConditionState.NotDueYet, null, day);
        return new(condition.Control == Condition.NoControl ? ConditionState.NotRecorded : ConditionState.Held, null, null);
    }

    private static int? Months(Condition condition) =>
        condition.Parameters.ValueKind == JsonValueKind.Object && condition.Parameters.TryGetProperty(EveryMonths, out var months) && months.TryGetInt32(out var number) && number is > 0 and <= 120 ? number : null;

    private static DateOnly? Day(Condition condition) =>
        condition.Parameters.ValueKind == JsonValueKind.Object && condition.Parameters.TryGetProperty(DueOn, out var day) && day.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
}
