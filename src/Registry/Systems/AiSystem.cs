using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

namespace Probity.Registry.Systems;

/// <summary>An AI product or model, bought or built. What is decided about it is decided per use and per version.</summary>
public sealed class AiSystem : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(RegistryActs.SystemKind, Id);
    string IFindable.FoundBy => $"{Name} {Vendor}";

    public const int NameLength = 200, DescriptionLength = 2000;

    private AiSystem() { }

    public AiSystemId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public long Version { get; set; }
    public string Name { get; private set; } = "";

    /// <summary>Empty where the agency built it or the vendor is not known.</summary>
    public string Vendor { get; private set; } = "";
    public bool OwnBuild { get; private set; }
    public string Description { get; private set; } = "";
    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Folded name, for order and for finding the same system again.</summary>
    public string NameSort { get; private set; } = "";

    public SystemFacts Facts => new(Name, Vendor, OwnBuild, Description);

    internal static AiSystem Of(AiSystemId id, AgencyId agency, SystemFacts facts, DateTimeOffset now)
    {
        var system = new AiSystem { Id = id, Agency = agency, RegisteredAt = now };
        system.Become(facts);
        return system;
    }

    internal void Become(SystemFacts facts)
    {
        (Name, Vendor, OwnBuild, Description) = (facts.Name.Trim(), facts.Vendor.Trim(), facts.OwnBuild, facts.Description.Trim());
        NameSort = SearchWords.Fold(Name);
    }
}

/// <summary>What a person says about a system.</summary>
public sealed record SystemFacts(string Name, string Vendor = "", bool OwnBuild = false, string Description = "");
