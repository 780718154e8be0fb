using Probity.Acts.Refusals;

namespace Probity.PortVerrin.Telling;

/// <summary>What happens when. Everything is written down first and then told in the order of time, so that the order of the ledger follows time.</summary>
public sealed class Story(StoryClock clock)
{
    private readonly PriorityQueue<Func<Task>, (long At, int Order)> _coming = new();
    private int _order;

    public StoryClock Clock { get; } = clock;
    public int Told { get; private set; }

    /// <summary>What is written down for the same moment happens in the order in which it was written down. Telling may write down more, later than now.</summary>
    public void When(DateTimeOffset at, Func<Task> happens) => _coming.Enqueue(happens, (at.UtcTicks, _order++));

    /// <summary>An act that must succeed: in the sample, a refusal that was not meant is a fault of the sample.</summary>
    public void When<T>(DateTimeOffset at, Func<Task<Outcome<T>>> act) => When(at, async () => Must(await act()));

    public static T Must<T>(Outcome<T> outcome) => outcome.Done
        ? outcome.Value
        : throw new InvalidOperationException("The sample was refused: " + string.Join("; ", outcome.Refusals.Select(refusal =>
            $"{refusal.Code.Code} at {refusal.Place} {string.Join(',', refusal.Values.Select(pair => pair.Key + "=" + pair.Value))}")));

    public async Task Tell(Action<int> told)
    {
        while (_coming.TryDequeue(out var happens, out var when))
        {
            Clock.SetTo(new DateTimeOffset(when.At, TimeSpan.Zero));
            await happens();
            told(++Told);
        }
    }
}
