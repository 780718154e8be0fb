using System.Globalization;
using System.Text.RegularExpressions;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.Acts.Storage;

namespace Probity.Registry.Uses;

/// <summary>The highest number given in the agency: a number is never used again, whatever happens to its use.</summary>
public sealed class ReferenceCounter : IOwned
{
    private ReferenceCounter() { }

    public AgencyId Agency { get; private init; }
    public long Last { get; private set; }

    internal static ReferenceCounter Of(AgencyId agency) => new() { Agency = agency };

    internal long Next() => ++Last;

    internal void Reach(long number) => Last = Math.Max(Last, number);
}

/// <summary>References such as "PV-AI-007".</summary>
public static partial class References
{
    /// <summary>Setting of an agency: what stands before the number.</summary>
    public const string PrefixSetting = "registry.reference-prefix";
    public const string DefaultPrefix = "AI-";

    /// <summary>The given reference if it is well formed and free, or the next number.</summary>
    internal static Outcome<string> Take(Work work, string? given)
    {
        var agency = work.Actor.Agency;
        var prefix = work.Setting(agency, PrefixSetting) ?? DefaultPrefix;
        var counter = work.Db.Set<ReferenceCounter>().Find(agency);
        if (counter is null) work.Db.Add(counter = ReferenceCounter.Of(agency));

        if (string.IsNullOrWhiteSpace(given))
        {
            string next;
            do next = prefix + counter.Next().ToString("000", CultureInfo.InvariantCulture);
            while (Taken(work, next));
            return next;
        }
        given = given.Trim();
        if (!WellFormed().IsMatch(given)) return RegistryRefusals.ReferenceMalformed.At("Reference", ("reference", given));
        if (Taken(work, given)) return RegistryRefusals.ReferenceTaken.At("Reference", ("reference", given));
        if (given.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(given.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            counter.Reach(number);
        return given;
    }

    /// <summary>Whether a name given elsewhere can be a reference here.</summary>
    internal static bool CanBe(string text) => WellFormed().IsMatch(text);

    private static bool Taken(Work work, string reference) =>
        work.Db.Set<Use>().Local.Any(use => use.Reference == reference) || work.Db.Set<Use>().Any(use => use.Reference == reference);

    /// <summary>With at least one digit, so that no reference reads like an address of the register itself ("new", "form").</summary>
    [GeneratedRegex("^(?=.*[0-9])[A-Z0-9][A-Z0-9-]{0,29}[A-Z0-9]$")]
    private static partial Regex WellFormed();
}
