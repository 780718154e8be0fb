using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Cli.Backups;
using Probity.Cli.Serving;
using Probity.Ledger.Notes;
using Probity.Ledger.Verification;

namespace Probity.Cli.LedgerChecks;

/// <summary>The whole ledger, checked from its bytes with nothing trusted but its public key; and brought up to date while nothing serves.</summary>
internal static class LedgerCommand
{
    public static Command For(Words words) => new("ledger", words["cli.ledger"]) { Fsck(words), Settle(words), Leave(words) };

    private static Command Fsck(Words words)
    {
        var source = new Argument<string>("DIR|URL") { Description = words["cli.ledger.fsck.source"] };
        var key = new Option<string>("--key") { Description = words["cli.ledger.fsck.key"], HelpName = "VKEY", Required = true };
        var clientKey = new Option<FileInfo>("--client-key") { Description = words["cli.ledger.fsck.client-key"], HelpName = "FILE" };
        clientKey.AcceptExistingOnly();
        var command = new Command("fsck", words["cli.ledger.fsck"]) { source, key, clientKey };
        command.SetAction(async (parsed, stop) =>
        {
            var text = parsed.GetValue(key)!;
            if (File.Exists(text)) text = await File.ReadAllTextAsync(text, stop);
            if (!VerifierKey.TryParse(text.Trim(), out var verifier))
            {
                Console.Error.WriteLine(words["cli.ledger.fsck.bad-key"]);
                return ExitCode.Usage;
            }
            var from = parsed.GetValue(source)!;
            var overHttp = from.StartsWith("http://", StringComparison.Ordinal) || from.StartsWith("https://", StringComparison.Ordinal);
            if (!overHttp && !File.Exists(Path.Combine(from, "checkpoint")) && File.Exists(Path.Combine(from, "ledger", "checkpoint"))) from = Path.Combine(from, "ledger");
            if (!overHttp && !Directory.Exists(from))
            {
                Console.Error.WriteLine(words["cli.ledger.fsck.no-source", ("source", from)]);
                return ExitCode.Usage;
            }
            using var http = overHttp ? Client(from, parsed.GetValue(clientKey)) : null;
            return Say(words, await Check(path => http is null ? FromFolder(from, path) : FromServer(http, path, stop), verifier, stop));
        });
        return command;
    }

    /// <summary>
    /// A ledger in use goes on while it is read: a partial tile gives way to a longer one. If the signed state moved during the check, the faults may be
    /// only that, so the newer state is checked instead.
    /// </summary>
    internal static Task<FsckReport> Check(Func<string, Task<byte[]?>> read, string key, CancellationToken stop) =>
        VerifierKey.TryParse(key, out var verifier) ? Check(read, verifier, stop) : throw new ArgumentException("Not a verifier key.", nameof(key));

    private static async Task<FsckReport> Check(Func<string, Task<byte[]?>> read, VerifierKey key, CancellationToken stop)
    {
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var before = await read("checkpoint");
            var report = await Ledger.Verification.Fsck.Run(read, key, new FsckOptions { EntriesOnly = true }, stop);
            if (report.Sound || attempt == Attempts) return report;
            var after = await read("checkpoint");
            if (before is null || after is null || before.AsSpan().SequenceEqual(after)) return report;
        }
    }

    private static int Say(Words words, FsckReport report)
    {
        foreach (var fault in report.Faults)
        {
            var what = words["cli.ledger.fault." + Kebab(fault.Kind), ("file", fault.File)];
            Console.WriteLine(fault.Index is { } index ? $"{what} {words["cli.ledger.at", ("index", index.ToString(CultureInfo.InvariantCulture))]}" : what);
        }
        if (!report.Complete) Console.WriteLine(words["cli.ledger.incomplete"]);
        if (report.Checkpoint is { } state)
            Console.WriteLine(words["cli.ledger.state", ("origin", state.Origin), ("size", state.Size), ("root", state.Root.ToBase64()), ("entries", report.Entries)]);
        Console.WriteLine(report.Sound ? words["cli.ledger.sound"] : words["cli.ledger.unsound"]);
        return report.Sound ? ExitCode.Done : ExitCode.Refused;
    }

    private static Command Settle(Words words)
    {
        var data = DataOption.For(words);
        var command = new Command("settle", words["cli.ledger.settle"]) { data };
        command.SetAction(async (parsed, _) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            var sequencer = opened.App.Services.GetRequiredService<Sequencer>();
            await sequencer.Settle();
            var state = sequencer.State();
            Console.WriteLine(words["cli.ledger.settled", ("size", state.Size), ("signed", state.Signed)]);
            if (state.Frozen is null) return ExitCode.Done;
            Console.WriteLine(words["cli.ledger.frozen", ("why", state.Frozen)]);
            return ExitCode.Refused;
        });
        return command;
    }

    /// <summary>Restores service after a ledger stood still: a new name, a new key, the journal's entries in their order; the old files stay as evidence.</summary>
    private static Command Leave(Words words)
    {
        var data = DataOption.For(words);
        var reason = new Option<string>("--reason") { Description = words["cli.ledger.leave.reason"], HelpName = "TEXT", Required = true };
        var command = new Command("new-shard", words["cli.ledger.leave"]) { data, reason };
        command.SetAction(async (parsed, stop) =>
        {
            if (ServeCommand.Configured(words, parsed.GetValue(data)!, port: null) is not { } options) return ExitCode.Usage;
            if (Reason.FromText(parsed.GetValue(reason)) is not { } why) return words.Refuse([ActsRefusals.ReasonMissing.At("--reason")]);
            LeftLedger left;
            try
            {
                left = NewLedger.Begin(options.Data, options.Database, why.Text, TimeProvider.System.GetUtcNow());
            }
            catch (Exception refused) when (refused is DataFolderRefused or InvalidDataException)
            {
                Console.Error.WriteLine(refused.Message);
                return ExitCode.Refused;
            }
            Console.WriteLine(words["cli.ledger.left", ("origin", left.Origin), ("size", left.Size)]);
            return await BackupCommands.Settled(words, options, InstallationActs.LedgerLeft, new { left.Origin, left.VerifierKey, left.Size, left.Checkpoint }, reason: why, only: null, stop);
        });
        return command;
    }

    internal static Task<byte[]?> FromFolder(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        return Task.FromResult(File.Exists(full) ? File.ReadAllBytes(full) : null);
    }

    private static async Task<byte[]?> FromServer(HttpClient http, string path, CancellationToken stop)
    {
        using var answer = await http.GetAsync(path, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(stop);
    }

    /// <summary>The secret comes from a file, because a command line is visible to every user of the machine.</summary>
    private static HttpClient Client(string url, FileInfo? key)
    {
        var http = new HttpClient { BaseAddress = new Uri(url.EndsWith('/') ? url : url + "/"), Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(key.FullName).Trim());
        return http;
    }

    private static string Kebab(FsckFaultKind kind)
    {
        var text = new StringBuilder();
        foreach (var c in kind.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
