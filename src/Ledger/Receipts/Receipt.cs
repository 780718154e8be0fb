using Probity.Ledger.Entries;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Receipts;

/// <summary>
/// A receipt as it was read: the act "decision released" in full with the salt that opens its commitment, its entry in the log, the entries of the steps before it,
/// and the proof that all of them are in the log. Reading proves nothing; see <see cref="ReceiptVerifier"/>.
/// </summary>
/// <param name="Act">The act, its parts read.</param>
/// <param name="CanonicalAct">The act's canonical JSON, which the commitment covers byte for byte.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Entry">The act's leaf in the log.</param>
/// <param name="Steps">Leaves of the steps named in the body, in its order.</param>
/// <param name="Proof">Inclusion of <paramref name="Entry"/>, with the checkpoint all inclusions are checked against.</param>
public sealed record Receipt(ReceiptAct Act, ReadOnlyMemory<byte> CanonicalAct, ReadOnlyMemory<byte> Salt, LedgerEntry Entry, IReadOnlyList<ReceiptStepProof> Steps, TlogProof Proof)
{
    /// <summary>Value of the member <c>format</c>.</summary>
    public const string Format = "probity-receipt/v1";

    /// <summary>Most bytes in a receipt that is read.</summary>
    public const int MaxSize = 1_000_000;

    /// <summary>The only kind of act that is a receipt.</summary>
    public const string ActKind = "judgement.decision-released";

    /// <summary>How times are spelt: UTC with milliseconds.</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
}

/// <summary>The leaf of a step, its index and its path to the root of the receipt's checkpoint.</summary>
public sealed record ReceiptStepProof(string Name, LedgerEntry Entry, long Index, IReadOnlyList<Hash> Path);

/// <summary>The act "decision released". Actor and reason stay as JSON: they belong to the agency's journal and nothing is decided by them here.</summary>
public sealed record ReceiptAct(Guid Agency, DateTimeOffset At, string ActorJson, string? ReasonJson, ReceiptBody Body);

/// <summary>What the receipt says. People are marks that mean something only to the agency. A sandbox is for developers: nothing in its receipts is real.</summary>
public sealed record ReceiptBody(
    Guid Decision, string AgencyName, ReceiptUse Use, ReceiptSystem System, ReceiptAuthorisation Authorisation, string DecisionKind, string Case, string OutputHash,
    ReceiptProtocol Protocol, ReceiptJudgement Judgement, ReceiptPeople People, string PermittedAction, string Receiver,
    DateTimeOffset NotBefore, DateTimeOffset NotAfter, DateTimeOffset IssuedAt, IReadOnlyList<ReceiptStep> Steps, bool Sandbox = false);

/// <summary>The use under which the decision was taken.</summary>
public sealed record ReceiptUse(Guid Id, string Ref, string Name);

/// <summary>The AI system and its version.</summary>
public sealed record ReceiptSystem(string Name, string Version);

/// <summary>The leader's authorisation: SHA-256 of what was authorised (hexadecimal), by whom, from and until when.</summary>
public sealed record ReceiptAuthorisation(string Hash, string By, DateTimeOffset From, DateTimeOffset Until);

/// <summary>How the output was held. Weaker: the output had been seen before an own view could be recorded.</summary>
public sealed record ReceiptProtocol(string Name, bool Weaker, IReadOnlyList<ReceiptControl> Controls);

/// <summary>A control with the parameters it ran with.</summary>
public sealed record ReceiptControl(string Id, IReadOnlyDictionary<string, long> Parameters, bool Met);

/// <summary>What was judged in the end, and whether the judgement moved towards the output after it was opened.</summary>
public sealed record ReceiptJudgement(string Outcome, bool MovedToOutput);

/// <summary>Marks of the persons who judged; absent where nobody has.</summary>
public sealed record ReceiptPeople(string? First, string? Second, string? Third);

/// <summary>A step before the release: its name, the commitment of its entry, and when it was taken.</summary>
public sealed record ReceiptStep(string Name, Hash Commitment, DateTimeOffset At);
