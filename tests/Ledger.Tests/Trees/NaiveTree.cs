using System.Security.Cryptography;

namespace Probity.Ledger.Tests.Trees;

/// <summary>RFC 6962 section 2.1 word for word, on lists of leaves, sharing no code with the library.</summary>
internal static class NaiveTree
{
    public static byte[] Root(byte[][] d) => d.Length switch
    {
        0 => SHA256.HashData([]),
        1 => SHA256.HashData([0, .. d[0]]),
        var n => SHA256.HashData([1, .. Root(d[..Split(n)]), .. Root(d[Split(n)..])]),
    };

    public static byte[][] Path(int m, byte[][] d)
    {
        if (d.Length == 1) return [];
        var k = Split(d.Length);
        return m < k ? [.. Path(m, d[..k]), Root(d[k..])] : [.. Path(m - k, d[k..]), Root(d[..k])];
    }

    public static byte[][] Proof(int m, byte[][] d) => SubProof(m, d, true);

    private static byte[][] SubProof(int m, byte[][] d, bool b)
    {
        if (m == d.Length) return b ? [] : [Root(d)];
        var k = Split(d.Length);
        return m <= k ? [.. SubProof(m, d[..k], b), Root(d[k..])] : [.. SubProof(m - k, d[k..], false), Root(d[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
}
