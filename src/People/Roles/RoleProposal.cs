using Probity.Acts.Rights;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Roles;

public readonly record struct RoleProposalId(Guid Value) : ITypedId<RoleProposalId>
{
    public static RoleProposalId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out RoleProposalId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

public enum ProposalState { Waiting, Confirmed, Declined }

/// <summary>A role that waits for a second person who can hand on everything it carries.</summary>
public sealed class RoleProposal : IOwned, IVersioned
{
    public const string SubjectKind = "role-proposal";
    public const string DutyKind = "people.role-waits";
    public static readonly DutyRule DutyRule = new(DutyKind, Right.KeepAccounts, TellAfter: TimeSpan.FromDays(1));

    public required RoleProposalId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required Role Role { get; init; }
    public required AccountId ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public required string? Reason { get; init; }
    public ProposalState State { get; set; } = ProposalState.Waiting;
    public AccountId? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }
    public long Version { get; set; } = 1;
}
