using Probity.Acts.Refusals;

namespace Probity.Registry.Systems;

public static class SystemRules
{
    public static List<Refusal> Check(SystemFacts facts)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(facts.Name)) refusals.Add(RegistryRefusals.NameMissing.At(nameof(facts.Name)));
        refusals.LimitLength(nameof(facts.Name), facts.Name, AiSystem.NameLength);
        refusals.LimitLength(nameof(facts.Vendor), facts.Vendor, AiSystem.NameLength);
        refusals.LimitLength(nameof(facts.Description), facts.Description, AiSystem.DescriptionLength);
        return refusals;
    }

    public static List<Refusal> Check(VersionFacts facts)
    {
        List<Refusal> refusals = [];
        refusals.LimitLength(nameof(facts.Label), facts.Label, SystemVersion.LabelLength);
        refusals.LimitLength(nameof(facts.Notes), facts.Notes, SystemVersion.NotesLength);
        if (!string.IsNullOrWhiteSpace(facts.ContentHash) && !IsSha256(facts.ContentHash.Trim()))
            refusals.Add(RegistryRefusals.HashMalformed.At(nameof(facts.ContentHash)));
        return refusals;
    }

    public static List<Refusal> Check(NamedVersion named)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(named.SystemName)) refusals.Add(RegistryRefusals.SystemMissing.At(nameof(named.SystemName)));
        refusals.LimitLength(nameof(named.SystemName), named.SystemName, AiSystem.NameLength);
        refusals.LimitLength(nameof(named.Vendor), named.Vendor, AiSystem.NameLength);
        refusals.LimitLength(nameof(named.Label), named.Label, SystemVersion.LabelLength);
        return refusals;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    internal static void LimitLength(this List<Refusal> refusals, string place, string? text, int most)
    {
        if (text is not null && text.Length > most) refusals.Add(RegistryRefusals.TooLong.At(place, ("most", most), ("length", text.Length)));
    }
}
