using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Agencies;

/// <summary>A law-enforcement agency of this installation. Usually there is one; every row of every room belongs to one.</summary>
public sealed class AgencyRecord : IOwned, IVersioned
{
    public const string SubjectKind = "agency";
    public const int NameLimit = 120;

    public required AgencyId Agency { get; init; }
    public required string Name { get; init; }

    /// <summary>A short word for addresses and sign-in ("ilva.maren@port-verrin"): lower-case letters, digits and hyphens.</summary>
    public required string Code { get; init; }

    /// <summary>Working languages, the first one leads.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>IANA name; days ("valid until 14 March") end at midnight there.</summary>
    public required string TimeZone { get; init; }

    /// <summary>A sample installation stays a sample: links may sign in by themselves, and every page says so.</summary>
    public required bool Sample { get; init; }
    /// <summary>For developers: every page and every receipt says that nothing here is real. A sandbox is a sample as well, and stays one.</summary>
    public required bool Sandbox { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public long Version { get; set; } = 1;
}
