using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;

namespace Probity.Acts.Backups;

/// <summary>
/// The keys, apart from what they seal: one file of JSON lines with the wrapped data keys that exist and the files of keys/, without the master key. It is deleted after
/// <see cref="KeptFor"/>; a key that was destroyed is in no newer one, so what it sealed is erased from every backup of the rows too, however old (docs/adr/0014).
/// </summary>
public static class KeyBackup
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Format = "probity.keys/v1", Prefix = "keys-", Suffix = ".jsonl", Stamp = "yyyyMMdd'T'HHmmss'Z'", Purpose = "probity key backup v1";
    internal const string CaseNamesName = "case-names";

    private sealed record Head(string Format, DateTimeOffset MadeAt, string MasterKey, AgencyId? Agency, IReadOnlyList<KeptFile> Files);

    private sealed record KeptFile(string Name, byte[] Bytes);

    private sealed record Line(Guid? Id, AgencyId? Agency, string? Scope, byte[]? Wrapped, long? MadeAt, long? DestroyedAt, long? Count, string? Vouched);

    internal sealed record Read(DateTimeOffset MadeAt, AgencyId? Agency, string Path);

    /// <param name="rows">At the moment of the backup.</param>
    /// <param name="wrapped">How a stored key is to be written: as it is, or wrapped by another key for a package that travels.</param>
    internal static string Write(string folder, DbConnection rows, IReadOnlyList<(string Name, byte[] Bytes)> files, MasterKey vouching, AgencyId? only, Func<string, byte[], byte[]> wrapped, DateTimeOffset now)
    {
        var path = Path.Combine(folder, Prefix + now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + Suffix);
        var aside = path + ".new";
        using (var file = new FileStream(aside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, BufferSize = 1 << 16 }))
        using (var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, vouching.Vouching(Purpose)))
        {
            void Put(object line)
            {
                byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, line.GetType(), HouseJson.Options), (byte)'\n'];
                mac.AppendData(bytes);
                file.Write(bytes);
            }
            Put(new Head(Format, now, vouching.Id, only, [.. files.Select(kept => new KeptFile(kept.Name, kept.Bytes))]));
            using var command = rows.CreateCommand();
            command.CommandText = "SELECT id, agency, scope, wrapped, made_at, destroyed_at FROM acts_data_key" + (only is null ? "" : " WHERE agency = @agency");
            if (only is { } agency)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@agency", TypedId.Bytes(agency.Value));
                command.Parameters.Add(parameter);
            }
            long count = 0;
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    var scope = reader.GetString(2);
                    Put(new Line(TypedId.FromBytes((byte[])reader.GetValue(0)), new AgencyId(TypedId.FromBytes((byte[])reader.GetValue(1))), scope,
                        reader.IsDBNull(3) ? null : wrapped(scope, (byte[])reader.GetValue(3)), reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetInt64(5), null, null));
                    count++;
                }
            }
            file.Write(JsonSerializer.SerializeToUtf8Bytes(new Line(null, null, null, null, null, null, count, Convert.ToHexStringLower(mac.GetHashAndReset())), HouseJson.Options));
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
        return path;
    }

    /// <summary>Everything in keys/ but the master key and what the machine makes anew.</summary>
    internal static IReadOnlyList<(string Name, byte[] Bytes)> FilesOf(string keys) =>
        [.. Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(keys, path).Replace('\\', '/'))
            .Where(name => name is not (MasterKey.FileName or MasterKey.ChangingName) && !name.EndsWith(".new", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (name, File.ReadAllBytes(Path.Combine(keys, name))))];

    /// <summary>Deletes key backups whose time is over; how many.</summary>
    public static int Forget(string folder, DateTimeOffset now)
    {
        var old = Directory.EnumerateFiles(folder, Prefix + "*" + Suffix).Where(path => MadeAt(path) is { } made && now - made > KeptFor).ToList();
        foreach (var path in old) File.Delete(path);
        return old.Count;
    }

    private static DateTimeOffset? MadeAt(string path) =>
        DateTimeOffset.TryParseExact(Path.GetFileName(path)[Prefix.Length..^Suffix.Length], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made) ? made : null;

    /// <summary>Checks a whole key backup and puts its files into a keys folder, which gets no other.</summary>
    /// <param name="masterFile">The master key by which it was vouched for.</param>
    internal static Outcome<Read> Open(string path, string masterFile, string keysFolder)
    {
        var name = Path.GetFileName(path);
        Refusal damaged = BackupRefusals.Damaged.With(("file", name));
        if (!File.Exists(path)) return damaged;
        try
        {
            using var master = MasterKey.Read(masterFile, keysFolder: null);
            Head? head = null;
            long count = 0;
            using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, master.Vouching(Purpose));
            foreach (var line in File.ReadLines(path))
            {
                if (head is null)
                {
                    head = JsonSerializer.Deserialize<Head>(line, HouseJson.Options);
                    if (head?.Format != Format) return damaged;
                    if (head.MasterKey != master.Id) return BackupRefusals.OtherMasterKey.With(("file", name), ("wanted", head.MasterKey), ("given", master.Id));
                }
                else if (line.StartsWith("{\"count\"", StringComparison.Ordinal) || line.Contains("\"vouched\":\"", StringComparison.Ordinal))
                {
                    var last = JsonSerializer.Deserialize<Line>(line, HouseJson.Options)!;
                    if (last.Count != count || last.Vouched is null || !BackupManifest.IsHex(last.Vouched, out var vouched) || !CryptographicOperations.FixedTimeEquals(vouched, mac.GetHashAndReset())) return damaged;
                    foreach (var file in head.Files)
                    {
                        var to = Path.Combine(keysFolder, file.Name);
                        Directory.CreateDirectory(Path.GetDirectoryName(to)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                        BackupManifest.Durable(to, file.Bytes);
                    }
                    return new Read(head.MadeAt, head.Agency, path);
                }
                else count++;
                mac.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            }
            return damaged;
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            return damaged;
        }
    }

    /// <summary>Its keys, one by one; only after <see cref="Open"/>.</summary>
    internal static IEnumerable<(Guid Id, string Scope, byte[]? Wrapped, long? DestroyedAt)> Keys(Read backup)
    {
        foreach (var text in File.ReadLines(backup.Path).Skip(1))
            if (JsonSerializer.Deserialize<Line>(text, HouseJson.Options) is { Id: { } id } line) yield return (id, line.Scope!, line.Wrapped, line.DestroyedAt);
    }
}
