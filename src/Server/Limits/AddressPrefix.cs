using System.Net;
using System.Net.Sockets;

namespace Probity.Server.Limits;

/// <summary>
/// Whom an unknown request counts for. One IPv4 address: they are scarce, and the neighbours in a /24 are often strangers to one another. The /56 of an IPv6 address: whoever has one
/// has all of it (RFC 6177), and could come from a new address with every request. (Sign-in looks at wider networks, since guessing may be slow and spread.)
/// </summary>
internal static class AddressPrefix
{
    public static ulong Of(IPAddress? address)
    {
        if (address is null) return 0;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[..written])
            : System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes) & 0xFFFF_FFFF_FFFF_FF00;
    }
}
