using System.Globalization;

namespace Probity.Acts.Refusals;

/// <summary>The closed list of ways to say no; the door turns each into one HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>400: the request cannot be read.</summary>
    Malformed,
    /// <summary>422: it can be read and a rule about its content says no.</summary>
    Invalid,
    /// <summary>403: this person or this use may not.</summary>
    Forbidden,
    /// <summary>404: there is no such thing for this agency.</summary>
    Unknown,
    /// <summary>409: not in this state, or somebody else was first.</summary>
    Conflict,
    /// <summary>413: too large.</summary>
    TooLarge,
    /// <summary>429: too often.</summary>
    TooOften,
    /// <summary>503: the service cannot check what it must check, so it stays closed.</summary>
    Unavailable,
}

/// <summary>
/// A stable code in a room's catalogue, "room.what". Its title, detail and way out are texts in every language, keyed by the code.
/// </summary>
public sealed record RefusalCode(string Code, RefusalKind Kind, string? Citation = null)
{
    public Refusal At(string? place, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (values.IsEmpty) return new Refusal(this, place, Refusal.NoValues);
        var filled = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values) filled[name] = Invariant(value);
        return new Refusal(this, place, filled);
    }

    /// <summary>The refusal of the whole request rather than of one place in it.</summary>
    public Refusal With(params ReadOnlySpan<(string Name, object? Value)> values) => At(null, values);

    private static string Invariant(object? value) => value switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static implicit operator Refusal(RefusalCode code) => code.At(null);

    public Refusal ToRefusal() => At(null);
}

/// <summary>
/// The rule says no: a value, not an exception. All reasons are reported, not the first.
/// </summary>
/// <param name="Place">Where in the input, as the field's name ("Reasons", "candidates[2].band"), or null for the whole.</param>
/// <param name="Values">What the texts' placeholders stand for, in invariant form (dates as ISO 8601).</param>
public sealed record Refusal(RefusalCode Code, string? Place, IReadOnlyDictionary<string, string> Values)
{
    internal static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    /// <summary>The rule of this installation that refuses, where it is data (national profile, authorisation) rather than code.</summary>
    public string? Citation { get; init; } = Code.Citation;
}
