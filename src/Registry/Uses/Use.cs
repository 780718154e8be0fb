using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Units;
using Probity.Registry.Authorisations;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <summary>
/// One purpose for which a unit uses a system. Its version rises with everything that the gate must know, so that whoever read an older one asks again.
/// </summary>
public sealed class Use : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(RegistryActs.UseKind, Id);
    string IFindable.FoundBy => SearchText;

    public const int NameLength = 200, TextLength = 4000, MostKinds = 20;

    private Use() { }

    /// <summary>The number that the word index knows it by; it says nothing and never leaves the database.</summary>
    public long Row { get; private init; }
    public UseId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public long Version { get; set; }

    /// <summary>"PV-AI-007": unique in the agency and never used again.</summary>
    public string Reference { get; private init; } = "";
    public UseState State { get; private set; }
    public DateTimeOffset StateSince { get; private set; }

    public string Name { get; private set; } = "";
    public string? NameFr { get; private set; }
    public string Purpose { get; private set; } = "";
    public string NotAllowed { get; private set; } = "";
    public string UsedBy { get; private set; } = "";
    public UnitId? Unit { get; private set; }
    public AccountId? Owner { get; private set; }
    public PurposeCategory? Category { get; private set; }
    public List<string> DecisionKinds { get; private set; } = [];
    public string Affected { get; private set; } = "";
    public string LegalBasis { get; private set; } = "";
    public RiskClass Class { get; private set; }
    public SystemVersionId SystemVersion { get; private set; }
    public string Errors { get; private set; } = "";
    public bool Prohibited { get; private set; }

    /// <summary>Who found it running without a permission, as said at the time; null for a use that began as an idea.</summary>
    public string? FoundBy { get; private set; }
    public DateTimeOffset? FoundAt { get; private set; }
    public string? FoundHow { get; private set; }

    /// <summary>By when it must be authorised or stopped; null once that is settled. Whether it is overdue is computed when read.</summary>
    public DateTimeOffset? FoundDueAt { get; private set; }

    /// <summary>Since when a use that was found is no longer used.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>The permission in force, or none. It may have lapsed: the date below says so, no job changes it.</summary>
    public AuthorisationId? Authorisation { get; private set; }
    public DateTimeOffset? AuthorisedFrom { get; private set; }
    public DateTimeOffset? AuthorisedUntil { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public string NameSort { get; private set; } = "";

    /// <summary>Folded words of reference, names, system, vendor and purpose, each after a space.</summary>
    public string SearchText { get; private set; } = "";

    public UseFacts Facts => new()
    {
        Name = Name,
        NameFr = NameFr,
        SystemVersion = SystemVersion,
        Purpose = Purpose,
        NotAllowed = NotAllowed,
        UsedBy = UsedBy,
        Unit = Unit,
        Owner = Owner,
        Category = Category,
        DecisionKinds = DecisionKinds,
        Affected = Affected,
        LegalBasis = LegalBasis,
        Class = Class,
        Errors = Errors,
        Prohibited = Prohibited,
    };

    /// <summary>Found running, not yet authorised and not stopped: the clock runs.</summary>
    public bool RunsUnauthorised => FoundDueAt is not null;

    internal static Use Of(UseId id, AgencyId agency, string reference, UseState state, UseFacts facts, AiSystem system, DateTimeOffset now)
    {
        var use = new Use { Id = id, Agency = agency, Reference = reference, RegisteredAt = now };
        use.MoveTo(state, now);
        use.Become(facts, system, now);
        return use;
    }

    internal void Become(UseFacts facts, AiSystem system, DateTimeOffset now)
    {
        (Name, NameFr, Purpose, NotAllowed, UsedBy) = (facts.Name, facts.NameFr, facts.Purpose, facts.NotAllowed, facts.UsedBy);
        (Unit, Owner, Category, DecisionKinds) = (facts.Unit, facts.Owner, facts.Category, [.. facts.DecisionKinds]);
        (Affected, LegalBasis, Class, Errors) = (facts.Affected, facts.LegalBasis, facts.Class, facts.Errors);
        SystemVersion = facts.SystemVersion;
        if (FoundDueAt is not null && FoundAt is { } found) FoundDueAt = FoundRules.DueAt(found, facts.Prohibited);
        Prohibited = facts.Prohibited;
        ChangedAt = now;
        FindBy(system);
    }

    /// <summary>Sets the words it is found by; asked again when its system is renamed.</summary>
    internal void FindBy(AiSystem system)
    {
        NameSort = SearchWords.Fold(Name);
        SearchText = " " + SearchWords.Fold($"{Reference} {Name} {NameFr} {system.Name} {system.Vendor} {UsedBy} {Purpose}");
    }

    internal void WasFound(string by, DateTimeOffset at, string how, bool stopped, DateTimeOffset now)
    {
        (FoundBy, FoundAt, FoundHow) = (by, at, how);
        if (stopped) StoppedAt = now;
        else FoundDueAt = FoundRules.DueAt(at, Prohibited);
    }

    internal void MoveTo(UseState state, DateTimeOffset now)
    {
        if (State != state || StateSince == default) StateSince = now;
        State = state;
        if (FoundDueAt is not null && (state is UseState.Paused or UseState.Ended or UseState.Refused)) StoppedAt ??= now;
        if (state is not (UseState.FoundInUse or UseState.Assessed)) FoundDueAt = null;
        ChangedAt = now;
    }

    internal void Hold(Authorisation? authorisation, DateTimeOffset now)
    {
        (Authorisation, AuthorisedFrom, AuthorisedUntil) = (authorisation?.Id, authorisation?.FromAt, authorisation?.UntilAt);
        ChangedAt = now;
    }
}
