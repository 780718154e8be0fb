using System.Text.RegularExpressions;
using Probity.Cli;
using Probity.Cli.Doctor;

namespace Probity.Server.Tests.Doctor;

public sealed class DoctorRulesTests
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long Mebi = 1024 * 1024;

    private static readonly DateTimeOffset Now = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);

    private static SeenFolder Good(params SeenFile[] more) => new(new("data", true, Folder, 700), [new("keys", true, Folder, 700), new("keys/master.key", false, File, 700), .. more], 700);

    private static string[] Said(IEnumerable<Finding> findings) => [.. findings.Select(finding => $"{finding.Grade} {finding.Code}")];

    [Fact]
    public void A_folder_of_the_service_alone_is_good() => Said(DoctorRules.Rights(Good(new SeenFile("keys/ledger.vkey", false, File | UnixFileMode.OtherRead, 700)), secretInConfig: true)).ShouldBe(["Good rights-good"]);

    [Fact]
    public void Keys_that_others_can_reach_are_a_fault_and_within_a_closed_folder_a_warning()
    {
        Said(DoctorRules.Rights(Good(new SeenFile("keys/ring", true, Folder | UnixFileMode.OtherRead, 700)), false)).ShouldBe(["Warning rights-secret"]);
        var open = new SeenFolder(new("data", true, Folder, 700), [new("keys", true, Folder | UnixFileMode.GroupExecute, 700), new("keys/master.key", false, File | UnixFileMode.GroupRead, 700)], 700);
        Said(DoctorRules.Rights(open, false)).ShouldBe(["Fault rights-secret", "Fault rights-secret"]);
    }

    [Fact]
    public void Settings_with_a_password_are_secret_and_without_one_they_are_not()
    {
        var folder = Good(new SeenFile("config.json", false, File | UnixFileMode.OtherRead, 700));
        Said(DoctorRules.Rights(folder, secretInConfig: true)).ShouldBe(["Fault rights-secret"]);
        Said(DoctorRules.Rights(folder, secretInConfig: false)).ShouldBe(["Good rights-good"]);
    }

    [Fact]
    public void A_file_left_by_another_account_is_a_fault() =>
        Said(DoctorRules.Rights(Good(new SeenFile("probity.db", false, File, 0)), false)).ShouldBe(["Fault owner-differs"]);

    [Fact]
    public void Whoever_looks_at_a_folder_that_is_not_theirs_is_told_unless_they_are_root()
    {
        Said(DoctorRules.Rights(Good() with { We = 701 }, false)).ShouldBe(["Warning not-your-folder"]);
        Said(DoctorRules.Rights(Good() with { We = 0 }, false)).ShouldBe(["Good rights-good"]);
    }

    [Fact]
    public void A_folder_that_others_may_look_into_is_a_warning_and_one_that_they_may_write_a_fault()
    {
        Said(DoctorRules.Rights(Good() with { Self = new("data", true, Folder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute, 700) }, false)).ShouldBe(["Warning rights-open"]);
        Said(DoctorRules.Rights(Good() with { Self = new("data", true, Folder | UnixFileMode.GroupWrite, 700) }, false)).ShouldBe(["Fault rights-written"]);
    }

    [Theory, InlineData(null, 0, null, "Good version-same"), InlineData(null, 3, null, "Warning version-older"), InlineData("acts 0099", 0, null, "Fault version-newer"), InlineData(null, 0, "acts 0001", "Fault version-altered"), InlineData("acts 0099", 2, "acts 0001", "Fault version-newer")]
    public void What_program_and_database_know_of_one_another(string? newer, int waiting, string? altered, string expected) =>
        Said([DoctorRules.Schema(new(newer, waiting, altered))]).ShouldBe([expected]);

    private static readonly SeenPostgres Server = new(150018, true, true, true, "one", 1, 100, TimeSpan.Zero);

    [Fact]
    public void A_well_kept_PostgreSQL_is_good() => DoctorRules.Postgres(Server).ShouldAllBe(finding => finding.Grade == Grade.Good);

    public static TheoryData<string, string> OfPostgres => new()
    {
        { "old", "Fault postgres-old" }, { "fsync", "Fault postgres-fsync" }, { "pages", "Fault postgres-full-page-writes" }, { "sorting", "Fault postgres-sorting" }, { "connections", "Warning postgres-connections" },
        { "none", "Warning standby-none" }, { "missing", "Fault standby-missing" }, { "unseen", "Warning standby-unseen" }, { "skew", "Warning clock-skew" }, { "behind", "Warning clock-skew" }, { "far", "Fault clock-skew" },
    };

    [Theory, MemberData(nameof(OfPostgres))]
    public void Each_thing_that_PostgreSQL_lacks_is_said(string what, string expected)
    {
        var server = what switch
        {
            "old" => Server with { Version = 149999 },
            "fsync" => Server with { Fsync = false },
            "pages" => Server with { FullPageWrites = false },
            "sorting" => Server with { Utf8AndC = false },
            "connections" => Server with { MaxConnections = 99 },
            "none" => Server with { SynchronousNames = "", Standbys = 0 },
            "missing" => Server with { Standbys = 0 },
            "unseen" => Server with { Standbys = null },
            "skew" => Server with { Skew = DoctorRules.SkewSeen },
            "behind" => Server with { Skew = -DoctorRules.SkewSeen },
            _ => Server with { Skew = DoctorRules.SkewTooFar },
        };
        Said(DoctorRules.Postgres(server).Where(finding => finding.Grade != Grade.Good)).ShouldBe([expected]);
    }

    [Theory]
    [InlineData(true, 1, 0, false, "Good ledger-good")]
    [InlineData(true, 4, 7, false, "Fault ledger-late")]
    [InlineData(true, null, 7, false, "Fault ledger-late")]
    [InlineData(false, 4, 0, false, "Good ledger-good")]
    [InlineData(false, 4, 7, false, "Warning ledger-waits")]
    [InlineData(true, 1, 0, true, "Fault ledger-frozen")]
    public void A_ledger_is_late_only_while_a_server_runs(bool running, int? signedMinutesAgo, int lag, bool frozen, string expected) =>
        Said(DoctorRules.Ledger(new(signedMinutesAgo is { } ago ? Now.AddMinutes(-ago) : null, frozen, lag, null), running, Now)).ShouldBe([expected, "Good clock-after"]);

    [Fact]
    public void A_clock_before_the_newest_act_or_signature_is_a_fault()
    {
        Said(DoctorRules.Ledger(new(Now, false, 0, Now.AddMinutes(2)), true, Now)).ShouldContain("Fault clock-behind");
        Said(DoctorRules.Ledger(new(Now.AddMinutes(2), false, 0, Now.AddDays(-1)), true, Now)).ShouldContain("Fault clock-behind");
        Said(DoctorRules.Ledger(new(null, false, 0, Now.AddMinutes(2)), false, Now)).ShouldContain("Fault clock-behind");
    }

    [Theory, InlineData(255, 10_000, "Fault disk-full"), InlineData(1_000, 10_000, "Warning disk-little"), InlineData(4_000, 100_000, "Warning disk-little"), InlineData(9_000, 10_000, "Good disk-good")]
    public void Room_on_a_disk(long free, long total, string expected) => Said([DoctorRules.Disk(new("data", "/data", free * Mebi, total * Mebi))]).ShouldBe([expected]);

    [Fact]
    public void A_machine_that_lacks_something_is_told_what()
    {
        Said(DoctorRules.Machine(new(65_536, 4096 * Mebi, true, true), 2048)).ShouldAllBe(said => said.StartsWith("Good"));
        Said(DoctorRules.Machine(new(1024, 300 * Mebi, false, false), 2048)).ShouldBe(["Fault libcrypto-missing", "Fault time-zones-missing", "Warning files-few", "Warning memory-little"]);
        Said(DoctorRules.Machine(new(null, 100 * Mebi, true, true), 16)).ShouldBe(["Good libcrypto-there", "Good time-zones-there", "Fault memory-least"]);
    }

    [Theory, InlineData(0, "Fault certificate-over"), InlineData(20, "Warning certificate-soon"), InlineData(22, "Good certificate-good")]
    public void A_certificate_by_its_days(int days, string expected) => Said([DoctorRules.Certificate(Now.AddDays(days), Now)]).ShouldBe([expected]);

    [Theory, InlineData(null, 27, "Warning backup-unknown"), InlineData(null, 25, "Good backup-not-yet"), InlineData(27, 99, "Warning backup-old"), InlineData(25, 99, "Good backup-good")]
    public void A_backup_that_the_installation_knows_of(int? hours, int since, string expected) =>
        Said([DoctorRules.KnownBackup(hours is { } ago ? new(Now.AddHours(-ago), "/mnt") : null, Now.AddHours(-since), Now)]).ShouldBe([expected]);

    [Theory, InlineData(null, "Fault backup-none"), InlineData(27, "Warning backup-old"), InlineData(25, "Good backup-good")]
    public void A_backup_by_its_hours(int? hours, string expected) => Said([DoctorRules.Backup(hours is { } ago ? Now.AddHours(-ago) : null, "/mnt", Now)]).ShouldBe([expected]);

    [Fact]
    public void Every_finding_has_its_words_in_both_languages()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Probity.slnx"))) folder = Path.GetDirectoryName(folder)!;
        var codes = Directory.GetFiles(Path.Combine(folder, "src", "Cli", "Doctor"), "*.cs").SelectMany(System.IO.File.ReadLines)
            .Where(line => line.Contains("Finding.", StringComparison.Ordinal) || line.Contains("new(\"rights\"", StringComparison.Ordinal) || line.Contains("\"data-", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line, "\"((?:data|restore|rights|owner|not|key|database|version|postgres|standby|clock|ledger|disk|libcrypto|time|files|memory|certificate|backup|mail|collector|settings)-[a-z-]+)\"").Select(match => match.Groups[1].Value)).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(50);
        foreach (var language in new[] { "en", "fr" })
        {
            var words = new Words(language);
            codes.Where(code => words.Texts.Has("cli.doctor." + code) is false && code != "time-zones").ShouldBeEmpty(language);
        }
    }
}
