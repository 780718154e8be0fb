using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Acts.Sequencing;

/// <summary>How far the ledger is: numbered, written to files, signed; and why it stands still, if it does.</summary>
public sealed record LedgerState(long Epoch, long Size, long Written, long Signed, string? Checkpoint, DateTimeOffset? SignedAt, string? Frozen);

/// <summary>
/// Gives leaf order to committed acts. Four steps, each durable before the next, each repeatable after a stop at any point:
/// number the rows that have no number (in the database), write bundles and tiles (deterministic from the numbered rows), hash the stored bytes again and
/// compare with the numbered state, then sign a checkpoint. A mismatch freezes the ledger: a signed root that cannot be derived killed public logs before.
/// The epoch taken at start fences an older sequencer that still runs.
/// </summary>
public sealed class Sequencer(Writer writer, Reads reads, DataFolder folder, LogKey key, TimeProvider clock, ILogger<Sequencer> log) : BackgroundService
{
    /// <summary>Rows numbered in one step; it keeps the writer for some tens of milliseconds at most.</summary>
    private const int Most = 4096;
    private static readonly TimeSpan SignAfter = TimeSpan.FromSeconds(1), SignIdle = TimeSpan.FromMinutes(1), LookAgain = TimeSpan.FromMilliseconds(100);

    private static readonly Statement ReadState = new("SELECT epoch, size, written, signed, checkpoint, signed_at, frozen, edge FROM acts_ledger WHERE id = 1");
    private static readonly Statement TakeEpoch = new("UPDATE acts_ledger SET epoch = epoch + 1 WHERE id = 1 RETURNING epoch");
    private static readonly Statement Waiting = new("SELECT id, entry FROM acts_journal WHERE leaf_index IS NULL ORDER BY id LIMIT @p0");
    private static readonly Statement Number = new("UPDATE acts_journal SET leaf_index = @p1 WHERE id = @p0 AND leaf_index IS NULL");
    private static readonly Statement Advance = new("UPDATE acts_ledger SET size = @p2, edge = @p3 WHERE id = 1 AND epoch = @p0 AND size = @p1");
    private static readonly Statement Entries = new("SELECT entry FROM acts_journal WHERE leaf_index >= @p0 AND leaf_index < @p1 ORDER BY leaf_index");
    private static readonly Statement MarkWritten = new("UPDATE acts_ledger SET written = @p2 WHERE id = 1 AND epoch = @p0 AND written = @p1");
    private static readonly Statement MarkSigned = new("UPDATE acts_ledger SET signed = @p2, checkpoint = @p3, signed_at = @p4 WHERE id = 1 AND epoch = @p0 AND signed = @p1");
    private static readonly Statement Freeze = new("UPDATE acts_ledger SET frozen = @p0 WHERE id = 1");
    private static readonly Statement LeafOf = new("SELECT leaf_index FROM acts_journal WHERE id = @p0");

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<long>> _awaited = new();
    private readonly TileFolder _tiles = new(folder.Ledger);
    private readonly SequencerSeat _seat = new(folder);
    private long _epoch = -1;

    /// <summary>What kind of fault keeps it from going on, until it does.</summary>
    public string? Failing { get; private set; }

    public LedgerState State()
    {
        using var read = reads.Rent();
        return read.First(ReadState, ToState, [])!;
    }

    private static LedgerState ToState(Row row) =>
        new(row.Number(0), row.Number(1), row.Number(2), row.Number(3), row.TextOrNull(4), row.MomentOrNull(5), row.TextOrNull(6));

    /// <summary>Something was committed; number it soon.</summary>
    public void Nudge()
    {
        if (_wake.CurrentCount == 0)
        {
            try { _wake.Release(); } catch (SemaphoreFullException) { /* somebody else just did */ }
        }
    }

    /// <summary>The act's leaf index once it is numbered, or null if it took longer. Numbers follow within milliseconds while the ledger is well.</summary>
    public async Task<long?> Numbered(JournalId act, TimeSpan patience)
    {
        var answer = _awaited.GetOrAdd(act.Value, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            using (var read = reads.Rent())
            {
                var leaf = read.First(LeafOf, row => row.NumberOrNull(0), act);
                if (leaf is not null) return leaf;
            }
            Nudge();
            return await (_seat.IsShared ? NumberedElsewhere(act, answer.Task) : answer.Task).WaitAsync(patience, clock);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _awaited.TryRemove(act.Value, out _);
        }
    }

