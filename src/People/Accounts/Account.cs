using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Units;

namespace Probity.People.Accounts;

/// <summary>One person's account. It is never deleted: acts name it. Switching it off ends everything it could do.</summary>
public sealed class Account : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(SubjectKind, Id);
    string IFindable.FoundBy => SearchText;

    public const string SubjectKind = "account";
    public const int NameLimit = 120;

    public required AccountId Id { get; init; }
    public required AgencyId Agency { get; init; }

    /// <summary>What is typed to sign in; unique in the agency, lower case.</summary>
    public required string Login { get; init; }
    public required string Name { get; set; }

    /// <summary>Rank or title: "Sgt", "Deputy Chief". Shown before the name, in the agency's own words.</summary>
    public required string Title { get; set; }
    public required UnitId? Unit { get; set; }

    /// <summary>First, then others; ISO 639-1.</summary>
    public required IReadOnlyList<string> Languages { get; set; }
    public bool Active { get; set; } = true;
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Moves the version when something that hangs on the account changed: a role, a factor, the password.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
    public long Version { get; set; } = 1;

    /// <summary>How a list sorts and finds it; follows from the name and needs no care.</summary>
    public string NameSort { get => SearchWords.Fold(Name); private set { } }
    public string SearchText { get => " " + SearchWords.Fold($"{Name} {Title} {Login}"); private set { } }
}
