using System.Collections.Concurrent;

namespace Probity.Acts.Keys;

/// <summary>
/// What was used lately, bounded: when the young half is full it becomes the old half and the former old half is forgotten. Nothing is sorted and nothing is scanned,
/// so a full memory costs no more than an empty one.
/// </summary>
/// <param name="half">Entries in each half.</param>
internal sealed class Recent<TKey, TValue>(int half) where TKey : notnull where TValue : class
{
    private volatile ConcurrentDictionary<TKey, TValue> _young = new(), _old = new();
    private int _count;

    public TValue? Find(TKey key)
    {
        if (_young.TryGetValue(key, out var value)) return value;
        if (!_old.TryGetValue(key, out value)) return null;
        Keep(key, value);
        return value;
    }

    public void Forget(TKey key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    public void Clear() => (_old, _young) = (new(), new());

    public void Keep(TKey key, TValue value)
    {
        _young[key] = value;
        if (Interlocked.Increment(ref _count) % half == 0) (_old, _young) = (_young, new());
    }
}
