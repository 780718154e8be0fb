using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Signatures;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;
using Probity.Ledger.Verification;

namespace Probity.Benchmarks;

/// <summary>
/// The ledger's figures: what is compared runs in turns within one process, and the median ratio is reported, because a shared machine is noisy.
/// Work on one thread is timed in processor seconds, work that waits for the disk or uses several threads by the clock.
/// </summary>
public static class LedgerBench
{
    private const int Entries = 300_000;
    private const int Batch = 4096;

    /// <summary>Runs everything and prints one line a figure.</summary>
    public static async Task Run()
    {
        Growth();
        Canonical();
        Signatures();
        var folder = Directory.CreateTempSubdirectory("probity-bench-").FullName;
        try
        {
            var log = Written(folder);
            await Checked(folder, log);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[][] Leaves(int count)
    {
        var random = new Random(1);
        var bytes = new byte[48];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            random.NextBytes(bytes);
            return LedgerEntry.Of("judgement.view-recorded", DateTimeOffset.UnixEpoch.AddHours(i / 1000), EntryHandle.FromBytes(bytes.AsSpan(0, 16)), Hash.FromBytes(bytes.AsSpan(16))).Encode();
        })];
    }

    private static void Growth()
    {
        var leaves = Leaves(Entries);
        List<double> range = [], tiles = [];
        for (var round = 0; round < 5; round++)
        {
            range.Add(Rate(Entries, () => { var r = new CompactRange(); foreach (var leaf in leaves) r.Append(Merkle.LeafHash(leaf)); r.Root(); }));
            tiles.Add(Rate(Entries, () => { var t = new GrowingTiles(); foreach (var leaf in leaves) { t.Append(leaf); if ((t.Size & (Batch - 1)) == 0) { t.TakeFiles(); t.Root(); } } }));
        }
        Print("append to the right edge, one thread", Median(range), "leaves/s (target 200,000)");
        Print("append to tiles, files and root every 4,096", Median(tiles), "entries/s");
    }

    private static void Canonical()
    {
        var document = Encoding.UTF8.GetBytes(
            "{\"v\":1,\"kind\":\"judgement.view-recorded\",\"at\":\"2026-03-10T14:00:00.000Z\",\"agency\":\"0195e2a0-0000-7000-8000-00000000000a\",\"actor\":{\"kind\":\"person\",\"id\":\"0195e2a0-0000-7000-8000-00000000000b\"},"
            + "\"subject\":{\"kind\":\"decision\",\"id\":\"0195e2a0-0000-7000-8000-000000000001\"},\"reason\":{\"text\":\"" + string.Concat(Enumerable.Repeat("The gait differs and the jacket is of another make. ", 14)) + "\",\"evidence\":[]},\"payload\":{"
            + string.Join(',', Enumerable.Range(0, 16).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"field{(i * 7) % 16:d2}\":{(i % 3 == 0 ? $"{i}.5" : $"\"value {i}\"")}"))) + "}}");
        const int times = 20_000;
        List<double> rounds = [];
        for (var round = 0; round < 7; round++) rounds.Add(1e6 / Rate(times, () => { for (var i = 0; i < times; i++) CanonicalJson.Canonicalise(document); }));
        Print(string.Create(CultureInfo.InvariantCulture, $"canonical JSON of {document.Length} bytes, members out of order"), Median(rounds), "microseconds (target 15)");
    }

    private static void Signatures()
    {
        using var key = Ed25519Key.FromSeed(SHA256.HashData("bench"u8));
        byte[] message = new byte[300], signature = key.Sign(message), publicKey = key.PublicKey.ToArray();
        List<double> verify = [], sign = [];
        for (var round = 0; round < 5; round++)
        {
            verify.Add(1e6 / Rate(1000, () => { for (var i = 0; i < 1000; i++) Ed25519.Verify(publicKey, message, signature); }));
            sign.Add(1e6 / Rate(1000, () => { for (var i = 0; i < 1000; i++) key.Sign(message); }));
        }
        Print("Ed25519 verify, managed", Median(verify), "microseconds");
        Print("Ed25519 sign, libcrypto", Median(sign), "microseconds");
    }

    /// <summary>Batches appended, made durable and signed one after another, as the sequencer does.</summary>
    private static NoteSigner Written(string path)
    {
        var leaves = Leaves(Entries);
        var folder = new TileFolder(path);
        var signer = NoteSigner.ForLog("bench.example/log", SHA256.HashData("bench"u8));
        var log = new GrowingTiles();
        var files = 0;
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < Entries; at += Batch)
        {
            for (var i = at; i < Math.Min(Entries, at + Batch); i++) log.Append(leaves[i]);
            var taken = log.TakeFiles();
            files += taken.Count;
            folder.Write(taken);
            folder.WriteCheckpoint(new Checkpoint("bench.example/log", log.Size, log.Root()).SignedBy(signer).Encode());
        }
        Print($"durable batches of {Batch} with a signed checkpoint each, {files} files", Entries / watch.Elapsed.TotalSeconds, "entries/s (target 50,000)");

        var hashes = new TileHashReader(folder, log.Size);
        MerkleProof.Inclusion(12_345, log.Size, hashes);
        var random = new Random(3);
        Print("inclusion proof from files, fresh reader", 1e3 / Rate(200, () => { for (var i = 0; i < 200; i++) MerkleProof.Inclusion(random.Next(Entries), Entries, new TileHashReader(folder, Entries)); }), "ms");
        return signer;
    }

    private static async Task Checked(string path, NoteSigner signer)
    {
        var leaves = Leaves(Entries).Select(l => (byte[])[0, .. l]).ToArray();
        var node = new byte[65];
        List<double> bare = [], fsck = [], bareCpu = [], fsckCpu = [];
        for (var round = 0; round < 7; round++)
        {
            var bareRate = Rates(Entries, () =>
            {
                // As many SHA-256 computations over as many bytes as the tree has leaves and nodes, and nothing else.
                foreach (var leaf in leaves) Hash.Sha256(leaf);
                for (var i = 1; i < Entries; i++) Hash.Sha256(node);
            });
            var used = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            var report = await Fsck.Run(path, signer.Key);
            if (!report.Sound) throw new InvalidOperationException(string.Join("; ", report.Faults));
            fsck.Add(Entries / watch.Elapsed.TotalSeconds);
            fsckCpu.Add(Entries / (Environment.CpuUsage.TotalTime - used).TotalSeconds);
            bareCpu.Add(bareRate.Cpu);
            bare.Add(bareRate.Wall);
        }
        // Ratios before the medians, which sort their lists.
        List<double> byClock = [.. fsck.Zip(bare, (f, b) => f / b)], byProcessor = [.. fsckCpu.Zip(bareCpu, (f, b) => f / b)];
        Print("bare SHA-256 over leaves and nodes, one thread, by the clock", Median(bare), "leaves/s");
        Print("fsck of the folder, by the clock", Median(fsck), "entries/s");
        Print("fsck / bare SHA-256 by the clock", Median(byClock), "(target 0.5)");
        Print("fsck / bare SHA-256 in processor seconds", Median(byProcessor), "");
        signer.Dispose();
    }

    /// <summary>Pieces of work in a processor second.</summary>
    private static double Rate(int count, Action work) => Rates(count, work).Cpu;

    private static (double Wall, double Cpu) Rates(int count, Action work)
    {
        var used = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return (count / watch.Elapsed.TotalSeconds, count / (Environment.CpuUsage.TotalTime - used).TotalSeconds);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ledger: {what}: {(value >= 100 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.###", CultureInfo.InvariantCulture))} {unit}"));
}
