using System.Text;

namespace Probity.PortVerrin.Telling;

/// <summary>
/// Numbers that follow from the seed, a stream's name and a counter, by integer arithmetic only (SplitMix64 as the mixing step: Steele, Lea, Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014). The same stream gives the same numbers on every machine and in every order of streams.
/// </summary>
public sealed class Draws
{
    public const ulong Seed = 20261123;

    private readonly ulong _key;
    private ulong _counter;

    public Draws(string stream)
    {
        // FNV-1a over the name.
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(stream)) hash = (hash ^ b) * 1099511628211UL;
        _key = Mix(hash ^ Mix(Seed));
    }

    public ulong Bits() => Mix(_key + 0x9E3779B97F4A7C15UL * ++_counter);

    /// <summary>0 to <paramref name="below"/> - 1; the remainder's slant is below one in a thousand million for the small numbers drawn here.</summary>
    public int Below(int below) => (int)(Bits() % (ulong)below);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool PerCent(int share) => Below(100) < share;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>An index, each with its weight.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights) sum += weight;
        var left = Below(sum);
        for (var i = 0; ; i++)
            if ((left -= weights[i]) < 0) return i;
    }

    /// <summary>Fisher and Yates, in place.</summary>
    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
