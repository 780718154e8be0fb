namespace Probity.Tests;

/// <summary>Damages bytes the way disks, networks and people do, the same way every time; shared by the projects that feed damaged input to a reader.</summary>
internal static class Damage
{
    /// <summary>By day a number that takes moments; in the deep tier (<c>./test --deep</c>) forty times as many.</summary>
    public static int Rounds(int byDay) => Environment.GetEnvironmentVariable("PROBITY_DEEP") == "1" ? 40 * byDay : byDay;

    /// <param name="pieces">What to insert besides random bytes: the words and marks of the format.</param>
    public static byte[] To(ReadOnlySpan<byte> whole, Random random, IReadOnlyList<byte[]> pieces)
    {
        var bytes = new List<byte>(whole.ToArray());
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 80), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, pieces[random.Next(pieces.Count)]); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count), 1)); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(1, 200)))); break;
            }
        }
        return [.. bytes];
    }
}