    /// <summary>The server that numbers may be another one.</summary>
    private async Task<long> NumberedElsewhere(JournalId act, Task<long> here)
    {
        while (await Task.WhenAny(here, Task.Delay(LookAgain, clock)) != here)
        {
            using var read = reads.Rent();
            if (read.First(LeafOf, row => row.NumberOrNull(0), act) is { } leaf) return leaf;
            if (!_awaited.ContainsKey(act.Value)) break; // nobody waits any more
        }
        return await here;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the time that passes and not by the clock, which may be set.
        var (looked, signed) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var untilSign = SignAfter - clock.GetElapsedTime(looked);
                // Another server's commits do not nudge this one.
                if (_seat.IsShared && untilSign > LookAgain) untilSign = LookAgain;
                if (untilSign > TimeSpan.Zero) await _wake.WaitAsync(untilSign, stoppingToken);
                await NumberAll();
                if (clock.GetElapsedTime(looked) < SignAfter) continue;
                looked = clock.GetTimestamp();
                var state = State();
                if (state.Size > state.Signed || state.SignedAt is null || clock.GetElapsedTime(signed) > SignIdle)
                {
                    await WriteAndSign();
                    signed = clock.GetTimestamp();
                }
                Failing = null;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault)
            {
                // Once for each kind of fault: it is tried again every second, for days if need be.
                if (Failing != fault.GetType().Name) log.LogError(fault, "The sequencer stopped for a moment; acts stay committed and are numbered when it goes on");
                Failing = fault.GetType().Name;
                looked = clock.GetTimestamp();
            }
        }
    }

    /// <summary>All four steps until nothing waits. For tests, the command line and the last breath before a stop.</summary>
    public async Task Settle()
    {
        await NumberAll();
        await WriteAndSign();
    }

    /// <summary>Step one, repeated until no committed row is without a number.</summary>
    public async Task NumberAll()
    {
        await _one.WaitAsync();
        try
        {
            if (!Seated()) return;
            while (await NumberSome() == Most) { }
        }
        finally
        {
            _one.Release();
        }
    }

    private bool Seated()
    {
        var seated = _seat.Take(out var newly);
        if (!seated || newly) _epoch = -1; // the epoch belongs to one sitting
        return seated;
    }

    private async Task<int> NumberSome()
    {
        LedgerState state;
        byte[] edge;
        List<(long Id, byte[] Entry)> rows;
        using (var read = reads.Rent())
        {
            rows = read.Query(Waiting, row => (row.Number(0), row.Bytes(1)), Most);
            if (rows.Count == 0) return 0;
            (state, edge) = read.First(ReadState, row => (ToState(row), row.Bytes(7)), []);
        }
        if (state.Frozen is not null) return 0;
        var epoch = await Epoch();
        var range = Range(state.Size, edge);
        foreach (var (_, entry) in rows) range.Append(Merkle.LeafHash(entry));
        var size = state.Size + rows.Count;
        var numbered = await Write(work =>
        {
            if (work.Execute(Advance, epoch, state.Size, size, Edge(range)) != 1) return false;
            var index = state.Size;
            foreach (var (id, _) in rows)
                if (work.Execute(Number, id, index++) != 1) return false;
            return true;
        });
        if (!numbered)
        {
            // Another sequencer has the epoch, or was faster: read again next time.
            _epoch = -1;
            return 0;
        }
        if (!_awaited.IsEmpty)
        {
            var leaf = state.Size;
            foreach (var (id, _) in rows)
            {
                if (_awaited.TryGetValue(id, out var answer)) answer.TrySetResult(leaf);
                leaf++;
            }
        }
        return rows.Count;
    }

    /// <summary>Steps two to four: files, hash again, sign.</summary>
    public async Task WriteAndSign()
    {
        await _one.WaitAsync();
        try
        {
            if (!Seated()) return;
            LedgerState state;
            CompactRange numbered;
            using (var read = reads.Rent())
            {
                var (now, edge) = read.First(ReadState, row => (ToState(row), row.Bytes(7)), []);
                state = now;
                numbered = Range(now.Size, edge);
            }
            if (state.Frozen is not null) return;
            if (Published() is { } published && published > state.Size)
            {
                await Stop($"A state of {published} entries was signed, and the database has {state.Size}: it is older than the ledger. Restore the newest backup, or go on with \"probity ledger new-shard\".");
                return;
            }
            var epoch = await Epoch();
            if (state.Size > state.Written)
            {
                var tiles = GrowingTiles.Resume(state.Written, _tiles);
                foreach (var (from, to) in Steps(state.Written, state.Size))
                {
                    List<byte[]> entries;
                    using (var read = reads.Rent()) entries = read.Query(Entries, row => row.Bytes(0), from, to);
                    if (entries.Count != to - from)
                    {
                        await Stop($"{to - from} numbered acts from leaf {from} are in the state, {entries.Count} in the journal.");
                        return;
                    }
                    foreach (var entry in entries) tiles.Append(entry);
                    var files = tiles.TakeFiles();
                    _tiles.Write(files);
                    foreach (var file in files.Where(file => file.Address.IsFull)) _tiles.RemovePartials(file.Address);
                }
                await Write(work => work.Execute(MarkWritten, epoch, state.Written, state.Size) == 1);
            }
            // What is signed is what was read back from disk, not what was meant to be written.
            var root = RootOfStoredBytes(state.Signed, state.Size);
            if (root != numbered.Root())
            {
                await Stop($"The stored bytes of leaves {state.Signed} to {state.Size} give another root than the journal.");
                return;
            }
            var checkpoint = key.Sign(state.Size, root);
            if (!await Write(work => work.Execute(MarkSigned, epoch, state.Signed, state.Size, checkpoint, ClockRules.SignedAt(state.SignedAt, clock.GetUtcNow())) == 1)) return;
            _tiles.WriteCheckpoint(System.Text.Encoding.UTF8.GetBytes(checkpoint));
        }
        catch (Exception fault) when (fault is ForkDetectedException or InvalidDataException)
        {
            await Stop(fault.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>How many entries the signed state has that others may have seen; a database that lost its newest commits must not sign another one of this size.</summary>
    private long? Published() => _tiles.ReadCheckpoint() is { } note && SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) && checkpoint.Origin == key.Origin ? checkpoint.Size : null;

    /// <summary>In steps of whole bundles, so that a long backlog does not stand in memory.</summary>
    private static IEnumerable<(long From, long To)> Steps(long from, long to)
    {
        const long Step = 64 * 256;
        while (from < to)
        {
            var next = Math.Min(to, (from / Step + 1) * Step);
            yield return (from, next);
            from = next;
        }
    }

    /// <summary>The root at <paramref name="to"/>, from the signed part's tiles and the bundles of everything since, as they are on disk now.</summary>
    private Hash RootOfStoredBytes(long from, long to)
    {
        var range = CompactRange.Load(from, new TileHashReader(_tiles, from));
        for (var bundle = from >> 8; bundle << 8 < to; bundle++)
        {
            var start = bundle << 8;
            var address = TileAddress.Entries(bundle, (int)Math.Min(TileAddress.FullWidth, to - start));
            if (_tiles.Read(address) is not { } bytes || EntryBundle.Decode(bytes, address.Width, out var entries) != default)
                throw new InvalidDataException($"The bundle {address} is missing or malformed.");
            foreach (var entry in entries.Skip((int)Math.Max(0, from - start))) range.Append(Merkle.LeafHash(entry.Span));
        }
        return range.Root();
    }

    /// <summary>The right edge as 32 bytes a hash, largest subtree first.</summary>
    internal static byte[] Edge(CompactRange range)
    {
        var edge = range.Edge();
        var bytes = new byte[edge.Length * Hash.Size];
        for (var i = 0; i < edge.Length; i++) edge[i].CopyTo(bytes.AsSpan(i * Hash.Size));
        return bytes;
    }

    private static CompactRange Range(long size, byte[] edge)
    {
        var hashes = new Hash[edge.Length / Hash.Size];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = Hash.FromBytes(edge.AsSpan(i * Hash.Size, Hash.Size));
        return CompactRange.TryResume(size, hashes, out var range) ? range : throw new InvalidDataException("The edge of the ledger in the database has another shape than its size.");
    }

    private async Task Stop(string why)
    {
        log.LogCritical("The ledger is frozen: {Why}", why);
        await Write(work => work.Execute(Freeze, why) == 1);
    }

    private async Task<long> Epoch()
    {
        if (_epoch >= 0) return _epoch;
        await Write(work =>
        {
            _epoch = work.Number(TakeEpoch, []);
            return true;
        });
        return _epoch;
    }

    private async Task<bool> Write(Func<Work, bool> step)
    {
        var waiting = new Step(step);
        writer.Enqueue(waiting, urgent: false);
        return await waiting.Answer;
    }

    private sealed class Step(Func<Work, bool> step) : Writer.Waiting(new Actor(default, ActorKind.Installation, Guid.Empty))
    {
        private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _done;

        public Task<bool> Answer => _answer.Task;

        /// <summary>Each step compares epoch and place in the row that it changes.</summary>
        public override bool ChecksItsGround => true;

        public override bool Apply(Work work) => _done = step(work);

        public override void Outdated() => _done = false;

        public override void Committed() => _answer.TrySetResult(_done);

        public override void Failed(Exception fault) => _answer.TrySetException(fault);
    }

    public override void Dispose()
    {
        base.Dispose();
        // Whoever disposes without having stopped it first meets it at work on the seat's session.
        if (ExecuteTask is { IsCompleted: false } working) Task.WaitAny([working], TimeSpan.FromSeconds(10));
        _seat.Dispose();
        _wake.Dispose();
        _one.Dispose();
    }
}
