using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Notes;

public class SignedNoteTests
{
    private const string Vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string Note = "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static VerifierKey Key()
    {
        VerifierKey.TryParse(Vkey, out var key).ShouldBeTrue();
        return key!;
    }

    private static SignedNote Parsed(string note)
    {
        SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var parsed).ShouldBeTrue();
        return parsed!;
    }

    [Fact]
    public void The_note_that_other_implementations_accept_is_accepted()
    {
        var note = Parsed(Note);
        note.Text.ShouldBe("This is an example message.\n");
        note.Check([Key()]).Accepted.ShouldBeTrue();
        note.ToString().ShouldBe(Note);
        Key().ToString().ShouldBe(Vkey);
        Key().Id.ShouldBe(0x530d903au);
    }

    [Fact]
    public void Any_changed_byte_of_a_note_is_refused_or_leaves_nobody_known_to_have_signed()
    {
        var bytes = Encoding.UTF8.GetBytes(Note);
        for (var i = 0; i < bytes.Length; i++)
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= (byte)(1 << bit);
                if (SignedNote.TryParse(changed, out var note)) note!.Check([Key()]).Accepted.ShouldBeFalse($"byte {i} bit {bit}");
            }
    }

    [Fact]
    public void Unknown_keys_are_ignored_even_when_name_or_id_alone_agree()
    {
        var line = Note.Split('\n')[2];
        SignedNote.TryParseSignature(line, out var real).ShouldBeTrue();
        var note = SignedNote.Of("This is an example message.\n")
            .With(real! with { Name = "example.com/other" })
            .With(real! with { KeyId = 1 })
            .With(real!);
        var check = Parsed(note.ToString()).Check([Key()]);
        check.Accepted.ShouldBeTrue();
        check.Signers.Count.ShouldBe(1);
        Parsed(SignedNote.Of("x\n").With(real! with { KeyId = 1 }).ToString()).Check([Key()]).Accepted.ShouldBeFalse("nobody known signed");
    }

    [Fact]
    public void A_known_key_that_fails_spoils_the_note_whatever_else_signed()
    {
        using var log = NoteSigner.ForLog("log.example", SHA256.HashData("a"u8));
        using var other = NoteSigner.ForLog("other.example", SHA256.HashData("b"u8));
        var note = log.Sign(SignedNote.Of("text\n"), default);
        var bad = other.Sign(SignedNote.Of("another text\n"), default).Signatures[0];
        note.With(bad).Check([log.Key]).Accepted.ShouldBeTrue("other is not known");
        var check = note.With(bad).Check([log.Key, other.Key]);
        check.Accepted.ShouldBeFalse();
        check.Failed.ShouldBe([other.Key]);
        // A second, failing line under the same key spoils too.
        note.With(note.Signatures[0] with { Bytes = new byte[64] }).Check([log.Key]).Accepted.ShouldBeFalse();
    }

    [Fact]
    public void Sixteen_signatures_and_more_are_read_and_a_flood_is_not()
    {
        var note = SignedNote.Of("text\n");
        var signers = Enumerable.Range(0, 20).Select(i => NoteSigner.ForLog($"log{i}.example", SHA256.HashData([(byte)i]))).ToList();
        foreach (var signer in signers) note = signer.Sign(note, default);
        Parsed(note.ToString()).Check(signers.Select(s => s.Key)).Signers.Count.ShouldBe(20);
        for (var i = 20; i <= SignedNote.MaxSignatures; i++) note = note.With(note.Signatures[0]);
        SignedNote.TryParse(note.Encode(), out _).ShouldBeFalse();
        signers.ForEach(s => s.Dispose());
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\u2014 a AAAAAAA=")]
    [InlineData("text\n\n\u2014 a AAAAAA==\n")] // four bytes: an id and no signature
    [InlineData("text\n\n\u2014 a AAAAAAA\n")]
    [InlineData("text\n\n\u2014 a AAAAAAB=\n")] // unused bits set
    [InlineData("text\n\n\u2014 a  AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 a AAAAAAA= \n")]
    [InlineData("text\n\n\u2014a AAAAAAA=\n")]
    [InlineData("text\n\n- a AAAAAAA=\n")]
    [InlineData("text\n\n\u2014  AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 a+b AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 a\u2003b AAAAAAA=\n")]
    [InlineData("te\txt\n\n\u2014 a AAAAAAA=\n")]
    [InlineData("text\r\n\n\u2014 a AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 a AAAAAAA=\nmore\n")]
    public void A_malformed_note_is_refused(string note) => SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out _).ShouldBeFalse();

    [Fact]
    public void A_text_with_empty_lines_ends_at_the_last_one()
    {
        var note = Parsed("one\n\ntwo\n\n\u2014 a AAAAAAA=\n");
        note.Text.ShouldBe("one\n\ntwo\n");
        SignedNote.TryParse([.. "te"u8, 0xFF, .. Encoding.UTF8.GetBytes("\n\n\u2014 a AAAAAAA=\n")], out _).ShouldBeFalse("not UTF-8");
        SignedNote.TryParse(new byte[SignedNote.MaxSize + 1], out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // id
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // name
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2")]
    [InlineData("example.com/foo+530d903a+")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("")]
    public void A_malformed_key_is_refused(string vkey) => VerifierKey.TryParse(vkey, out _).ShouldBeFalse();

    [Fact]
    public void A_cosignature_binds_time_and_text_and_has_its_time_big_endian()
    {
        using var witness = NoteSigner.ForWitness("witness.example", SHA256.HashData("w"u8));
        var at = DateTimeOffset.FromUnixTimeSeconds(1763800000);
        var note = witness.Sign(SignedNote.Of("log.example\n1\n" + Hash.Sha256([]).ToBase64() + "\n"), at);
        var signature = note.Signatures[0].Bytes.ToArray();
        signature[..8].ShouldBe([0, 0, 0, 0, 0x69, 0x21, 0x73, 0xC0]);
        witness.Key.Verifies(Encoding.UTF8.GetBytes(note.Text), signature).ShouldBeTrue();
        witness.Key.Verifies("other\n"u8, signature).ShouldBeFalse();
        for (var i = 0; i < signature.Length; i++)
        {
            byte[] changed = [.. signature];
            changed[i] ^= 1;
            witness.Key.Verifies(Encoding.UTF8.GetBytes(note.Text), changed).ShouldBeFalse();
        }
        witness.Key.Verifies(Encoding.UTF8.GetBytes(note.Text), signature.AsSpan(8)).ShouldBeFalse();
    }
}
