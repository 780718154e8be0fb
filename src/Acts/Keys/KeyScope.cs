namespace Probity.Acts.Keys;

/// <summary>
/// What a data key covers: the agency's ordinary record, one case, or one person. The name is stored, so a case is named by a keyed hash and not by its number.
/// </summary>
public readonly record struct KeyScope(string Name)
{
    public static readonly KeyScope Agency = new("agency");

    public static KeyScope Person(Guid account) => new(PersonPrefix + account.ToString("N"));

    /// <summary>What the name of a person's scope begins with; the account follows.</summary>
    internal const string PersonPrefix = "person:";

    internal static KeyScope Named(string name) => new(name);
}
