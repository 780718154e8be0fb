using System.Globalization;

namespace Probity.Ledger.Json;

/// <summary>
/// Writes a double as ECMAScript's Number::toString does (ECMA-262 section 6.1.6.1.20), which RFC 8785 section 3.2.2.3 prescribes.
/// The platform gives the same shortest digits; only their layout differs.
/// </summary>
internal static class EcmaScriptNumber
{
    /// <summary>Most bytes one number can take: sign, 17 digits, point and leading zeros or exponent.</summary>
    public const int MaxLength = 32;

    /// <summary>Writes a finite number; returns the number of bytes.</summary>
    public static int Write(double value, Span<byte> destination)
    {
        if (value == 0)
        {
            destination[0] = (byte)'0'; // also for -0
            return 1;
        }
        Span<byte> shortest = stackalloc byte[MaxLength];
        // Shortest round-trip form, for example -1.2345E-07 or 120000.5.
        value.TryFormat(shortest, out var length, default, CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxLength];
        var (count, point) = Digits(shortest[..length], digits);
        var at = 0;
        if (value < 0) destination[at++] = (byte)'-';
        return at + Layout(digits[..count], point, destination[at..]);
    }

    /// <summary>The significant digits, and n such that the value is 0.d1d2d3... * 10^n.</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<byte> shortest, Span<byte> digits)
    {
        int count = 0, beforePoint = 0, exponent = 0, leadingZeros = 0;
        var seenPoint = false;
        for (var i = 0; i < shortest.Length; i++)
        {
            var c = shortest[i];
            if (c is (byte)'-') continue;
            if (c is (byte)'.') { seenPoint = true; continue; }
            if (c is (byte)'E')
            {
                exponent = int.Parse(shortest[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            if (!seenPoint) beforePoint++;
            if (c is (byte)'0' && count == 0) { leadingZeros++; continue; }
            digits[count++] = c;
        }
        while (digits[count - 1] == (byte)'0') count--;
        return (count, beforePoint - leadingZeros + exponent);
    }

    private static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        var count = digits.Length;
        if (count <= point && point <= 21)
        {
            digits.CopyTo(to);
            to[count..point].Fill((byte)'0');
            return point;
        }
        if (point is > 0 and <= 21)
        {
            digits[..point].CopyTo(to);
            to[point] = (byte)'.';
            digits[point..].CopyTo(to[(point + 1)..]);
            return count + 1;
        }
        if (point is > -6 and <= 0)
        {
            to[0] = (byte)'0';
            to[1] = (byte)'.';
            to[2..(2 - point)].Fill((byte)'0');
            digits.CopyTo(to[(2 - point)..]);
            return 2 - point + count;
        }
        var at = 0;
        to[at++] = digits[0];
        if (count > 1)
        {
            to[at++] = (byte)'.';
            digits[1..].CopyTo(to[at..]);
            at += count - 1;
        }
        to[at++] = (byte)'e';
        to[at++] = point > 0 ? (byte)'+' : (byte)'-';
        Math.Abs(point - 1).TryFormat(to[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
