using System.Globalization;
using Probity.Ledger.Entries;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Receipts;

/// <summary>What the one who checks expects of a receipt. Null means: not asked.</summary>
public sealed record ReceiptExpectation
{
    /// <summary>The moment of checking, against which the receipt's time window is held.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The case it must be for.</summary>
    public string? Case { get; init; }

    /// <summary>The action it must permit.</summary>
    public string? Action { get; init; }

    /// <summary>The receiver it must be for.</summary>
    public string? Receiver { get; init; }

    /// <summary>The AI output it must be about, as <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string? OutputHash { get; init; }

    /// <summary>Accept a receipt in which nothing is real, from a sandbox for developers. Never where somebody acts.</summary>
    public bool AllowSandbox { get; init; }

    /// <summary>
    /// Accept a checkpoint that also carries signatures by keys the trust file does not know. Nothing can be said about those lines, and a changed byte in them cannot be seen,
    /// so by default they are a doubt like any other.
    /// </summary>
    public bool IgnoreUnknownSigners { get; init; }
}

/// <summary>
/// Checks a receipt offline: with the file, a trust file (<see cref="TlogPolicy"/>) and a clock, and nothing else. Never throws, whatever the bytes.
/// What it shows: that this act and these steps stand in the log that the trusted log key signed and the demanded co-signers saw, unchanged, in this order.
/// What it cannot show: that the decision was right, that the AI output was right, that the log has told everything, or that the receipt was not used before.
/// </summary>
public static class ReceiptVerifier
{
    /// <summary>Checks everything that can be checked; the report has one finding for each code of <see cref="ReceiptCheck.All"/>.</summary>
    public static ReceiptReport Verify(ReadOnlyMemory<byte> file, TlogPolicy policy, ReceiptExpectation expected)
    {
        if (!ReceiptReader.TryRead(file, out var receipt, out var fault))
            return new ReceiptReport(
                [.. ReceiptCheck.All.Select(code => code == ReceiptCheck.Form ? Failed(code, fault.Code, ("where", fault.Where)) : NotChecked(code))], null);
        var body = receipt.Act.Body;
        var signed = policy.Check(receipt.Proof.Note);
        var checkpoint = receipt.Proof.Checkpoint!;
        return new ReceiptReport(
        [
            Passed(ReceiptCheck.Form),
            Commitment.Opens(receipt.Entry.Commitment, receipt.Salt.Span, receipt.CanonicalAct.Span) ? Passed(ReceiptCheck.Commitment) : Failed(ReceiptCheck.Commitment),
            EntryFits(receipt) ? Passed(ReceiptCheck.Entry) : Failed(ReceiptCheck.Entry),
            Inclusion(receipt, checkpoint),
            Log(signed),
            Witnesses(policy, signed),
            Signers(receipt.Proof.Note, policy, expected),
            StepsIncluded(receipt, checkpoint),
            ReceiptOrder.Check(receipt),
            ReceiptOrder.CheckViewFirst(receipt),
            Window(body, expected.Now),
            Expect(ReceiptCheck.Case, expected.Case, body.Case),
            Expect(ReceiptCheck.Action, expected.Action, body.PermittedAction),
            Expect(ReceiptCheck.Receiver, expected.Receiver, body.Receiver),
            Expect(ReceiptCheck.Output, expected.OutputHash, body.OutputHash),
            !body.Sandbox ? Passed(ReceiptCheck.Real) : expected.AllowSandbox ? NotChecked(ReceiptCheck.Real) : Failed(ReceiptCheck.Real),
        ], receipt);
    }

    private static bool EntryFits(Receipt receipt) =>
        receipt.Entry.Kind == Receipt.ActKind && receipt.Entry.Hour == HourOf(receipt.Act.At) && receipt.Act.Body.IssuedAt == receipt.Act.At;

    private static Finding Inclusion(Receipt receipt, Checkpoint checkpoint) =>
        receipt.Proof.Includes(receipt.Entry.LeafHash())
            ? Passed(ReceiptCheck.Inclusion, ("index", Number(receipt.Proof.Index)), ("size", Number(checkpoint.Size)))
            : Failed(ReceiptCheck.Inclusion);

