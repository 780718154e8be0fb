using System.Security.Cryptography;
using System.Text.Json;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;

namespace Probity.Acts.Backups;

/// <summary>What a backup holds: vouched for by a key that follows from the master key, so that a changed, missing or added file is seen before anything is restored.</summary>
/// <param name="MadeAt">The moment whose rows are in it.</param>
/// <param name="Agency">The one agency it holds, or null for the whole installation.</param>
/// <param name="LedgerSize">Acts that had a number.</param>
/// <param name="Checkpoint">The newest signed state at that moment, if there was one.</param>
public sealed record BackupManifest(string Format, DateTimeOffset MadeAt, AgencyId? Agency, string LedgerOrigin, long LedgerSize, string? Checkpoint, IReadOnlyList<CopiedTable> Tables, IReadOnlyList<CopiedFile> Files)
{
    public const string Current = "probity.backup/v1", FileName = "manifest.json", DatabaseName = "probity.db", BlobsName = "blobs";
    private const string VouchName = "manifest.mac", Purpose = "probity backup v1";

    internal void Write(string folder, MasterKey master)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, HouseJson.Options);
        Durable(Path.Combine(folder, FileName), bytes);
        Durable(Path.Combine(folder, VouchName), System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(master.Derive(Purpose), bytes))));
    }

    /// <summary>Reads and checks everything: the manifest itself, then every file that it names.</summary>
    internal static Outcome<BackupManifest> Read(string folder, MasterKey master)
    {
        var (manifest, vouched) = (Path.Combine(folder, FileName), Path.Combine(folder, VouchName));
        if (!File.Exists(manifest) || !File.Exists(vouched)) return BackupRefusals.Damaged.With(("file", File.Exists(manifest) ? VouchName : FileName));
        var bytes = File.ReadAllBytes(manifest);
        if (!IsHex(File.ReadAllText(vouched).Trim(), out var mac) || !CryptographicOperations.FixedTimeEquals(mac, HMACSHA256.HashData(master.Derive(Purpose), bytes)))
            return BackupRefusals.Damaged.With(("file", FileName));
        var read = JsonSerializer.Deserialize<BackupManifest>(bytes, HouseJson.Options);
        if (read?.Format != Current) return BackupRefusals.OtherVersion;
        var bad = read.Files.Where(file => !file.IsWhole(folder)).Select(file => BackupRefusals.Damaged.With(("file", file.Name))).ToList();
        return bad.Count > 0 ? bad : read;
    }

    internal static bool IsHex(string text, out byte[] bytes)
    {
        bytes = text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];
        return bytes.Length == 32;
    }

    internal static void Durable(string path, ReadOnlySpan<byte> bytes)
    {
        using var made = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        made.Write(bytes);
        made.Flush(flushToDisk: true);
    }
}

public sealed record CopiedTable(string Name, long Rows);

/// <param name="Name">Relative to the backup, with forward slashes.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
public sealed record CopiedFile(string Name, long Bytes, string Sha256)
{
    internal static CopiedFile Of(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return new CopiedFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    internal bool IsWhole(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, Name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) && Of(folder, Name) == this;
    }
}
