using Probity.Acts.Ids;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Opening;

/// <summary>
/// What a connected system sends to open a decision. The output is sealed on arrival and reaches no client before the own view is committed.
/// </summary>
/// <param name="Use">The agency's reference of the use, for example "PV-AI-007".</param>
/// <param name="Kind">Kind of decision; "face-search-lead".</param>
/// <param name="Case">The agency's case number, up to 60 characters.</param>
/// <param name="Title">What the matter is, in a few words, for the officer.</param>
/// <param name="Action">The one action a receipt shall permit: enquiries, arrest, search, line-up or warrant.</param>
/// <param name="Receiver">Who may use the receipt.</param>
/// <param name="Officer">The account to whom it is given; without one it waits for any certified officer.</param>
/// <param name="DueAt">When the view is needed; 24 hours from now if it is not said.</param>
/// <param name="Mode">sealed; open where the officer has already seen the output; protective where a life is in danger.</param>
/// <param name="Threat">For protective: what threatens whom.</param>
/// <param name="Offence">The offence that is investigated; some authorisations hold only from a maximum penalty on.</param>
public sealed record OpenInput(
    string Use,
    string Kind,
    string Case,
    string Title,
    string Action,
    string Receiver,
    AccountId? Officer,
    DateTimeOffset? DueAt,
    ProtocolMode Mode,
    string? Threat,
    Probe? Probe,
    IReadOnlyList<EvidenceItem>? Evidence,
    FaceSearchOutput? Output,
    Offence? Offence = null);

/// <summary>What the caller learns: the decision, what it obliges to, and never the output (except under the protective protocol, to protect only).</summary>
/// <param name="Obligations">Controls that must be met before a receipt is issued.</param>
/// <param name="Link">The page for the officer.</param>
public sealed record OpenedDecision(Guid Id, string State, string Mode, string Link, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, Protocol Obligations, string OutputHash, FaceSearchOutput? ProtectiveOutput);

/// <summary>The content of the act "decision opened"; everything the officer reads is here, sealed under the key of the case.</summary>
public sealed record OpenedPayload(
    string Use, string UseName, Guid UseId, string Kind, string Mode, string Case, string Title, string Action, string Receiver, Guid? Officer, string? Threat,
    SystemFacts System, AuthorisationFacts Authorisation, Protocol Protocol, string OutputHash, Probe Probe, IReadOnlyList<EvidenceItem> Evidence, Offence? Offence = null);

public sealed record SystemFacts(string Name, string Version, Guid VersionId);

/// <param name="Hash">SHA-256 of the content the leader approved, hexadecimal.</param>
public sealed record AuthorisationFacts(Guid Id, string Hash, Guid By, string ByName, DateTimeOffset From, DateTimeOffset Until);
