using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Probity.Ledger.Signatures;

/// <summary>
/// An integer modulo 2^255 - 19 in five limbs of 51 bits (Bernstein, Duif, Lange, Schwabe and Yang, "High-speed high-security signatures", 2012).
/// Limbs stay below 2^52 between operations, which keeps every product below 2^128.
/// </summary>
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _0, _1, _2, _3, _4;

    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => (_0, _1, _2, _3, _4) = (l0, l1, l2, l3, l4);

    public static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    public static readonly FieldElement Zero = new(0, 0, 0, 0, 0);
    public static readonly FieldElement One = new(1, 0, 0, 0, 0);

    /// <summary>For constants, computed once from their definition.</summary>
    public static FieldElement From(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        ((value % Prime + Prime) % Prime).TryWriteBytes(bytes, out _, isUnsigned: true);
        return From255Bits(bytes);
    }

    /// <summary>Little-endian; the top bit is ignored.</summary>
    public static FieldElement From255Bits(ReadOnlySpan<byte> bytes)
    {
        ulong a = BinaryPrimitives.ReadUInt64LittleEndian(bytes), b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new(a & Mask, (a >> 51 | b << 13) & Mask, (b >> 38 | c << 26) & Mask, (c >> 25 | d << 39) & Mask, d >> 12 & Mask);
    }

    /// <summary>The one canonical encoding, little-endian, top bit clear.</summary>
    public void Encode(Span<byte> bytes)
    {
        var (l0, l1, l2, l3, l4) = this.Carried();
        // Add 19 and see whether it overflows 2^255: if so the value was at least the prime and that one overflow is dropped.
        var q = (l0 + 19) >> 51;
        q = (l1 + q) >> 51;
        q = (l2 + q) >> 51;
        q = (l3 + q) >> 51;
        q = (l4 + q) >> 51;
        l0 += 19 * q;
        l1 += l0 >> 51; l0 &= Mask;
        l2 += l1 >> 51; l1 &= Mask;
        l3 += l2 >> 51; l2 &= Mask;
        l4 += l3 >> 51; l3 &= Mask;
        l4 &= Mask;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, l0 | l1 << 51);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], l1 >> 13 | l2 << 38);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], l2 >> 26 | l3 << 25);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], l3 >> 39 | l4 << 12);
    }

    public bool IsZero
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            Encode(bytes);
            return !bytes.ContainsAnyExcept((byte)0);
        }
    }

    /// <summary>The sign bit of RFC 8032: the lowest bit of the canonical value.</summary>
    public int IsOdd
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            Encode(bytes);
            return bytes[0] & 1;
        }
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        new FieldElement(a._0 + b._0, a._1 + b._1, a._2 + b._2, a._3 + b._3, a._4 + b._4).Reduced();

    // Twice the prime is added first so that no limb goes below zero.
    public static FieldElement operator -(in FieldElement a, in FieldElement b) =>
        new FieldElement(a._0 + 0xFFFFFFFFFFFDA - b._0, a._1 + 0xFFFFFFFFFFFFE - b._1, a._2 + 0xFFFFFFFFFFFFE - b._2,
            a._3 + 0xFFFFFFFFFFFFE - b._3, a._4 + 0xFFFFFFFFFFFFE - b._4).Reduced();

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        ulong b1 = 19 * b._1, b2 = 19 * b._2, b3 = 19 * b._3, b4 = 19 * b._4;
        var r0 = Wide(a._0, b._0) + Wide(a._1, b4) + Wide(a._2, b3) + Wide(a._3, b2) + Wide(a._4, b1);
        var r1 = Wide(a._0, b._1) + Wide(a._1, b._0) + Wide(a._2, b4) + Wide(a._3, b3) + Wide(a._4, b2);
        var r2 = Wide(a._0, b._2) + Wide(a._1, b._1) + Wide(a._2, b._0) + Wide(a._3, b4) + Wide(a._4, b3);
        var r3 = Wide(a._0, b._3) + Wide(a._1, b._2) + Wide(a._2, b._1) + Wide(a._3, b._0) + Wide(a._4, b4);
        var r4 = Wide(a._0, b._4) + Wide(a._1, b._3) + Wide(a._2, b._2) + Wide(a._3, b._1) + Wide(a._4, b._0);
        return FromWide(r0, r1, r2, r3, r4);
    }

    public FieldElement Square()
    {
        ulong a3 = 19 * _3, a4 = 19 * _4, d0 = 2 * _0, d1 = 2 * _1, d2 = 2 * _2;
        var r0 = Wide(_0, _0) + Wide(d1, a4) + Wide(d2, a3);
        var r1 = Wide(d0, _1) + Wide(d2, a4) + Wide(_3, a3);
        var r2 = Wide(d0, _2) + Wide(_1, _1) + Wide(2 * _3, a4);
        var r3 = Wide(d0, _3) + Wide(d1, _2) + Wide(_4, a4);
        var r4 = Wide(d0, _4) + Wide(d1, _3) + Wide(_2, _2);
        return FromWide(r0, r1, r2, r3, r4);
    }

    public FieldElement Invert()
    {
        var (t250, z11) = Power250();
        return t250.SquareTimes(5) * z11; // 2^255 - 21
    }

    /// <summary>To the power (p - 5) / 8 = 2^252 - 3, the heart of the square root of RFC 8032 section 5.1.3.</summary>
    public FieldElement PowerForRoot() => Power250().T250.SquareTimes(2) * this;

    private (FieldElement T250, FieldElement Z11) Power250()
    {
        var z2 = Square();
        var z9 = z2.SquareTimes(2) * this;
        var z11 = z9 * z2;
        var t5 = z11.Square() * z9; // 2^5 - 1
        var t10 = t5.SquareTimes(5) * t5;
        var t20 = t10.SquareTimes(10) * t10;
        var t40 = t20.SquareTimes(20) * t20;
        var t50 = t40.SquareTimes(10) * t10;
        var t100 = t50.SquareTimes(50) * t50;
        var t200 = t100.SquareTimes(100) * t100;
        return (t200.SquareTimes(50) * t50, z11); // 2^250 - 1
    }

    private FieldElement SquareTimes(int times)
    {
        var result = this;
        for (var i = 0; i < times; i++) result = result.Square();
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Wide(ulong a, ulong b) => Math.BigMul(a, b);

    private static FieldElement FromWide(UInt128 r0, UInt128 r1, UInt128 r2, UInt128 r3, UInt128 r4)
    {
        r1 += (ulong)(r0 >> 51);
        r2 += (ulong)(r1 >> 51);
        r3 += (ulong)(r2 >> 51);
        r4 += (ulong)(r3 >> 51);
        var l0 = ((ulong)r0 & Mask) + 19 * (ulong)(r4 >> 51);
        var l1 = ((ulong)r1 & Mask) + (l0 >> 51);
        return new(l0 & Mask, l1, (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
    }

    /// <summary>One round of carries: limbs come out below 2^51 + 2^13 * 19.</summary>
    private FieldElement Reduced() =>
        new((_0 & Mask) + 19 * (_4 >> 51), (_1 & Mask) + (_0 >> 51), (_2 & Mask) + (_1 >> 51), (_3 & Mask) + (_2 >> 51), (_4 & Mask) + (_3 >> 51));

    private (ulong, ulong, ulong, ulong, ulong) Carried()
    {
        // Two rounds leave at most a carry of one, which Encode's own pass absorbs.
        var r = Reduced().Reduced();
        return (r._0, r._1, r._2, r._3, r._4);
    }
}
