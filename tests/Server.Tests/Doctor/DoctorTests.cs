using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Probity.Given;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Doctor;

/// <summary>The command on real directories, beside a running server and without one.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-doctor-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string In(string name) => Path.Combine(Data, name);

    private async Task Init()
    {
        (await ServedProcess.Run("init", "--data", Data, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L")).Exit.ShouldBe(0);
        (await ServedProcess.Run("ledger", "settle", "--data", Data)).Exit.ShouldBe(0);
    }

    private async Task<(int Exit, string[] Codes)> Look(params string[] more)
    {
        var (exit, said) = await ServedProcess.Run(["doctor", "--data", Data, "--json", .. more]);
        var json = JsonDocument.Parse(said).RootElement;
        json.GetProperty("findings").EnumerateArray().ShouldAllBe(finding => finding.GetProperty("text").GetString()!.Length > 5);
        return (exit, [.. json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("grade").GetString() != "good").Select(finding => $"{finding.GetProperty("grade").GetString()} {finding.GetProperty("code").GetString()}")]);
    }

    /// <summary>The machine of a test may have little room; that is not asked here.</summary>
    private static IEnumerable<string> OfTheInstallation(string[] codes) => codes.Where(code => !code.Contains("disk-", StringComparison.Ordinal) && !code.Contains("files-", StringComparison.Ordinal) && !code.Contains("memory-", StringComparison.Ordinal));

    [Fact]
    public async Task A_new_installation_is_good_running_or_not_and_looking_changes_nothing()
    {
        await Init();
        var before = Everything();
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty();
        Everything().ShouldBe(before);
        using var served = await ServedProcess.Start(Data);
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty();
        var (_, said) = await ServedProcess.Run("doctor", "--data", Data);
        said.ShouldContain("has this directory open");
    }

    private List<(string, DateTime)> Everything() => [.. Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal) && !path.EndsWith("-wal", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => (path, File.GetLastWriteTimeUtc(path)))];

    [Fact]
    public async Task Nothing_there_is_said_and_nothing_is_made()
    {
        (await Look()).ShouldBe((2, ["fault data-missing"]), Comparer);
        Directory.Exists(Data).ShouldBeFalse();
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        OfTheInstallation((await Look()).Codes).ShouldBe(["warning data-new"]);
        Directory.EnumerateFileSystemEntries(Data).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_fault_of_the_settings_is_said_with_its_line_among_the_rest()
    {
        await Init();
        File.WriteAllText(In("config.json"), "{\n  \"port\": \"many\",\n  \"colour\": \"red\"\n}");
        var (exit, codes) = await Look();
        exit.ShouldBe(2);
        OfTheInstallation(codes).ShouldBe(["fault setting", "fault setting"]);
        var (_, said) = await ServedProcess.Run("doctor", "--data", Data);
        said.ShouldContain("config.json:2: port");
        said.ShouldContain("config.json:3:");
    }

    [Fact]
    public async Task Keys_that_others_may_read_are_a_fault()
    {
        await Init();
        File.SetUnixFileMode(In("keys"), (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(In("keys/master.key"), (UnixFileMode)0b110_100_000);
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault rights-secret", "fault rights-secret"]);
    }

    [Fact]
    public async Task A_master_key_that_is_wrong_damaged_or_gone_is_told_apart()
    {
        await Init();
        var right = await File.ReadAllTextAsync(In("keys/master.key"));
        foreach (var (key, code) in new[] { (Convert.ToBase64String(new byte[32]), "key-wrong"), ("not a key", "key-malformed"), (right, null) })
        {
            await File.WriteAllTextAsync(In("keys/master.key"), key);
            OfTheInstallation((await Look()).Codes).ShouldBe(code is null ? [] : [$"fault {code}"]);
        }
        File.Delete(In("keys/master.key"));
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault key-missing"]);
        File.Exists(In("keys/master.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_is_gone_or_damaged_is_said()
    {
        await Init();
        var bytes = await File.ReadAllBytesAsync(In("probity.db"));
        foreach (var page in Enumerable.Range(1, bytes.Length / 4096 - 1)) Array.Fill(bytes, (byte)0xEE, page * 4096, 200);
        await File.WriteAllBytesAsync(In("probity.db"), bytes);
        OfTheInstallation((await Look()).Codes).ShouldContain("fault database-damaged");
        File.Delete(In("probity.db"));
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault database-missing"]);
    }

    [Fact]
    public async Task A_database_that_a_newer_program_made_is_said()
    {
        await Init();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={In("probity.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO migration(room, number, hash) VALUES ('acts', 9999, 'x')";
            command.ExecuteNonQuery();
        }
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault version-newer"]);
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_stopped_or_empty_is_said_and_never_its_password()
    {
        await Init();
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            await File.WriteAllTextAsync(In("config.json"), $$"""{ "database": "Host=127.0.0.1;Port={{((IPEndPoint)free.LocalEndpoint).Port}};Database=p;Username=p;Password=canary;Timeout=5" }""");
        }
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault rights-secret", "fault database-unreached"], ignoreOrder: true);
        (await ServedProcess.Run("doctor", "--data", Data)).Said.ShouldNotContain("canary");
        await File.WriteAllTextAsync(In("config.json"), JsonSerializer.Serialize(new { database = TestDatabase.OnServer(_folder) }));
        OfTheInstallation((await Look()).Codes).ShouldBe(["fault rights-secret", "warning standby-none", "fault database-empty"], ignoreOrder: true);
    }

    [Fact]
    public async Task Mail_and_collector_are_asked_only_when_it_is_wanted()
    {
        await Init();
        int free;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            free = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        await File.WriteAllTextAsync(In("config.json"), $$"""{ "smtpHost": "127.0.0.1", "smtpPort": {{free}}, "smtpFrom": "p@agency.example", "otlp": "http://127.0.0.1:{{free}}" }""");
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty();
        OfTheInstallation((await Look("--mail", "--network")).Codes).ShouldBe(["fault mail-unreached", "fault collector-unreached"]);
        await using var collector = await Telemetry.Collector.Start();
        using var mail = new Today.SmallMailServer();
        await File.WriteAllTextAsync(In("config.json"), $$"""{ "smtpHost": "127.0.0.1", "smtpPort": {{mail.Port}}, "smtpFrom": "p@agency.example", "otlp": "{{collector.Address}}" }""");
        OfTheInstallation((await Look("--mail", "--network")).Codes).ShouldBeEmpty();
        mail.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_age_of_the_newest_backup_is_said_for_a_folder_that_is_named()
    {
        await Init();
        var place = Directory.CreateDirectory(Path.Combine(_folder, "backups")).FullName;
        OfTheInstallation((await Look("--backups", place)).Codes).ShouldBe(["fault backup-none"]);
        Directory.CreateDirectory(Path.Combine(place, "probity-20200101T000000Z"));
        OfTheInstallation((await Look("--backups", place)).Codes).ShouldBe(["warning backup-old"]);
        (await ServedProcess.Run("backup", "--data", Data, "--to", place, "--keys-to", Path.Combine(_folder, "keys"))).Exit.ShouldBe(0);
        OfTheInstallation((await Look("--backups", place)).Codes).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_is_known_without_being_named()
    {
        await Init();
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty("it is new");
        File.SetLastWriteTimeUtc(In("keys/ledger.json"), DateTime.UtcNow.AddDays(-3));
        OfTheInstallation((await Look()).Codes).ShouldBe(["warning backup-unknown"]);
        var place = Path.Combine(_folder, "elsewhere");
        (await ServedProcess.Run("backup", "--data", Data, "--to", place, "--keys-to", Path.Combine(_folder, "keys"))).Exit.ShouldBe(0);
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty();
        var record = In("backups/newest.json");
        await File.WriteAllTextAsync(record, System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(record), "\"20[0-9]{2}-", "\"2020-"));
        OfTheInstallation((await Look()).Codes).ShouldBe(["warning backup-old"]);
        (await ServedProcess.Run("doctor", "--data", Data)).Said.ShouldContain(place);
        Directory.CreateDirectory(In($"backups/probity-{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}"));
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty();
        await File.WriteAllTextAsync(record, "{ half");
        OfTheInstallation((await Look()).Codes).ShouldBeEmpty("what lies in the data directory is still there");
    }

    [Fact]
    public async Task The_settings_are_shown_with_who_said_them()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(In("config.json"), "{\n  \"port\": 99,\n  \"database\": \"Host=db;Database=p;Password=canary\"\n}");
        var (exit, said) = await ServedProcess.Run("config", "--data", Data);
        exit.ShouldBe(0);
        said.ShouldMatch(@"port +99 +config\.json:2");
        said.ShouldMatch(@"database +set +config\.json:3");
        said.ShouldMatch(@"timeZone +UTC +default");
        said.ShouldNotContain("canary");
        var json = JsonDocument.Parse((await ServedProcess.Run("config", "--data", Data, "--json")).Said).RootElement;
        var port = json.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == "port");
        (port.GetProperty("value").GetString(), port.GetProperty("source").GetString(), port.GetProperty("line").GetInt32()).ShouldBe(("99", "file", 2));
        await File.WriteAllTextAsync(In("config.json"), "{ \"port\": }");
        (await ServedProcess.Run("config", "--data", Data)).Exit.ShouldBe(2);
    }

    private static readonly IEqualityComparer<(int, string[])> Comparer = EqualityComparer<(int, string[])>.Create((one, other) => one.Item1 == other.Item1 && OfTheInstallation(one.Item2).SequenceEqual(OfTheInstallation(other.Item2)));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
