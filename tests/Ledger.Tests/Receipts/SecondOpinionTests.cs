using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Ledger.Tests.Tiles;
using Probity.Ledger.Tests.Trees;

namespace Probity.Ledger.Tests.Receipts;

/// <summary>
/// A receipt and a log checked by other means: written from RFC 6962 and the C2SP texts with the platform's JSON, SHA-256 and OpenSSL's Ed25519 only,
/// so that a mistake shared by the library's writer and its verifier would show here.
/// </summary>
public class SecondOpinionTests
{
    [Fact]
    public void A_receipt_is_confirmed_without_any_code_of_the_library()
    {
        var issued = new IssuedReceipt();
        byte[] logKey = issued.Log.Key.PublicKey.ToArray(), witnessKey = issued.Witness[0].Key.PublicKey.ToArray();
        using var file = JsonDocument.Parse(issued.Issue());
        var receipt = file.RootElement;

        // The commitment opens: the act's own bytes in the file are its canonical form.
        var act = Encoding.UTF8.GetBytes(receipt.GetProperty("act").GetRawText());
        byte[] committed = SHA256.HashData([.. "probity.act/v1\n"u8, .. Base64Url.DecodeFromChars(receipt.GetProperty("salt").GetString()), .. act]);
        receipt.GetProperty("entry").GetProperty("c").GetString().ShouldBe(Base64Url.EncodeToString(committed));

        // The checkpoint: text, empty line, signatures.
        var lines = receipt.GetProperty("proof").GetString()!.Split('\n');
        var gap = Array.IndexOf(lines, "");
        var index = long.Parse(lines[1]["index ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        var text = Encoding.UTF8.GetBytes(string.Join('\n', lines[(gap + 1)..(gap + 4)]) + "\n");
        long size = long.Parse(lines[gap + 2], System.Globalization.CultureInfo.InvariantCulture);
        var root = Convert.FromBase64String(lines[gap + 3]);
        Verifies(logKey, text, Convert.FromBase64String(lines[gap + 5].Split(' ')[2])[4..]).ShouldBeTrue();
        var cosignature = Convert.FromBase64String(lines[gap + 6].Split(' ')[2])[4..];
        var cosigned = Encoding.UTF8.GetBytes($"cosignature/v1\ntime {BinaryPrimitives.ReadUInt64BigEndian(cosignature)}\n");
        Verifies(witnessKey, [.. cosigned, .. text], cosignature[8..]).ShouldBeTrue();

        // Inclusion of the decision and of every step, by the recursive definition.
        var leaf = Encoding.UTF8.GetBytes(receipt.GetProperty("entry").GetRawText());
        RootFrom(leaf, index, size, [.. lines[2..gap].Select(Convert.FromBase64String)]).ShouldBe(root);
        foreach (var step in receipt.GetProperty("steps").EnumerateArray())
            RootFrom(Encoding.UTF8.GetBytes(step.GetProperty("entry").GetRawText()), step.GetProperty("index").GetInt64(), size,
                [.. step.GetProperty("path").EnumerateArray().Select(h => h.GetBytesFromBase64())]).ShouldBe(root);
    }

    [Fact]
    public void The_root_of_the_whole_log_follows_from_its_entries_by_the_recursive_definition()
    {
        Convert.ToHexStringLower(NaiveTree.Root([.. Enumerable.Range(0, WholeLog.Size).Select(WholeLog.Entry)])).ShouldBe(WholeLog.RootHex);
    }

    /// <summary>RFC 6962 section 2.1.1 read backwards: the last hash of the path is the sibling just below the root.</summary>
    private static byte[] RootFrom(byte[] leaf, long index, long size, byte[][] path)
    {
        if (size == 1)
        {
            path.ShouldBeEmpty();
            return SHA256.HashData([0, .. leaf]);
        }
        long split = 1;
        while (2 * split < size) split *= 2;
        return index < split
            ? SHA256.HashData([1, .. RootFrom(leaf, index, split, path[..^1]), .. path[^1]])
            : SHA256.HashData([1, .. path[^1], .. RootFrom(leaf, index - split, size - split, path[..^1])]);
    }

    private static bool Verifies(byte[] key, byte[] message, byte[] signature)
    {
        nint pkey = EVP_PKEY_new_raw_public_key(1087, 0, key, 32), context = EVP_MD_CTX_new();
        var good = EVP_DigestVerifyInit(context, 0, 0, 0, pkey) == 1 && EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        EVP_MD_CTX_free(context);
        EVP_PKEY_free(pkey);
        return good;
    }

    [DllImport("libcrypto.so.3")] private static extern nint EVP_PKEY_new_raw_public_key(int type, nint engine, byte[] key, nuint length);
    [DllImport("libcrypto.so.3")] private static extern void EVP_PKEY_free(nint key);
    [DllImport("libcrypto.so.3")] private static extern nint EVP_MD_CTX_new();
    [DllImport("libcrypto.so.3")] private static extern void EVP_MD_CTX_free(nint context);
    [DllImport("libcrypto.so.3")] private static extern int EVP_DigestVerifyInit(nint context, nint keyContext, nint type, nint engine, nint key);
    [DllImport("libcrypto.so.3")] private static extern int EVP_DigestVerify(nint context, byte[] signature, nuint signatureLength, byte[] message, nuint length);
}
