using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Probity.Ledger.Signatures;

namespace Probity.Ledger.Notes;

/// <summary>
/// cosignature/v1 of C2SP tlog-cosignature: a witness states that at a time this was the largest consistent tree it had seen of the log.
/// The signature is eight bytes of POSIX seconds, big-endian, and an Ed25519 signature over
/// <c>cosignature/v1</c> LF <c>time N</c> LF and the whole checkpoint text.
/// </summary>
public static class Cosignature
{
    internal const int Size = 8 + Ed25519.SignatureSize;

    /// <summary>When the cosignature was made, or null when the bytes are not a cosignature.</summary>
    public static DateTimeOffset? Time(ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Size) return null;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature);
        return seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
    }

    internal static byte[] Sign(Ed25519Key key, ReadOnlySpan<byte> text, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(seconds, nameof(at));
        var signature = new byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        key.Sign(Message((ulong)seconds, text)).CopyTo(signature, 8);
        return signature;
    }

    internal static bool Verifies(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Size) return false;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature);
        return seconds <= long.MaxValue && Ed25519.Verify(publicKey, Message(seconds, text), signature[8..]);
    }

    private static byte[] Message(ulong seconds, ReadOnlySpan<byte> text) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n")), .. text];
}
