using System.Text;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.Ledger.Tests.Receipts;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;
using Probity.Tests;

namespace Probity.Ledger.Tests.Damaged;

/// <summary>Whatever bytes a stranger hands over, a reader answers; what it accepts it can write again, byte for byte; and nothing damaged verifies.</summary>
public sealed class DamagedFilesTests
{
    private static readonly IssuedReceipt Issued = new();
    private static readonly byte[] Receipt = Issued.Issue();
    private static readonly TlogPolicy Policy = Issued.Policy();
    private static readonly Receipt Read = ReceiptReader.TryRead(Receipt, out var receipt, out _) ? receipt : throw new InvalidOperationException();
    private static readonly byte[] PolicyText = Encoding.UTF8.GetBytes($"# who must have seen it\nlog {Issued.Log.Key}\nwitness a {Issued.Witness[0].Key} https://a.example\ngroup any 1 a\nquorum any\n");

    private static readonly byte[][] Pieces =
    [
        "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\u2014 "u8.ToArray(), "\""u8.ToArray(), "\\ud800"u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), "null"u8.ToArray(), "-0"u8.ToArray(), "1e400"u8.ToArray(),
        "9223372036854775808"u8.ToArray(), "index 1\n"u8.ToArray(), "extra AA==\n"u8.ToArray(), "witness b "u8.ToArray(), "quorum none\n"u8.ToArray(), [0], [0xFF], [0xC0, 0x80], Encoding.ASCII.GetBytes(new string('[', 100)),
        Encoding.ASCII.GetBytes(new string('A', 5000)),
    ];

    private static void Feed(ReadOnlySpan<byte> whole, int seed, Action<byte[]> read)
    {
        var random = new Random(seed);
        for (var round = Damage.Rounds(5000); round > 0; round--)
        {
            var damaged = Damage.To(whole, random, Pieces);
            try { read(damaged); }
            catch (Exception fault) when (fault is not ShouldAssertException) { Assert.Fail($"{fault}\n{Convert.ToBase64String(damaged)}"); }
        }
    }

    [Fact]
    public void A_damaged_receipt_is_never_accepted()
    {
        var whole = Receipt;
        Feed(whole, 1, damaged =>
        {
            if (damaged.AsSpan().SequenceEqual(whole)) return;
            ReceiptVerifier.Verify(damaged, Policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse(Convert.ToBase64String(damaged));
        });
    }

    [Fact]
    public void A_damaged_proof_is_refused_or_says_what_it_says()
    {
        var whole = Encoding.UTF8.GetBytes(Read.Proof.ToString());
        Feed(whole, 2, damaged =>
        {
            var text = Encoding.UTF8.GetString(damaged);
            if (TlogProof.TryParse(text, out var proof)) proof.ToString().ShouldBe(text);
        });
    }

    [Fact]
    public void A_damaged_note_or_checkpoint_is_refused_or_says_what_it_says_and_an_altered_text_never_opens()
    {
        var whole = Read.Proof.Note.Encode();
        Feed(whole, 3, damaged =>
        {
            if (SignedNote.TryParse(damaged, out var note)) note.Encode().ShouldBe(damaged);
            if (Checkpoint.TryOpen(damaged, Issued.Log.Key, out var opened)) opened.ToString().ShouldBe(Read.Proof.Note.Text);
        });
    }

    [Fact]
    public void A_damaged_policy_is_refused_with_its_lines_or_read() =>
        Feed(PolicyText, 4, damaged =>
        {
            if (!TlogPolicy.TryParse(damaged, out _, out var faults)) faults.ShouldNotBeEmpty();
        });

    [Fact]
    public void A_damaged_entry_key_or_tile_path_is_refused_or_written_again_the_same()
    {
        Feed(Read.Entry.Encode(), 5, damaged => { if (LedgerEntry.TryParse(damaged, out var entry)) entry.Encode().ShouldBe(damaged); });
        Feed(Encoding.UTF8.GetBytes(Issued.Log.Key.ToString()), 6, damaged => { if (VerifierKey.TryParse(Encoding.UTF8.GetString(damaged), out var key)) key.ToString().ShouldBe(Encoding.UTF8.GetString(damaged)); });
        Feed("tile/0/x001/x234/067.p/8"u8, 7, damaged => { if (TileAddress.TryParse(Encoding.UTF8.GetString(damaged), out var address)) address.ToString().ShouldBe(Encoding.UTF8.GetString(damaged)); });
    }

    [Fact]
    public void A_damaged_bundle_gives_the_entries_it_holds_or_says_where_it_ends()
    {
        var whole = EntryBundle.Encode(Enumerable.Range(0, 4).Select(_ => (ReadOnlyMemory<byte>)Read.Entry.Encode()));
        Feed(whole, 8, damaged =>
        {
            if (EntryBundle.Decode(damaged, 4, out var entries) == BundleFault.None) EntryBundle.Encode(entries).ShouldBe(damaged);
        });
    }

    [Fact]
    public void Damaged_JSON_is_refused_or_has_one_canonical_form() =>
        Feed(Receipt, 9, damaged =>
        {
            if (CanonicalJson.TryCanonicalise(damaged, out var canonical, out var fault)) CanonicalJson.IsCanonical(canonical).ShouldBeTrue();
            else fault.ShouldNotBe(CanonicalJsonFault.None);
        });

    [Fact]
    public void A_damaged_hash_is_refused_or_written_again_the_same() =>
        Feed(Encoding.ASCII.GetBytes(Hash.Sha256("x"u8).ToBase64()), 10, damaged =>
        {
            var text = Encoding.UTF8.GetString(damaged);
            if (Hash.TryParseBase64(text, out var hash)) hash.ToBase64().ShouldBe(text);
        });
}
