using System.Diagnostics.CodeAnalysis;

namespace Probity.Ledger.Notes;

/// <summary>A log that is trusted, and where it can be reached if the policy says so.</summary>
public sealed record PolicyLog(VerifierKey Key, string? Url);

/// <summary>A witness by its name within the policy.</summary>
public sealed record PolicyWitness(string Name, VerifierKey Key, string? Url);

/// <summary>A group counts as having witnessed when at least <paramref name="Threshold"/> of its members have.</summary>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);

/// <summary>What a policy says of a checkpoint note.</summary>
/// <param name="Log">The trusted log that signed it and whose name is its origin, or null.</param>
/// <param name="Checkpoint">The checkpoint, set exactly when <paramref name="Log"/> is.</param>
/// <param name="Witnesses">Trusted witnesses that cosigned, with their times.</param>
/// <param name="QuorumMet">The policy's quorum is reached (always true for <c>quorum none</c>).</param>
/// <param name="Failed">Keys of the policy whose signature does not verify; with one the note is refused whatever else it holds.</param>
public sealed record PolicyCheck(PolicyLog? Log, Checkpoint? Checkpoint, IReadOnlyList<(PolicyWitness Witness, DateTimeOffset At)> Witnesses, bool QuorumMet, IReadOnlyList<VerifierKey> Failed)
{
    /// <summary>Signed by a trusted log, cosigned by the quorum, nothing failed.</summary>
    public bool Accepted => Log is not null && QuorumMet && Failed.Count == 0;
}

/// <summary>
/// Who is trusted, by C2SP tlog-policy: which logs, which witnesses, and which of them must have cosigned. To an agency: "whose word, besides the log's own, do we require".
/// Written as text lines <c>log</c>, <c>witness</c>, <c>group</c> and exactly one <c>quorum</c>; see <see cref="TryParse"/>.
/// </summary>
public sealed class TlogPolicy
{
    internal const string NoQuorum = "none";

    internal TlogPolicy(IReadOnlyList<PolicyLog> logs, IReadOnlyList<PolicyWitness> witnesses, IReadOnlyList<PolicyGroup> groups, string quorum) =>
        (Logs, Witnesses, Groups, Quorum) = (logs, witnesses, groups, quorum);

    /// <summary>Trusted logs.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>Trusted witnesses.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>Groups, each after its members.</summary>
    public IReadOnlyList<PolicyGroup> Groups { get; }

    /// <summary>Name of the witness or group that must have witnessed, or <c>none</c>.</summary>
    public string Quorum { get; }

    /// <summary>Reads a policy file; on failure says every fault with its line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out TlogPolicy? policy, out IReadOnlyList<PolicyFault> faults)
    {
        var reader = new PolicyReader();
        policy = reader.Read(file);
        faults = reader.Faults;
        return policy is not null;
    }

    /// <summary>Checks a checkpoint note. A signature of a key of the policy that fails makes the note unacceptable.</summary>
    public PolicyCheck Check(SignedNote note)
    {
        var check = note.Check(Logs.Select(l => l.Key).Concat(Witnesses.Select(w => w.Key)));
        var log = Checkpoint.TryParse(note.Text, out var checkpoint)
            ? Logs.FirstOrDefault(l => l.Key.Name == checkpoint.Origin && check.Signers.Any(s => s.Key.Equals(l.Key)))
            : null;
        var witnesses = new List<(PolicyWitness, DateTimeOffset)>();
        foreach (var witness in Witnesses)
            foreach (var (key, signature) in check.Signers)
                if (key.Equals(witness.Key) && Cosignature.Time(signature.Bytes.Span) is { } at) witnesses.Add((witness, at));
        return new PolicyCheck(log, log is null ? null : checkpoint, witnesses, IsMet(witnesses.Select(w => w.Item1.Name)), check.Failed);
    }

    private bool IsMet(IEnumerable<string> cosigned)
    {
        if (Quorum == NoQuorum) return true;
        var witnessed = cosigned.ToHashSet(StringComparer.Ordinal);
        foreach (var group in Groups)
            if (group.Members.Count(witnessed.Contains) >= group.Threshold) witnessed.Add(group.Name);
        return witnessed.Contains(Quorum);
    }
}
