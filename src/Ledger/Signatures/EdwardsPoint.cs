using System.Numerics;

namespace Probity.Ledger.Signatures;

/// <summary>
/// A point of edwards25519 (-x^2 + y^2 = 1 + d x^2 y^2) in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z
/// (Hisil, Wong, Carter and Dawson, "Twisted Edwards curves revisited", 2008; formulas as in RFC 8032 section 5.1.4).
/// </summary>
internal readonly struct EdwardsPoint
{
    private readonly FieldElement _x, _y, _z, _t;

    private EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    private static readonly FieldElement D = FieldElement.From(-121665 * BigInteger.ModPow(121666, FieldElement.Prime - 2, FieldElement.Prime));
    private static readonly FieldElement TwoD = D + D;
    private static readonly FieldElement RootOfMinusOne = FieldElement.From(BigInteger.ModPow(2, (FieldElement.Prime - 1) / 4, FieldElement.Prime));
    private static readonly EdwardsPoint Identity = new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);
    private static readonly EdwardsPoint[] BaseMultiples = OddMultiples(Base());

    /// <summary>RFC 8032 section 5.1.3, strictly: y below the prime, and no sign on x = 0.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out EdwardsPoint point)
    {
        point = Identity;
        var sign = encoded[31] >> 7;
        var y = FieldElement.From255Bits(encoded);
        Span<byte> canonical = stackalloc byte[32];
        y.Encode(canonical);
        canonical[31] |= (byte)(sign << 7);
        if (!canonical.SequenceEqual(encoded)) return false;

        var y2 = y.Square();
        FieldElement u = y2 - FieldElement.One, v = D * y2 + FieldElement.One;
        var v3 = v.Square() * v;
        var x = u * v3 * (u * v3.Square() * v).PowerForRoot();
        var vx2 = v * x.Square();
        if (!(vx2 - u).IsZero)
        {
            if (!(vx2 + u).IsZero) return false;
            x *= RootOfMinusOne;
        }
        if (x.IsZero && sign == 1) return false;
        if (x.IsOdd != sign) x = -x;
        point = new EdwardsPoint(x, y, FieldElement.One, x * y);
        return true;
    }

    public void Encode(Span<byte> encoded)
    {
        var inverse = _z.Invert();
        (_y * inverse).Encode(encoded);
        encoded[31] |= (byte)((_x * inverse).IsOdd << 7);
    }

    /// <summary>True when eight times the point is the identity.</summary>
    public bool IsSmallOrder
    {
        get
        {
            var eight = Double().Double().Double();
            return eight._x.IsZero && (eight._y - eight._z).IsZero;
        }
    }

    public EdwardsPoint Negate() => new(-_x, _y, _z, -_t);

    /// <summary>[s]B + [k]point for the base point B, by one run of doublings for both (Straus) over signed windows. Scalars little-endian, below 2^253.</summary>
    public static EdwardsPoint DoubleMultiply(ReadOnlySpan<byte> s, ReadOnlySpan<byte> k, in EdwardsPoint point)
    {
        Span<sbyte> ofBase = stackalloc sbyte[256], ofPoint = stackalloc sbyte[256];
        SlidingWindow(s, ofBase);
        SlidingWindow(k, ofPoint);
        var multiples = OddMultiples(point);
        var i = 255;
        while (i > 0 && ofBase[i] == 0 && ofPoint[i] == 0) i--;
        var sum = Identity;
        for (; i >= 0; i--)
        {
            sum = sum.Double();
            if (ofBase[i] != 0) sum = sum.AddMultiple(BaseMultiples, ofBase[i]);
            if (ofPoint[i] != 0) sum = sum.AddMultiple(multiples, ofPoint[i]);
        }
        return sum;
    }

    private EdwardsPoint AddMultiple(EdwardsPoint[] oddMultiples, sbyte digit) =>
        digit > 0 ? Add(oddMultiples[digit / 2]) : Add(oddMultiples[-digit / 2].Negate());

    private EdwardsPoint Add(in EdwardsPoint other)
    {
        var a = (_y - _x) * (other._y - other._x);
        var b = (_y + _x) * (other._y + other._x);
        var c = _t * TwoD * other._t;
        var d = _z * (other._z + other._z);
        FieldElement e = b - a, f = d - c, g = d + c, h = b + a;
        return new(e * f, g * h, f * g, e * h);
    }

    private EdwardsPoint Double()
    {
        FieldElement a = _x.Square(), b = _y.Square(), z2 = _z.Square();
        var h = a + b;
        var e = h - (_x + _y).Square();
        var g = a - b;
        var f = z2 + z2 + g;
        return new(e * f, g * h, f * g, e * h);
    }

    /// <summary>1, 3, 5 ... 15 times the point.</summary>
    private static EdwardsPoint[] OddMultiples(in EdwardsPoint point)
    {
        var multiples = new EdwardsPoint[8];
        multiples[0] = point;
        var two = point.Double();
        for (var i = 1; i < multiples.Length; i++) multiples[i] = multiples[i - 1].Add(two);
        return multiples;
    }

    /// <summary>Rewrites a scalar with odd digits between -15 and 15, most of them zero.</summary>
    private static void SlidingWindow(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        for (var i = 0; i < 256; i++) digits[i] = (sbyte)(scalar[i >> 3] >> (i & 7) & 1);
        for (var i = 0; i < 256; i++)
        {
            if (digits[i] == 0) continue;
            for (var width = 1; width <= 6 && i + width < 256; width++)
            {
                var high = digits[i + width] << width;
                if (high == 0) continue;
                if (digits[i] + high <= 15)
                {
                    digits[i] += (sbyte)high;
                    digits[i + width] = 0;
                }
                else if (digits[i] - high >= -15)
                {
                    digits[i] -= (sbyte)high;
                    var carry = i + width;
                    while (carry < 256 && digits[carry] == 1) digits[carry++] = 0;
                    if (carry < 256) digits[carry] = 1;
                }
                else break;
            }
        }
    }

    /// <summary>The base point of RFC 8032 section 5.1: y = 4/5, x even.</summary>
    private static EdwardsPoint Base()
    {
        Span<byte> encoded = stackalloc byte[32];
        FieldElement.From(4 * BigInteger.ModPow(5, FieldElement.Prime - 2, FieldElement.Prime)).Encode(encoded);
        return TryDecode(encoded, out var point) ? point : throw new InvalidOperationException("The base point is not on the curve.");
    }
}
