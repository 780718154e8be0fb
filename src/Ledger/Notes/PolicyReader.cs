using System.Text;

namespace Probity.Ledger.Notes;

/// <summary>What can be wrong with a policy file.</summary>
public enum PolicyFaultKind
{
    /// <summary>A byte below 0x20 other than tab and line feed, or 0x7F.</summary>
    ControlCharacter,
    /// <summary>The last line has no line feed.</summary>
    UnfinishedLine,
    /// <summary>The line's first word is not log, witness, group or quorum.</summary>
    UnknownKeyword,
    /// <summary>Too few or too many words.</summary>
    WordCount,
    /// <summary>Not a verifier key this library can check, or a log's key where a witness's is needed or the reverse.</summary>
    BadKey,
    /// <summary>The same public key for two logs or two witnesses.</summary>
    DuplicateKey,
    /// <summary>The name is already defined, or is "none".</summary>
    NameTaken,
    /// <summary>The name is not defined on an earlier line.</summary>
    UnknownName,
    /// <summary>A name is a member twice.</summary>
    AlreadyMember,
    /// <summary>Not all, any, or a number from 1 to the number of members.</summary>
    BadThreshold,
    /// <summary>No quorum line, or more than one.</summary>
    QuorumCount,
}

/// <summary>One fault of a policy file; lines count from 1, and 0 means the file as a whole.</summary>
public sealed record PolicyFault(int Line, PolicyFaultKind Kind);

/// <summary>Reads a policy file and collects every fault. Words are opaque bytes (carried as Latin-1), as the format demands.</summary>
internal sealed class PolicyReader
{
    private readonly List<PolicyFault> _faults = [];
    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyWitness> _witnesses = [];
    private readonly List<PolicyGroup> _groups = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private string? _quorum;
    private int _line, _quorums;

    public IReadOnlyList<PolicyFault> Faults => _faults;

    public TlogPolicy? Read(ReadOnlySpan<byte> file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (text.Length > 0 && !text.EndsWith('\n')) Fault(PolicyFaultKind.UnfinishedLine, text.Count(c => c == '\n') + 1);
        foreach (var line in text.Split('\n'))
        {
            _line++;
            if (line.Any(c => c is < ' ' and not '\t' or '\x7f')) Fault(PolicyFaultKind.ControlCharacter);
            else if (line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words && words[0][0] != '#') Take(words);
        }
        if (_quorums != 1) Fault(PolicyFaultKind.QuorumCount, 0);
        return _faults.Count == 0 ? new TlogPolicy(_logs, _witnesses, _groups, _quorum!) : null;
    }

    private void Take(string[] words)
    {
        switch (words[0])
        {
            case "log" when words.Length is 2 or 3:
                if (Key(words[1], NoteKeyKind.Ed25519, _logs.Select(l => l.Key)) is { } log) _logs.Add(new PolicyLog(log, words.ElementAtOrDefault(2)));
                break;
            case "witness" when words.Length is 3 or 4:
                var witness = Key(words[2], NoteKeyKind.CosignatureV1, _witnesses.Select(w => w.Key));
                if (Define(words[1]) && witness is not null) _witnesses.Add(new PolicyWitness(words[1], witness, words.ElementAtOrDefault(3)));
                break;
            case "group" when words.Length >= 4:
                Group(words[1], words[2], words[3..]);
                break;
            case "quorum" when words.Length == 2:
                _quorums++;
                _quorum = words[1];
                if (_quorum != TlogPolicy.NoQuorum && !_names.Contains(_quorum)) Fault(PolicyFaultKind.UnknownName);
                break;
            default:
                Fault(words[0] is "log" or "witness" or "group" or "quorum" ? PolicyFaultKind.WordCount : PolicyFaultKind.UnknownKeyword);
                break;
        }
    }

    private void Group(string name, string threshold, string[] members)
    {
        foreach (var member in members)
        {
            if (!_names.Contains(member)) Fault(PolicyFaultKind.UnknownName);
            else if (!_members.Add(member)) Fault(PolicyFaultKind.AlreadyMember);
        }
        var k = threshold switch
        {
            "all" => members.Length,
            "any" => 1,
            _ => Checkpoint.TryParseSize(threshold, out var number) && number <= members.Length ? (int)number : 0,
        };
        if (k < 1) Fault(PolicyFaultKind.BadThreshold);
        if (Define(name)) _groups.Add(new PolicyGroup(name, k, members));
    }

    private VerifierKey? Key(string word, NoteKeyKind kind, IEnumerable<VerifierKey> earlier)
    {
        // A key's name is UTF-8, unlike the names of the policy.
        if (!VerifierKey.TryParse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(word)), out var key) || key.Kind != kind)
        {
            Fault(PolicyFaultKind.BadKey);
            return null;
        }
        foreach (var other in earlier)
            if (other.PublicKey.SequenceEqual(key.PublicKey)) Fault(PolicyFaultKind.DuplicateKey);
        return key;
    }

    private bool Define(string name)
    {
        if (name != TlogPolicy.NoQuorum && _names.Add(name)) return true;
        Fault(PolicyFaultKind.NameTaken);
        return false;
    }

    private void Fault(PolicyFaultKind kind, int? line = null) => _faults.Add(new PolicyFault(line ?? _line, kind));
}