    private static Finding Log(PolicyCheck signed)
    {
        if (signed.Failed.Count > 0) return Failed(ReceiptCheck.Log, "bad-signature", ("key", signed.Failed[0].Name));
        return signed.Log is { } log ? Passed(ReceiptCheck.Log, ("log", log.Key.Name)) : Failed(ReceiptCheck.Log);
    }

    private static Finding Witnesses(TlogPolicy policy, PolicyCheck signed)
    {
        var who = string.Join(", ", signed.Witnesses.Select(w => $"{w.Witness.Key.Name} ({w.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)})"));
        if (!signed.QuorumMet) return Failed(ReceiptCheck.Witnesses, who.Length == 0 ? "none" : "", ("quorum", policy.Quorum), ("who", who));
        return policy.Quorum == TlogPolicy.NoQuorum && who.Length == 0 ? NotChecked(ReceiptCheck.Witnesses) : Passed(ReceiptCheck.Witnesses, ("who", who));
    }

    private static Finding Signers(SignedNote note, TlogPolicy policy, ReceiptExpectation expected)
    {
        var known = policy.Logs.Select(l => l.Key).Concat(policy.Witnesses.Select(w => w.Key)).ToList();
        var strangers = note.Signatures.Where(s => !known.Any(k => k.Name == s.Name && k.Id == s.KeyId)).Select(s => s.Name).ToList();
        if (strangers.Count == 0) return Passed(ReceiptCheck.Signers);
        var who = ("who", string.Join(", ", strangers));
        return expected.IgnoreUnknownSigners ? NotChecked(ReceiptCheck.Signers, "ignored", who) : Failed(ReceiptCheck.Signers, "", who);
    }

    private static Finding StepsIncluded(Receipt receipt, Checkpoint checkpoint)
    {
        var named = receipt.Act.Body.Steps;
        if (named.Count != receipt.Steps.Count) return Failed(ReceiptCheck.Steps, "count");
        for (var i = 0; i < named.Count; i++)
        {
            var step = receipt.Steps[i];
            var fits = step.Name == named[i].Name && step.Entry.Commitment == named[i].Commitment && step.Entry.Kind == ReceiptSteps.KindOf(step.Name) && step.Entry.Hour == HourOf(named[i].At);
            if (!fits) return Failed(ReceiptCheck.Steps, "other", ("step", named[i].Name));
            if (!MerkleProof.VerifyInclusion(step.Entry.LeafHash(), step.Index, checkpoint.Size, checkpoint.Root, [.. step.Path])) return Failed(ReceiptCheck.Steps, "", ("step", named[i].Name));
        }
        return Passed(ReceiptCheck.Steps, ("count", Number(named.Count)));
    }

    private static Finding Window(ReceiptBody body, DateTimeOffset now)
    {
        (string, string) from = ("from", Moment(body.NotBefore)), until = ("until", Moment(body.NotAfter));
        if (now < body.NotBefore) return Failed(ReceiptCheck.Window, "not-yet", from, until);
        return now >= body.NotAfter ? Failed(ReceiptCheck.Window, "expired", from, until) : Passed(ReceiptCheck.Window, from, until);
    }

    private static Finding Expect(string code, string? expected, string found)
    {
        (string, string) shown = ("found", found);
        if (expected is null) return NotChecked(code, "", shown);
        return expected == found ? Passed(code, shown) : Failed(code, "", shown, ("expected", expected));
    }

    internal static Finding Passed(string code, params ReadOnlySpan<(string, string)> arguments) => Make(code, FindingStatus.Passed, "", arguments);

    internal static Finding Failed(string code, string variant = "", params ReadOnlySpan<(string, string)> arguments) => Make(code, FindingStatus.Failed, variant, arguments);

    internal static Finding NotChecked(string code, string variant = "", params ReadOnlySpan<(string, string)> arguments) => Make(code, FindingStatus.NotChecked, variant, arguments);

    private static Finding Make(string code, FindingStatus status, string variant, ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments) named[name] = value;
        return new Finding(code, status, variant, named);
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Receipt.MomentFormat, CultureInfo.InvariantCulture);
}
