using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Storage;
using Probity.Cli.Configuration;
using Probity.Cli.Serving;
using Probity.Server.Configuration;

namespace Probity.Cli.Doctor;

/// <summary>
/// What is wrong with an installation or its machine, and the way out, in plain words: while it runs, when it does not start, and before it is first started. It changes nothing. Exit code 0, 1
/// (something to look after) or 2 (something that stops service or endangers the record).
/// </summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(HouseJson.Options) { WriteIndented = true };

    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var mail = new Option<bool>("--mail") { Description = words["cli.doctor.option.mail"] };
        var network = new Option<bool>("--network") { Description = words["cli.doctor.option.network"] };
        var backups = new Option<string?>("--backups") { Description = words["cli.doctor.option.backups"], HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = words["cli.doctor.option.json"] };
        var command = new Command("doctor", words["cli.doctor"]) { data, mail, network, backups, json };
        command.SetAction(async (parsed, stop) =>
        {
            var findings = await Look(words, Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(mail), parsed.GetValue(network), parsed.GetValue(backups), stop);
            var worst = findings.Max(finding => finding.Grade);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { worst, findings = findings.Select(finding => new { finding.Part, finding.Grade, finding.Code, text = Said(words, finding) }) }, Json));
            else
            {
                foreach (var finding in findings) Console.WriteLine($"{words["cli.doctor.grade." + finding.Grade.ToString().ToLowerInvariant()],-10} {finding.Part,-12} {Said(words, finding)}");
                Console.WriteLine(words["cli.doctor.worst." + worst.ToString().ToLowerInvariant()]);
            }
            return (int)worst;
        });
        return command;
    }

    private static string Said(Words words, Finding finding) => finding.Code == "setting" ? (string)finding.Values[0].Value! : words["cli.doctor." + finding.Code, [.. finding.Values]];

    private static async Task<List<Finding>> Look(Words words, string data, bool mail, bool network, string? backups, CancellationToken stop)
    {
        var (now, clock) = (TimeProvider.System.GetUtcNow(), TimeProvider.System);
        var (options, faults) = Settings.Read(data, ConfigCommand.Variables());
        List<Finding> findings = [.. faults.Select(fault => Finding.Fault("settings", "setting", ("text", ConfigCommand.Said(words, fault))))];
        if (faults.Count == 0) findings.Add(Finding.Good("settings", "settings-good"));

        if (!Directory.Exists(data)) findings.Add(Finding.Fault("data", "data-missing", ("data", data)));
        else
        {
            findings.AddRange(DoctorRules.Rights(Looks.Folder(data), options.Database is not null && FileSays(data)));
            findings.AddRange(Installation(data, options, clock));
            findings.AddRange(Looks.Disks(data).Select(DoctorRules.Disk));
        }
        if (backups is not null) findings.Add(DoctorRules.Backup(KnownBackup.NewestIn(backups), backups, now));
        else if (File.Exists(Path.Combine(data, "keys", "ledger.json"))) findings.Add(DoctorRules.KnownBackup(KnownBackup.Of(Path.Combine(data, "backups")), File.GetLastWriteTimeUtc(Path.Combine(data, "keys", "ledger.json")), now));
        findings.AddRange(DoctorRules.Machine(Looks.Machine(), options.MaxConnections));
        if (options is { Certificate: { } chain, CertificateKey: not null } && faults.All(fault => fault.Code != "bad-certificate"))
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(chain);
            findings.Add(DoctorRules.Certificate(new DateTimeOffset(certificate.NotAfter), now));
        }
        if (mail) findings.Add(await NetworkLooks.Mail(options, stop));
        if (network) findings.Add(await NetworkLooks.Collector(options, stop));
        return findings;
    }

    /// <summary>Whether the connection string stands in config.json, rather than in the environment.</summary>
    private static bool FileSays(string data) => Settings.Read(data, new Dictionary<string, string>()).Values.Any(value => value is { Name: "database", Source: SettingSource.File });

    private static IEnumerable<Finding> Installation(string data, ServerOptions options, TimeProvider clock)
    {
        if (File.Exists(Path.Combine(data, "restoring"))) yield return Finding.Fault("data", "restore-unfinished", ("data", data));
        if (File.Exists(Path.Combine(data, "keys", "changing"))) yield return Finding.Fault("master-key", "key-changing");
        if (!File.Exists(Path.Combine(data, "keys", "ledger.json")))
        {
            yield return Finding.Warning("data", "data-new", ("data", data));
            yield break;
        }
        var running = Looks.Running(data);
        yield return Finding.Good("data", running == true ? "data-held" : "data-free");
        var (key, file) = Looks.Key(data);
        yield return DoctorRules.Key(key, file);
        if (options.Database is null && !File.Exists(Path.Combine(data, "probity.db")))
        {
            yield return Finding.Fault("database", "database-missing", ("data", data));
            yield break;
        }
        using var folder = DataFolder.Look(data, options.Database);
        foreach (var finding in DatabaseLooks.Look(folder, running == true, clock)) yield return finding;
    }
}
