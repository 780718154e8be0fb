using System.Globalization;
using Probity.Server.Health;

namespace Probity.Cli.Doctor;

/// <summary>What the facts mean. Pure: the same facts give the same findings.</summary>
internal static class DoctorRules
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Two gigabytes are a day of a busy agency.</summary>
    private const long LittleDisk = 2L * 1024 * 1024 * 1024;
    private const long LeastMemory = 256L * 1024 * 1024, LittleMemory = 512L * 1024 * 1024;

    /// <summary>What the program holds open beside connections: tiles, the database, libraries.</summary>
    private const int OwnFiles = 256;

    /// <summary>Sessions that one server of ours may open (docs/operate.md).</summary>
    private const int OurSessions = 90;

    public static readonly TimeSpan CertificateSoon = TimeSpan.FromDays(21), SkewSeen = TimeSpan.FromSeconds(2), SkewTooFar = TimeSpan.FromMinutes(1), BackupOld = TimeSpan.FromHours(26);

    /// <summary>Keys are for the service's account alone; so is config.json when it holds a password; the rest must at least not be written by others.</summary>
    public static IEnumerable<Finding> Rights(SeenFolder folder, bool secretInConfig)
    {
        var good = true;
        // What stands in a closed folder is reached by nobody else, whatever rights it has itself; the public key is for everybody.
        var keysClosed = folder.Inside.Any(file => file.Path == "keys" && (file.Mode & Others) == 0);
        foreach (var file in folder.Inside.Prepend(folder.Self))
        {
            var inKeys = file.Path.StartsWith("keys/", StringComparison.Ordinal) && !file.Path.EndsWith(".vkey", StringComparison.Ordinal);
            var closed = inKeys || file.Path == "keys" || (secretInConfig && file.Path == "config.json");
            if ((file.Mode & (closed ? Others : OthersMayWrite)) == 0) continue;
            good = false;
            yield return new("rights", inKeys && keysClosed ? Grade.Warning : Grade.Fault, closed ? "rights-secret" : "rights-written", ("path", file.Path), ("mode", Octal(file.Mode)), ("right", file.IsFolder ? "0700" : "0600"));
        }
        if ((folder.Self.Mode & Others & ~OthersMayWrite) != 0)
        {
            good = false;
            yield return Finding.Warning("rights", "rights-open", ("path", folder.Self.Path), ("mode", Octal(folder.Self.Mode)));
        }
        // A command that was run as root leaves files that the service cannot write: the commonest reason of all.
        foreach (var file in folder.Inside.Where(file => file.Owner is { } owner && folder.Self.Owner is { } whole && owner != whole))
        {
            good = false;
            yield return Finding.Fault("rights", "owner-differs", ("path", file.Path), ("owner", Number(file.Owner)), ("right", Number(folder.Self.Owner)));
        }
        if (folder.We != 0 && folder.Self.Owner is { } ours && ours != folder.We)
        {
            good = false;
            yield return Finding.Warning("rights", "not-your-folder", ("owner", Number(ours)), ("you", Number(folder.We)));
        }
        if (good) yield return Finding.Good("rights", "rights-good");
    }

    public static Finding Key(SeenKey key, string file) => key switch
    {
        SeenKey.Right => Finding.Good("master-key", "key-right", ("file", file)),
        SeenKey.Missing => Finding.Fault("master-key", "key-missing", ("file", file)),
        SeenKey.Unreadable => Finding.Fault("master-key", "key-unreadable", ("file", file)),
        SeenKey.Malformed => Finding.Fault("master-key", "key-malformed", ("file", file)),
        _ => Finding.Fault("master-key", "key-wrong", ("file", file)),
    };

    public static Finding Schema(SeenSchema schema) => schema switch
    {
        { Newer: { } newer } => Finding.Fault("version", "version-newer", ("migration", newer)),
        { Altered: { } altered } => Finding.Fault("version", "version-altered", ("migration", altered)),
        { Waiting: > 0 and var waiting } => Finding.Warning("version", "version-older", ("n", waiting)),
        _ => Finding.Good("version", "version-same"),
    };

    public static IEnumerable<Finding> Postgres(SeenPostgres server)
    {
        yield return server.Version < 150000 ? Finding.Fault("database", "postgres-old", ("version", server.Version / 10000)) : Finding.Good("database", "postgres-version", ("version", server.Version / 10000));
        if (!server.Fsync) yield return Finding.Fault("database", "postgres-fsync");
        if (!server.FullPageWrites) yield return Finding.Fault("database", "postgres-full-page-writes");
        if (!server.Utf8AndC) yield return Finding.Fault("database", "postgres-sorting");
        if (server.MaxConnections < OurSessions + 10) yield return Finding.Warning("database", "postgres-connections", ("n", server.MaxConnections), ("least", OurSessions + 10));
        yield return server switch
        {
            { SynchronousNames: "" } => Finding.Warning("standby", "standby-none"),
            { Standbys: 0 } => Finding.Fault("standby", "standby-missing", ("names", server.SynchronousNames)),
            { Standbys: null } => Finding.Warning("standby", "standby-unseen", ("names", server.SynchronousNames)),
            _ => Finding.Good("standby", "standby-there", ("n", server.Standbys)),
        };
        var skew = server.Skew.Duration();
        var seconds = ("seconds", (object?)Math.Round(skew.TotalSeconds, 1).ToString(CultureInfo.InvariantCulture));
        yield return skew >= SkewTooFar ? Finding.Fault("clock", "clock-skew", seconds) : skew >= SkewSeen ? Finding.Warning("clock", "clock-skew", seconds) : Finding.Good("clock", "clock-together");
    }

    /// <param name="running">A stopped server signs nothing, and its ledger is not late.</param>
    public static IEnumerable<Finding> Ledger(SeenLedger ledger, bool running, DateTimeOffset now)
    {
        if (ledger.Frozen) yield return Finding.Fault("ledger", "ledger-frozen");
        else if (running && (ledger.SignedAt is null || now - ledger.SignedAt > HealthRules.LedgerLate)) yield return Finding.Fault("ledger", "ledger-late", ("n", ledger.Lag));
        else if (!running && ledger.Lag > 0) yield return Finding.Warning("ledger", "ledger-waits", ("n", ledger.Lag));
        else yield return Finding.Good("ledger", "ledger-good", ("signed", ledger.SignedAt), ("n", ledger.Lag));
        var newest = ledger.NewestAct > ledger.SignedAt || ledger.SignedAt is null ? ledger.NewestAct : ledger.SignedAt;
        yield return HealthRules.Clock(newest, now) == HealthRules.Good ? Finding.Good("clock", "clock-after") : Finding.Fault("clock", "clock-behind", ("newest", newest), ("now", now));
    }

    public static Finding Disk(SeenDisk disk)
    {
        (string, object?)[] values = [("of", disk.Of), ("path", disk.Path), ("free", (disk.Free / (1024 * 1024)).ToString(CultureInfo.InvariantCulture))];
        return HealthRules.Disk(disk.Free) != HealthRules.Good ? Finding.Fault("disk", "disk-full", values)
            : disk.Free < LittleDisk || disk.Free < disk.Total / 20 ? Finding.Warning("disk", "disk-little", values)
            : Finding.Good("disk", "disk-good", values);
    }

    public static IEnumerable<Finding> Machine(SeenMachine machine, int connections)
    {
        yield return machine.LibCrypto ? Finding.Good("machine", "libcrypto-there") : Finding.Fault("machine", "libcrypto-missing");
        yield return machine.TimeZones ? Finding.Good("machine", "time-zones-there") : Finding.Fault("machine", "time-zones-missing");
        if (machine.OpenFiles is { } files)
            yield return files < connections + OwnFiles ? Finding.Warning("machine", "files-few", ("n", files), ("least", connections + OwnFiles)) : Finding.Good("machine", "files-enough", ("n", files));
        var memory = ("memory", (object?)(machine.Memory / (1024 * 1024)));
        yield return machine.Memory < LeastMemory ? Finding.Fault("machine", "memory-least", memory) : machine.Memory < LittleMemory ? Finding.Warning("machine", "memory-little", memory) : Finding.Good("machine", "memory-enough", memory);
    }

    public static Finding Certificate(DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? Finding.Fault("certificate", "certificate-over", ("until", until))
        : until - now < CertificateSoon ? Finding.Warning("certificate", "certificate-soon", ("until", until))
        : Finding.Good("certificate", "certificate-good", ("until", until));

    /// <summary>Where no folder is named: what the installation knows by itself. A copy made in another way it does not know of.</summary>
    /// <param name="begun">Since when there is something to lose.</param>
    public static Finding KnownBackup(Acts.Backups.KnownBackup? newest, DateTimeOffset begun, DateTimeOffset now) =>
        newest is not null ? Backup(newest.At, newest.Place, now) : now - begun > BackupOld ? Finding.Warning("backup", "backup-unknown") : Finding.Good("backup", "backup-not-yet");

    /// <param name="newest">When the newest finished backup was begun, by its name.</param>
    public static Finding Backup(DateTimeOffset? newest, string place, DateTimeOffset now) =>
        newest is null ? Finding.Fault("backup", "backup-none", ("place", place))
        : now - newest > BackupOld ? Finding.Warning("backup", "backup-old", ("at", newest), ("place", place))
        : Finding.Good("backup", "backup-good", ("at", newest));

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode & 0x1FF, 8).PadLeft(3, '0');

    private static string Number(uint? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
