using System.Security.Cryptography;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Receipts;

/// <summary>
/// A person in a receipt: a keyed hash over person and decision. Two receipts of one officer cannot be linked by those who hold them, and the agency can still say who it was.
/// </summary>
public sealed class PersonMarks(MasterKey master)
{
    private readonly byte[] _key = master.Derive("probity receipt persons v1");

    public string? For(DecisionId decision, AccountId? person)
    {
        if (person is not { } account) return null;
        Span<byte> text = stackalloc byte[32];
        decision.Value.TryWriteBytes(text, bigEndian: true, out _);
        account.Value.TryWriteBytes(text[16..], bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(_key, text, mac);
        return "p-" + Convert.ToHexStringLower(mac[..8]);
    }
}
