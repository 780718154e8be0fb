using System.Security.Cryptography;

namespace Probity.PortVerrin.Telling;

/// <summary>
/// Stands in for the gate's random numbers while the sample is told: the order of candidates and the draw of second persons follow the seed, so that two fills
/// tell the same story. Keys, salts and secrets do not come from here; they are the installation's own.
/// </summary>
public sealed class SteeredNumbers : RandomNumberGenerator
{
    private readonly Draws _draws = new("gate");
    private readonly Queue<byte[]> _next = new();

    /// <summary>What the next call of this length gets.</summary>
    public void Next(byte[] bytes) => _next.Enqueue(bytes);

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        if (_next.TryPeek(out var steered) && steered.Length == data.Length)
        {
            _next.Dequeue().CopyTo(data);
            return;
        }
        for (var i = 0; i < data.Length; i++) data[i] = (byte)_draws.Below(256);
    }
}
