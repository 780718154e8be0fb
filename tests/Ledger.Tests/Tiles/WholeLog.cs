using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Tiles;

/// <summary>Files of a log in memory.</summary>
internal sealed class MemoryTiles : ITileReader
{
    public Dictionary<TileAddress, byte[]> Files { get; } = [];

    public byte[]? Read(TileAddress address) => Files.GetValueOrDefault(address);

    public void Add(IEnumerable<TileFile> files)
    {
        foreach (var file in files) Files.Add(file.Address, file.Bytes.ToArray());
    }
}

/// <summary>
/// The log of 70,000 entries whose root and keys were checked against three independent Go implementations
/// (golang.org/x/mod/sumdb, transparency-dev/merkle, transparency-dev/formats).
/// </summary>
public sealed class WholeLog
{
    public const int Size = 70_000;
    public const string Origin = "probity.example/ledger/test";
    public const string RootHex = "47a2603f30d93cd6b00b95ff62351eda0e6d64d7e05acdd32ce23bf0b57876b0";
    public const string LogKey = "probity.example/ledger/test+e32c973c+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe";
    public const string WitnessKey = "witness.example/w1+82c1e444+BAbL7K7b2+JbT1u2zcuO23EMBwrKfyjjJg20c3uMQGbx";
    public static readonly DateTimeOffset WitnessedAt = DateTimeOffset.FromUnixTimeSeconds(1763800000);

    internal MemoryTiles Tiles { get; } = new();
    internal MemoryHashes Tree { get; } = new();
    internal GrowingTiles Log { get; } = new();

    public WholeLog()
    {
        for (var i = 0; i < Size; i++) Tree.Append(Log.Append(Entry(i)));
        Tiles.Add(Log.TakeFiles());
    }

    public static byte[] Entry(int i) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"entry {i} {new string('x', i % 50)}"));

    public static NoteSigner LogSigner() => NoteSigner.ForLog(Origin, SHA256.HashData("log key"u8));

    public static NoteSigner WitnessSigner() => NoteSigner.ForWitness("witness.example/w1", SHA256.HashData("witness key"u8));

    internal SignedNote SignedCheckpoint(long size = Size)
    {
        using var log = LogSigner();
        using var witness = WitnessSigner();
        return witness.Sign(new Checkpoint(Origin, size, Merkle.Root(size, Tree)).SignedBy(log), WitnessedAt);
    }
}
