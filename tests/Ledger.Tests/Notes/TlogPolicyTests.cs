using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Notes;

public sealed class TlogPolicyTests : IDisposable
{
    private readonly NoteSigner _log = NoteSigner.ForLog("log.example", SHA256.HashData("log"u8));
    private readonly NoteSigner[] _witnesses = [.. Enumerable.Range(0, 6).Select(i => NoteSigner.ForWitness($"w{i}.example", SHA256.HashData([(byte)i])))];

    public void Dispose()
    {
        _log.Dispose();
        foreach (var witness in _witnesses) witness.Dispose();
    }

    private string TwoLevels() => $"""
        # Who must have cosigned
        log {_log.Key} https://log.example/

        witness X1 {_witnesses[0].Key}
        	witness X2 {_witnesses[1].Key}  https://x2.example/
        witness X3 {_witnesses[2].Key}
        group X-witnesses 2 X1 X2 X3
        witness Y1 {_witnesses[3].Key}
        witness Y2 {_witnesses[4].Key}
        witness Y3 {_witnesses[5].Key}
        group Y-witnesses any Y1 Y2 Y3
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    private static TlogPolicy Policy(string text)
    {
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out var faults).ShouldBeTrue(string.Join(", ", faults));
        return policy!;
    }

    private SignedNote Cosigned(params int[] witnesses)
    {
        var note = new Checkpoint("log.example", 7, Hash.Sha256("r"u8)).SignedBy(_log);
        foreach (var w in witnesses) note = _witnesses[w].Sign(note, DateTimeOffset.FromUnixTimeSeconds(1000 + w));
        return note;
    }

    [Theory]
    [InlineData(true, 0, 1, 3)]
    [InlineData(true, 0, 2, 5)]
    [InlineData(true, 0, 1, 2, 3, 4, 5)]
    [InlineData(false, 0, 1)]
    [InlineData(false, 0, 3)]
    [InlineData(false, 3, 4, 5)]
    [InlineData(false)]
    public void The_quorum_of_two_levels_counts_as_the_specification_says(bool met, params int[] witnesses)
    {
        var check = Policy(TwoLevels()).Check(Cosigned(witnesses));
        check.QuorumMet.ShouldBe(met);
        check.Accepted.ShouldBe(met);
        check.Log!.Key.ShouldBe(_log.Key);
        check.Checkpoint!.Size.ShouldBe(7);
        check.Witnesses.Select(w => w.At.ToUnixTimeSeconds()).ShouldBe(witnesses.Select(w => 1000L + w));
    }

    [Fact]
    public void Without_the_signature_of_a_listed_log_nothing_is_accepted()
    {
        using var stranger = NoteSigner.ForLog("log.example", SHA256.HashData("stranger"u8));
        var note = new Checkpoint("log.example", 7, Hash.Sha256("r"u8)).SignedBy(stranger);
        foreach (var w in _witnesses) note = w.Sign(note, DateTimeOffset.UnixEpoch);
        var check = Policy(TwoLevels()).Check(note);
        check.Log.ShouldBeNull();
        check.Checkpoint.ShouldBeNull();
        check.Accepted.ShouldBeFalse();
    }

    [Fact]
    public void A_listed_witness_that_fails_spoils_even_a_met_quorum()
    {
        var wrong = _witnesses[5].Sign(SignedNote.Of("other\n"), DateTimeOffset.UnixEpoch).Signatures[0];
        var check = Policy(TwoLevels()).Check(Cosigned(0, 1, 3).With(wrong));
        check.QuorumMet.ShouldBeTrue();
        check.Accepted.ShouldBeFalse();
        check.Failed.ShouldBe([_witnesses[5].Key]);
    }

    [Fact]
    public void Quorum_none_and_a_single_witness_work()
    {
        Policy($"log {_log.Key}\nquorum none\n").Check(Cosigned()).Accepted.ShouldBeTrue();
        var one = Policy($"log {_log.Key}\nwitness a {_witnesses[0].Key}\nquorum a\n");
        one.Check(Cosigned(0)).Accepted.ShouldBeTrue();
        one.Check(Cosigned(1)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public void Thirty_two_of_everything_fit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 32; i++)
        {
            using var log = NoteSigner.ForLog($"l{i}", SHA256.HashData([1, (byte)i]));
            using var witness = NoteSigner.ForWitness($"w{i}", SHA256.HashData([2, (byte)i]));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"log {log.Key}\nwitness w{i} {witness.Key}\ngroup g{i} any w{i}{(i > 0 ? $" g{i - 1}" : "")}\n");
        }
        Policy(text + "quorum g31\n").Groups.Count.ShouldBe(32);
    }

    [Theory]
    [InlineData("", PolicyFaultKind.QuorumCount)]
    [InlineData("quorum none", PolicyFaultKind.UnfinishedLine)]
    [InlineData("quorum none\nquorum none\n", PolicyFaultKind.QuorumCount)]
    [InlineData("quorum\n", PolicyFaultKind.WordCount)]
    [InlineData("quorum missing\n", PolicyFaultKind.UnknownName)]
    [InlineData("Log x\nquorum none\n", PolicyFaultKind.UnknownKeyword)]
    [InlineData("log x\nquorum none\n", PolicyFaultKind.BadKey)]
    [InlineData("log {W}\nquorum none\n", PolicyFaultKind.BadKey)]
    [InlineData("witness a {L}\nquorum none\n", PolicyFaultKind.BadKey)]
    [InlineData("log {L}\nlog {L}\nquorum none\n", PolicyFaultKind.DuplicateKey)]
    [InlineData("witness a {W}\nwitness b {W}\nquorum none\n", PolicyFaultKind.DuplicateKey)]
    [InlineData("witness none {W}\nquorum none\n", PolicyFaultKind.NameTaken)]
    [InlineData("witness a {W}\ngroup a any a\nquorum a\n", PolicyFaultKind.NameTaken)]
    [InlineData("group g any a\nwitness a {W}\nquorum g\n", PolicyFaultKind.UnknownName)]
    [InlineData("group g any g\nquorum g\n", PolicyFaultKind.UnknownName)]
    [InlineData("witness a {W}\ngroup g any none\nquorum g\n", PolicyFaultKind.UnknownName)]
    [InlineData("witness a {W}\ngroup g any a a\nquorum g\n", PolicyFaultKind.AlreadyMember)]
    [InlineData("witness a {W}\ngroup g any a\ngroup h any a\nquorum h\n", PolicyFaultKind.AlreadyMember)]
    [InlineData("witness a {W}\ngroup g 2 a\nquorum g\n", PolicyFaultKind.BadThreshold)]
    [InlineData("witness a {W}\ngroup g 0 a\nquorum g\n", PolicyFaultKind.BadThreshold)]
    [InlineData("witness a {W}\ngroup g 01 a\nquorum g\n", PolicyFaultKind.BadThreshold)]
    [InlineData("witness a {W}\ngroup g any\nquorum none\n", PolicyFaultKind.WordCount)]
    [InlineData("# \r\nquorum none\n", PolicyFaultKind.ControlCharacter)]
    public void Each_fault_of_a_policy_is_named(string text, PolicyFaultKind expected)
    {
        text = text.Replace("{W}", _witnesses[0].Key.ToString(), StringComparison.Ordinal).Replace("{L}", _log.Key.ToString(), StringComparison.Ordinal);
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out var faults).ShouldBeFalse();
        policy.ShouldBeNull();
        faults.ShouldContain(f => f.Kind == expected);
    }

    [Fact]
    public void All_faults_are_told_with_their_lines()
    {
        TlogPolicy.TryParse("log x\n\nwitness a y\nfoo\n"u8, out _, out var faults).ShouldBeFalse();
        faults.ShouldBe([new(1, PolicyFaultKind.BadKey), new(3, PolicyFaultKind.BadKey), new(4, PolicyFaultKind.UnknownKeyword), new(0, PolicyFaultKind.QuorumCount)]);
    }
}
