using System.Security.Cryptography;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Registry.Inventory.Imports;

/// <summary>
/// Files between the upload and the confirmation, in the data directory under imports/, named by their hash and readable by the installation only.
/// They leave when their import is done, or after a day: nothing of them is in the register before.
/// </summary>
public sealed class Uploads(DataFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Copies the upload to disk in flat memory and answers its hash.</summary>
    public async Task<Outcome<string>> Keep(AgencyId agency, Stream upload, CancellationToken cancel)
    {
        var home = Home(agency);
        Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sweep(home);
        var part = Path.Combine(home, Guid.NewGuid().ToString("N") + ".part");
        try
        {
            string sha256;
            await using (var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = new byte[128 * 1024];
                long bytes = 0;
                int read;
                while ((read = await upload.ReadAsync(buffer, cancel)) > 0)
                {
                    if ((bytes += read) > InventoryLimits.FileBytes) return InventoryRefusals.TooLarge.With(("limit", InventoryLimits.FileBytes / 1024 / 1024));
                    hash.AppendData(buffer, 0, read);
                    await to.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                if (bytes == 0) return InventoryRefusals.Empty;
                sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            }
            File.Move(part, Name(agency, sha256), overwrite: true);
            return sha256;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The file again, or null where it was never uploaded or is gone.</summary>
    public FileStream? Open(AgencyId agency, string sha256) =>
        IsHash(sha256) && File.Exists(Name(agency, sha256)) ? new FileStream(Name(agency, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;

    public void Forget(AgencyId agency, string sha256)
    {
        if (IsHash(sha256)) File.Delete(Name(agency, sha256));
    }

    private void Sweep(string home)
    {
        var old = clock.GetUtcNow().UtcDateTime - Kept;
        foreach (var file in Directory.EnumerateFiles(home))
            if (File.GetLastWriteTimeUtc(file) < old) File.Delete(file);
    }

    /// <summary>Nothing but a hash becomes a file name.</summary>
    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private string Home(AgencyId agency) => folder.In(Path.Combine("imports", agency.Value.ToString("N")));

    private string Name(AgencyId agency, string sha256) => Path.Combine(Home(agency), sha256 + ".csv");
}
