using System.Text.Json;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Judgement.Views;
using Probity.Ledger.Receipts;

namespace Probity.Judgement.Disclosure;

/// <summary>
/// What defence and court are given (C9): everything that the record has about one decision, in one file. Both sides get the same. People of the agency appear by the
/// marks of the receipt, people of the gallery by its references, exactly as recorded. docs/integrate.md describes the members; new ones are only added.
/// </summary>
/// <param name="Receipt">The receipt file byte for byte, as text, so that it verifies when it is written to a file of its own; absent where none was issued.</param>
/// <param name="Policy">The policy file with which the receipt is verified.</param>
public sealed record DisclosurePack(
    string Format, string Notice, DateTimeOffset GeneratedAt, PackGiving Given, string Agency, PackDecision Decision, PackUse Use, PackSystem? System, PackAuthorisation? Authorisation,
    Offence? Offence, Probe Probe, IReadOnlyList<PackEvidence> Evidence, PackProtocol? Protocol, IReadOnlyList<PackCandidate> Candidates, IReadOnlyList<PackPerson> People,
    IReadOnlyList<PackContest> Contests, IReadOnlyList<PackOutcome> Outcomes, IReadOnlyList<PackSearch> OtherSearches, IReadOnlyList<PackStep> Steps, string? Receipt, string? Policy,
    IReadOnlyList<PackLimit> DoesNotProve)
{
    public const string Version = "probity.disclosure/v1";
}

/// <summary>Who gave it out, to whom and why.</summary>
public sealed record PackGiving(string To, string Reason, string By, DateTimeOffset At);

/// <param name="State">Where the decision stood when the pack was made.</param>
/// <param name="Refusals">For a refused opening: every reason.</param>
public sealed record PackDecision(Guid Id, string Case, string Title, string Kind, string Action, string Receiver, string Mode, string State, DateTimeOffset OpenedAt, string? Threat, IReadOnlyList<PackRefusal> Refusals);

public sealed record PackUse(string Reference, string? Name);

/// <param name="Gallery">Images searched against.</param>
/// <param name="OutputHash">SHA-256 over the canonical JSON of the output, as in the receipt.</param>
public sealed record PackSystem(string Name, string Version, int Gallery, string OutputHash);

/// <param name="Hash">SHA-256, hexadecimal, of the bytes of <paramref name="Content"/>.</param>
/// <param name="Content">What the leader approved, as canonical JSON in one text, so that the hash can be checked.</param>
public sealed record PackAuthorisation(string Hash, string By, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<PackCondition> Conditions, string? Content);

public sealed record PackCondition(string Id, string Control, JsonElement Parameters, string Text, string? TextFr);

/// <summary>An item without its text: the item itself is in the case file.</summary>
/// <param name="Independent">It counted as standing without the output (C2).</param>
public sealed record PackEvidence(string Id, EvidenceKind Kind, string Title, string Source, DateTimeOffset At, int? Pages, bool FromAi, bool ExposedToAi, IReadOnlyList<string> DerivedFrom, bool Independent);

/// <param name="Weaker">The output had been seen, or was released to protect, before an own view could be recorded.</param>
/// <param name="Controls">Which controls ran and whether each was met at the release; empty where nothing was released.</param>
public sealed record PackProtocol(bool Weaker, Protocol Parameters, IReadOnlyList<ReceiptControl> Controls);

/// <param name="Returned">Its place in what the system returned, from 1.</param>
/// <param name="Shown">The number under which each person saw it; the order was drawn for each.</param>
public sealed record PackCandidate(int Returned, string Person, char Band, DateOnly? ImageDate, CandidateFacts? Facts, IReadOnlyList<PackShown> Shown);

public sealed record PackShown(string Seat, int Number);

/// <summary>What one person recorded before the output was opened to them, and after.</summary>
/// <param name="Mark">As in the receipt.</param>
public sealed record PackPerson(string Seat, string? Mark, PackView View, DateTimeOffset? OutputOpenedAt, PackJudgement? Judgement);

public sealed record PackView(DateTimeOffset At, long? LedgerNumber, ViewAnswer Answer, string? NamedPerson, string Reasons, string Against, Sureness Sureness, FixedFacts Facts, string? SeenElsewhere);

/// <param name="Changed">The answer is another than the own view gave.</param>
/// <param name="Moved">It is nearer the output than the own view was.</param>
public sealed record PackJudgement(DateTimeOffset At, long? LedgerNumber, FinalAnswer Answer, string? Person, Sureness Sureness, bool Changed, string? WhyChanged, string? Reasons, Agreement Agreement, bool Moved);

public sealed record PackContest(DateTimeOffset At, string Reason, DateTimeOffset? SettledAt, bool? Upheld, string? Settlement);

public sealed record PackOutcome(int Number, CameOfIt Came, DateOnly KnownOn, string Source, DateOnly? InformedOn, DateTimeOffset RecordedAt);

/// <summary>Another decision under the same case number: repeated, refused, withdrawn or lapsed searches are part of the picture.</summary>
public sealed record PackSearch(Guid Id, string Use, DateTimeOffset OpenedAt, string State, string? Judgement, IReadOnlyList<PackRefusal> Refusals);

public sealed record PackRefusal(string Code, string? Place, IReadOnlyDictionary<string, string> Values, string? Citation);

public sealed record PackStep(string Name, DateTimeOffset At, long? LedgerNumber);

public sealed record PackLimit(string Id, string Text);
