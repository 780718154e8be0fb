using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Ledger.Entries;
using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;
using Probity.Server.Configuration;

namespace Probity.Server.Tests.Kills;

/// <summary>
/// Starts the program, lets traffic run, kills it with SIGKILL in the middle, and starts it again on the same directory, many times. Acknowledgements and
/// published signed states are kept outside the process. At the end nothing acknowledged may be missing, nothing may be half-written, every signed
/// state that anybody saw must be a prefix of the final ledger, and fsck must find every entry as signed.
/// </summary>
internal sealed class KillLoop(Traffic traffic, int loops, int seed)
{
    /// <summary>Workers: more than the cores, so that groups form in the writer.</summary>
    private const int Workers = 16;

    private readonly ConcurrentDictionary<string, byte> _acknowledged = new();
    private readonly ConcurrentDictionary<string, byte> _states = new();
    private TaskCompletionSource _enough = new();
    private int _number, _wanted;

    public int Acknowledged => _acknowledged.Count;
    public int SignedStates => _states.Count;

    public async Task Run(string folder)
    {
        var random = new Random(seed);
        await traffic.Prepare(folder);
        for (var loop = 0; loop < loops; loop++)
        {
            using var served = await ServedProcess.Start(folder);
            await traffic.Begin(served);
            var before = _acknowledged.Count;
            using var stop = new CancellationTokenSource();
            var work = Enumerable.Range(0, Workers).Select(_ => Work(stop.Token)).Append(Watch(served, stop.Token)).ToArray();
            // Not at once: some acts must be under way, in the queue, in the transaction and in the answer.
            await Acknowledgements(random.Next(40, 400)).WaitAsync(TimeSpan.FromSeconds(60));
            served.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(work);
            _acknowledged.Count.ShouldBeGreaterThan(before, $"no act went through before kill {loop + 1}: {string.Join('\n', served.Said)}");
        }
        await Compare(folder);
    }

    private Task Acknowledgements(int more)
    {
        _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _wanted, more);
        return _enough.Task;
    }

    private async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await traffic.Act(Interlocked.Increment(ref _number), name =>
                {
                    _acknowledged.TryAdd(name, 0);
                    if (Interlocked.Decrement(ref _wanted) == 0) _enough.TrySetResult();
                });
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
            {
                return; // killed in the middle of this one: not acknowledged, so nothing is promised
            }
        }
    }

    /// <summary>An outsider who fetches the signed state now and then, as a co-signing body does.</summary>
    private async Task Watch(ServedProcess served, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = served.Address };
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await http.GetAsync("/ledger/checkpoint", stop);
                if (answer.IsSuccessStatusCode) _states.TryAdd(await answer.Content.ReadAsStringAsync(stop), 0);
                await often.WaitForNextTickAsync(stop);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Compare(string folder)
    {
        var (settled, said) = await ServedProcess.Run("ledger", "settle", "--data", folder);
        settled.ShouldBe(0, said);
        var (sound, report) = await ServedProcess.Run("ledger", "fsck", folder, "--key", Path.Combine(folder, "keys", "ledger.vkey"));
        sound.ShouldBe(0, report);

        await using var house = ProbityServer.Build(new ServerOptions { Data = folder, Port = 0, Strict = true });
        var reads = house.Services.GetRequiredService<Reads>();
        _acknowledged.Keys.Except(traffic.Recorded(reads)).ShouldBeEmpty("acknowledged, and gone after the kill");
        traffic.HalfWritten(reads).ShouldBeEmpty();

        var state = house.Services.GetRequiredService<Sequencer>().State();
        state.Frozen.ShouldBeNull();
        state.Signed.ShouldBe(state.Size);
        SeenStatesArePrefixes(folder, house.Services.GetRequiredService<LogKey>(), state.Size);
    }

    /// <summary>Recomputes the root at every size that was ever shown, from the entries as they stand now (RFC 6962 2.1).</summary>
    private void SeenStatesArePrefixes(string folder, LogKey key, long size)
    {
        VerifierKey.TryParse(key.VerifierKey, out var verifier).ShouldBeTrue();
        var shown = new SortedDictionary<long, Hash>();
        foreach (var note in _states.Keys)
        {
            Checkpoint.TryOpen(Encoding.UTF8.GetBytes(note), verifier!, out var signed).ShouldBeTrue(note);
            if (!shown.TryAdd(signed!.Size, signed.Root)) shown[signed.Size].ShouldBe(signed.Root, $"two roots were signed at size {signed.Size}");
        }
        shown.Keys.ShouldAllBe(shownSize => shownSize <= size);
        CompactRange.TryResume(0, [], out var tree).ShouldBeTrue();
        var next = new Queue<KeyValuePair<long, Hash>>(shown);
        long at = 0;
        while (next.Count > 0)
        {
            while (next.TryPeek(out var state) && state.Key == at)
            {
                tree.Root().ShouldBe(state.Value, $"the state that was shown at size {at} is no prefix of the ledger");
                next.Dequeue();
            }
            if (next.Count == 0) break;
            var address = TileAddress.Entries(at >> 8, (int)Math.Min(TileAddress.FullWidth, size - (at >> 8 << 8)));
            EntryBundle.Decode(File.ReadAllBytes(Path.Combine(folder, "ledger", address.ToString())), address.Width, out var entries);
            foreach (var entry in entries)
            {
                tree.Append(Merkle.LeafHash(entry.Span));
                at++;
                while (next.TryPeek(out var state) && state.Key == at)
                {
                    tree.Root().ShouldBe(state.Value, $"the state that was shown at size {at} is no prefix of the ledger");
                    next.Dequeue();
                }
            }
        }
    }
}
