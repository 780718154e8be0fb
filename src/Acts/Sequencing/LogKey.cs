using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Acts.Sequencing;

/// <summary>
/// The key that signs checkpoints, with the ledger's name (its origin). Made at first start, kept wrapped in keys/ledger.json; the public half is in keys/ledger.vkey.
/// </summary>
public sealed class LogKey : IDisposable
{
    private const string Purpose = "ledger signing key";

    private readonly NoteSigner _signer;

    private LogKey(string origin, byte[] seed)
    {
        Origin = origin;
        _signer = NoteSigner.ForLog(origin, seed);
        VerifierKey = _signer.Key.ToString();
    }

    /// <summary>The ledger's name: a schema-less address, the first line of every checkpoint (C2SP tlog-checkpoint).</summary>
    public string Origin { get; }

    /// <summary>The vkey with which anyone checks a checkpoint (C2SP signed-note).</summary>
    public string VerifierKey { get; }

    public string Sign(long size, Hash root) => new Checkpoint(Origin, size, root).SignedBy(_signer).ToString();

    public static LogKey Open(DataFolder folder, MasterKey master, string origin)
    {
        var file = Path.Combine(folder.Keys, "ledger.json");
        if (!File.Exists(file))
        {
            var made = new Stored(origin, Convert.ToBase64String(master.Wrap(RandomNumberGenerator.GetBytes(32), Purpose)));
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(made, HouseJson.Options));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(file), HouseJson.Options)!;
        var key = new LogKey(stored.Origin, master.Unwrap(Convert.FromBase64String(stored.Seed), Purpose));
        File.WriteAllText(Path.Combine(folder.Keys, "ledger.vkey"), key.VerifierKey + "\n", Encoding.ASCII);
        return key;
    }

    public void Dispose() => _signer.Dispose();

    private sealed record Stored(string Origin, string Seed);
}
