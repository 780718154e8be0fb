using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Acts.Sequencing;

/// <summary>A ledger that was left for a new one: its name, key and last signed state stay, because receipts that were given out are checked with them.</summary>
/// <param name="Size">Entries that the new ledger took over; what the old one held beyond them is not in this installation.</param>
/// <param name="Checkpoint">What it signed last, as far as this installation knows.</param>
public sealed record LeftLedger(string Origin, string VerifierKey, long Size, string? Checkpoint, DateTimeOffset LeftAt, string Why);

/// <summary>
/// The key that signs checkpoints, with the ledger's name (its origin). Made at first start, kept wrapped in keys/ledger.json; the public half is in keys/ledger.vkey.
/// </summary>
public sealed class LogKey : IDisposable
{
    internal const string FileName = "ledger.json";
    private const string PublicName = "ledger.vkey";
    private const string Purpose = "ledger signing key";

    private readonly NoteSigner _signer;

    private LogKey(string origin, byte[] seed, IReadOnlyList<LeftLedger> left)
    {
        Origin = origin;
        _signer = NoteSigner.ForLog(origin, seed);
        VerifierKey = _signer.Key.ToString();
        Left = left;
    }

    /// <summary>The ledger's name: a schema-less address, the first line of every checkpoint (C2SP tlog-checkpoint).</summary>
    public string Origin { get; }

    /// <summary>The vkey with which anyone checks a checkpoint (C2SP signed-note).</summary>
    public string VerifierKey { get; }

    /// <summary>Ledgers of this installation before this one, oldest first.</summary>
    public IReadOnlyList<LeftLedger> Left { get; }

    /// <summary>The tlog-policy under which everything this installation ever signed is verified (C2SP tlog-policy).</summary>
    public string Policy => string.Concat(Left.Select(left => $"log {left.VerifierKey}\n").Append($"log {VerifierKey}\n")) + "quorum none\n";

    public string Sign(long size, Hash root) => new Checkpoint(Origin, size, root).SignedBy(_signer).ToString();

    /// <exception cref="DataFolderRefused">It was wrapped by another master key, or the file is damaged.</exception>
    public static LogKey Open(DataFolder folder, MasterKey master, string origin)
    {
        // A new key would go on under another name, and nobody could check what was signed before.
        var file = Path.Combine(folder.Keys, FileName);
        if (!File.Exists(file) && File.Exists(Path.Combine(folder.Ledger, "checkpoint"))) throw new DataFolderRefused($"{file} is missing: the key that signs the ledger. Put back the copy from the backup of the keys.");
        return Open(folder.Keys, master, origin);
    }

    internal static LogKey Open(string keys, MasterKey master, string? origin = null)
    {
        var file = Path.Combine(keys, FileName);
        if (!File.Exists(file)) Write(keys, Made(master, origin ?? throw new DataFolderRefused($"{file} is missing."), []));
        var key = Read(keys, master)!;
        // Not written anew at every start: on a full disk that would empty it.
        var (open, text) = (Path.Combine(keys, PublicName), key.VerifierKey + "\n");
        if (!File.Exists(open) || File.ReadAllText(open) != text) File.WriteAllText(open, text, Encoding.ASCII);
        return key;
    }

    /// <summary>Writes nothing, for looking beside a running server; null where there is none yet.</summary>
    /// <exception cref="DataFolderRefused">It was wrapped by another master key, or the file is damaged.</exception>
    public static LogKey? Read(string keys, MasterKey master)
    {
        var file = Path.Combine(keys, FileName);
        if (!File.Exists(file)) return null;
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(file), HouseJson.Options)!;
            return new LogKey(stored.Origin, master.Unwrap(Convert.FromBase64String(stored.Seed), Purpose), stored.Left ?? []);
        }
        catch (CryptographicException)
        {
            throw new DataFolderRefused($"{file} was wrapped by another master key than {MasterKey.FileOf(keys)}, or its bytes were changed.");
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or ArgumentException)
        {
            throw new DataFolderRefused($"{file} is damaged. Put back the copy from the backup of the keys.");
        }
    }

    /// <summary>Leaves this ledger for a new one with a new name and a new key. The caller sees to the rows and files.</summary>
    internal LogKey Succeed(string keys, MasterKey master, LeftLedger left)
    {
        Write(keys, Made(master, NextName(Origin), [.. Left, left]));
        return Open(keys, master);
    }

    /// <summary>The same, wrapped by another master key: the bytes of the file.</summary>
    internal static byte[] Rewrapped(string keys, MasterKey from, MasterKey to)
    {
        var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(Path.Combine(keys, FileName)), HouseJson.Options)!;
        var seed = from.Unwrap(Convert.FromBase64String(stored.Seed), Purpose);
        return JsonSerializer.SerializeToUtf8Bytes(stored with { Seed = Convert.ToBase64String(to.Wrap(seed, Purpose)) }, HouseJson.Options);
    }

    /// <summary>"…/2026" becomes "…/2026-2", "…/2026-2" becomes "…/2026-3": the number of the shard, so that the names sort and tell which came later.</summary>
    internal static string NextName(string origin) =>
        origin.LastIndexOf('-') is var dash and > 0 && int.TryParse(origin.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1 and < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{origin[..dash]}-{number + 1}") : origin + "-2";

    private static Stored Made(MasterKey master, string origin, IReadOnlyList<LeftLedger> left) => new(origin, Convert.ToBase64String(master.Wrap(RandomNumberGenerator.GetBytes(32), Purpose)), left);

    private static void Write(string keys, Stored stored)
    {
        var (file, aside) = (Path.Combine(keys, FileName), Path.Combine(keys, FileName + ".new"));
        using (var made = new FileStream(aside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            made.Write(JsonSerializer.SerializeToUtf8Bytes(stored, HouseJson.Options));
            made.Flush(flushToDisk: true);
        }
        File.Move(aside, file, overwrite: true);
    }

    public void Dispose() => _signer.Dispose();

    private sealed record Stored(string Origin, string Seed, IReadOnlyList<LeftLedger>? Left = null);
}
