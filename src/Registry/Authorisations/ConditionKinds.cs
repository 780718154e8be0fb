using Probity.Desk.Language;

namespace Probity.Registry.Authorisations;

/// <summary>
/// A condition that people often set, ready to be chosen. Its sentence is "registry.condition.{Id}.text" with the place {n}, in every language.
/// </summary>
/// <param name="Parameter">The control's own name for the number, or for a yes where <paramref name="Suggested"/> is null.</param>
/// <param name="Suggested">Shown as an example, never filled in: whoever sets a condition says its number.</param>
public sealed record ConditionKind(string Id, string Control, string? Parameter, int? Suggested)
{
    public bool AsksNumber => Suggested is not null;

    public Condition With(int? number, Texts texts)
    {
        var (english, french) = (texts.In("en")[$"registry.condition.{Id}.text", ("n", number ?? 0)], texts.In("fr")[$"registry.condition.{Id}.text", ("n", number ?? 0)]);
        if (Parameter is null) return Condition.Plain(Id, Control, english, french);
        return Condition.With(Id, Control, new Dictionary<string, object> { [Parameter] = number is { } n ? n : true }, english, french);
    }
}

public static class ConditionKinds
{
    /// <summary>Controls and parameters as the decision gate reads them; the floor for everybody stands in its own room and cannot be lowered here.</summary>
    public static readonly IReadOnlyList<ConditionKind> All =
    [
        new("own-view-first", "C1", "reasonCharacters", 80),
        new("second-person", "C11", null, null),
        new("same-pair", "C11", "samePairPercent", 30),
        new("independent-evidence", "C2", "items", 2),
        new("quality-floor", "C3", "eyeDistancePixels", 60),
        new("no-infrared", "C3", "noInfrared", null),
        new("candidates", "C4", "candidates", 10),
        new("image-age", "C4", "imageYears", 5),
        new("settle", "C12", "hours", 4),
        new("offence-years", Condition.Scope, "offenceYears", 5),
        new("no-child", Condition.Scope, "noChildUnder", 14),
        new("regular-check", Condition.NoControl, Keeping.KeepingRules.EveryMonths, 6),
        new("receipt-life", Condition.Receipt, "hours", 72),
    ];
}
