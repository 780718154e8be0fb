using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Registry.Systems;

/// <summary>One version. A vendor's update is a new one, and nothing that was decided about the old one holds for it.</summary>
public sealed class SystemVersion : IOwned
{
    public const int LabelLength = 100, NotesLength = 2000;

    private SystemVersion() { }

    public SystemVersionId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public AiSystemId System { get; private init; }

    /// <summary>The vendor's own word, "4.2"; empty where nobody knows which version runs.</summary>
    public string Label { get; private init; } = "";

    /// <summary>Whether somebody assessed this version; what was found stands in the notes.</summary>
    public bool Assessed { get; private set; }
    public string Notes { get; private set; } = "";

    /// <summary>SHA-256 of the model or the installed package, lower-case hexadecimal, where the agency can compute it.</summary>
    public string? ContentHash { get; private init; }

    /// <summary>Since when it is offered or installed.</summary>
    public DateOnly? Since { get; private init; }
    public DateTimeOffset RegisteredAt { get; private init; }

    internal static SystemVersion Of(SystemVersionId id, AgencyId agency, AiSystemId system, VersionFacts facts, DateTimeOffset now) => new()
    {
        Id = id,
        Agency = agency,
        System = system,
        Label = facts.Label.Trim(),
        Assessed = facts.Assessed,
        Notes = facts.Notes.Trim(),
        ContentHash = string.IsNullOrWhiteSpace(facts.ContentHash) ? null : facts.ContentHash.Trim().ToLowerInvariant(),
        Since = facts.Since,
        RegisteredAt = now,
    };

    internal void Assess(string notes) => (Assessed, Notes) = (true, notes.Trim());
}

/// <summary>What a person says about a version.</summary>
public sealed record VersionFacts(string Label, bool Assessed = false, string Notes = "", string? ContentHash = null, DateOnly? Since = null);

/// <summary>A version as people name it. What is not known yet is made known by naming it.</summary>
public sealed record NamedVersion(string SystemName, string Vendor = "", string Label = "");
