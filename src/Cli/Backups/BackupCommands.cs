using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Cli.LedgerChecks;
using Probity.Cli.Serving;
using Probity.People.Agencies;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.Cli.Backups;

/// <summary>Copies of an installation: made while it runs, put into an empty directory, moved to PostgreSQL; and its master key changed.</summary>
internal static class BackupCommands
{
    public static IEnumerable<Command> For(Words words) => [BackUp(words), Restore(words), Take(words), Move(words), Keys(words)];

    private static Command BackUp(Words words)
    {
        var data = DataOption.For(words);
        var to = Path("--to", words["cli.backup.to"]);
        var keysTo = Path("--keys-to", words["cli.backup.keys-to"]);
        var agency = new Option<string?>("--agency") { Description = words["cli.backup.agency"], HelpName = "CODE" };
        var command = new Command("backup", words["cli.backup"]) { data, to, keysTo, agency };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(data)!, parsed.GetValue(to)!, parsed.GetValue(keysTo)!, parsed.GetValue(agency))));
        return command;

        int Run(string at, string rows, string keys, string? code)
        {
            if (ServeCommand.Configured(words, at, port: null) is not { } options) return ExitCode.Usage;
            if (Tried(() =>
            {
                using var folder = DataFolder.Look(options.Data, options.Database);
                using var reads = new Reads(folder, Rooms.Parts);
                var only = code is null ? null : new AgencyBook(reads).ByCode(code);
                return code is not null && only is null ? ActsRefusals.Unknown.At("--agency")
                    : Backup.Make(folder, Rooms.Parts, rows, keys, only?.Id, TimeProvider.System.GetUtcNow(), Progress(words));
            }) is not { } made) return ExitCode.Refused;
            if (!made.Done) return words.Refuse(made.Refusals);
            var manifest = made.Value.Manifest;
            Console.WriteLine(words["cli.backup.done", ("folder", made.Value.Folder), ("rows", manifest.Tables.Sum(table => table.Rows)), ("acts", manifest.LedgerSize)]);
            Console.WriteLine(words["cli.backup.keys", ("file", made.Value.KeyFile)]);
            if (made.Value.TransferKey is { } transfer) Console.WriteLine(words["cli.backup.transfer", ("file", transfer)]);
            if (made.Value.Forgotten > 0) Console.WriteLine(words["cli.backup.forgotten", ("n", made.Value.Forgotten)]);
            return ExitCode.Done;
        }
    }

    private static Command Restore(Words words)
    {
        var data = DataOption.For(words);
        var from = Path("--from", words["cli.restore.from"]);
        var keys = Path("--keys", words["cli.restore.keys"]);
        var master = Path("--master-key", words["cli.restore.master-key"]);
        var published = new Option<string?>("--published") { Description = words["cli.restore.published"], HelpName = "FILE" };
        var command = new Command("restore", words["cli.restore"]) { data, from, keys, master, published };
        command.SetAction(async (parsed, stop) =>
        {
            if (ServeCommand.Configured(words, parsed.GetValue(data)!, port: null) is not { } options) return ExitCode.Usage;
            if (Tried(() => Acts.Backups.Restore.Whole(parsed.GetValue(from)!, parsed.GetValue(keys)!, parsed.GetValue(master)!, options.Data, options.Database, parsed.GetValue(published),
                Rooms.Parts, TimeProvider.System.GetUtcNow(), Progress(words))) is not { } restored) return ExitCode.Refused;
            if (!restored.Done) return words.Refuse(restored.Refusals);
            var (manifest, erased, newLedger, lost) = restored.Value;
            Console.WriteLine(words["cli.restore.done", ("made", manifest.MadeAt.ToString("u", System.Globalization.CultureInfo.InvariantCulture)), ("acts", manifest.LedgerSize)]);
            if (erased > 0) Console.WriteLine(words["cli.restore.erased", ("n", erased)]);
            if (lost > 0) Console.WriteLine(words["cli.restore.lost", ("n", lost)]);
            Console.WriteLine(newLedger is null ? words["cli.restore.same-ledger"] : words["cli.restore.new-ledger", ("origin", newLedger)]);
            return await Settled(words, options, InstallationActs.BackupRestored, new { manifest.MadeAt, manifest.LedgerSize, erased, newLedger, lost }, reason: null, only: null, stop);
        });
        return command;
    }

    private static Command Take(Words words)
    {
        var data = DataOption.For(words);
        var from = Path("--from", words["cli.take.from"]);
        var keys = Path("--keys", words["cli.take.keys"]);
        var transfer = Path("--transfer-key", words["cli.take.transfer-key"]);
        var command = new Command("take-agency", words["cli.take"]) { data, from, keys, transfer };
        command.SetAction(async (parsed, stop) =>
        {
            // Opened once as a server would, so that the database is this program's.
            await using (var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true))
                if (opened.App is null) return opened.Exit;
            var options = ServeCommand.Configured(words, parsed.GetValue(data)!, port: null)!;
            if (Tried(() =>
            {
                using var folder = DataFolder.Open(options.Data, options.Database);
                return TakeAgency.Run(folder, parsed.GetValue(from)!, parsed.GetValue(keys)!, parsed.GetValue(transfer)!, Rooms.Parts, Progress(words));
            }) is not { } taken) return ExitCode.Refused;
            if (!taken.Done) return words.Refuse(taken.Refusals);
            Console.WriteLine(words["cli.take.done", ("rows", taken.Value.Tables.Sum(table => table.Rows)), ("origin", taken.Value.LedgerOrigin)]);
            return await Settled(words, options, InstallationActs.AgencyTaken, new { taken.Value.MadeAt, taken.Value.LedgerOrigin, taken.Value.Checkpoint }, reason: null, only: taken.Value.Agency, stop);
        });
        return command;
    }

    private static Command Move(Words words)
    {
        var data = DataOption.For(words);
        var command = new Command("move", words["cli.move"]) { data };
        command.SetAction(async (parsed, stop) =>
        {
            if (ServeCommand.Configured(words, parsed.GetValue(data)!, port: null) is not { } options) return ExitCode.Usage;
            if (options.Database is null)
            {
                Console.Error.WriteLine(words["cli.move.where"]);
                return ExitCode.Usage;
            }
            if (Tried(() => Acts.Backups.Move.ToPostgres(options.Data, options.Database, Rooms.Parts, TimeProvider.System.GetUtcNow(), Progress(words))) is not { } moved) return ExitCode.Refused;
            if (!moved.Done) return words.Refuse(moved.Refusals);
            foreach (var table in moved.Value.Where(table => table.Rows > 0)) Console.WriteLine($"{table.Rows,12}  {table.Name}");
            Console.WriteLine(words["cli.move.done", ("rows", moved.Value.Sum(table => table.Rows))]);
            return await Settled(words, options, InstallationActs.DatabaseMoved, new { rows = moved.Value.Sum(table => table.Rows) }, reason: null, only: null, stop);
        });
        return command;
    }

    private static Command Keys(Words words)
    {
        var data = DataOption.For(words);
        var newKey = new Option<string?>("--new-key") { Description = words["cli.keys.new-key"], HelpName = "FILE" };
        var reason = new Option<string>("--reason") { Description = words["cli.keys.reason"], HelpName = "TEXT", Required = true };
        var change = new Command("change", words["cli.keys.change"]) { data, newKey, reason };
        change.SetAction(async (parsed, stop) =>
        {
            if (ServeCommand.Configured(words, parsed.GetValue(data)!, port: null) is not { } options) return ExitCode.Usage;
            if (Reason.FromText(parsed.GetValue(reason)) is not { } why) return Say(words, ActsRefusals.ReasonMissing.At("--reason"));
            if (Tried(() =>
            {
                using var folder = DataFolder.Open(options.Data, options.Database);
                return ChangeMasterKey.Run(folder, parsed.GetValue(newKey));
            }) is not { } changed) return ExitCode.Refused;
            if (!changed.Done) return words.Refuse(changed.Refusals);
            Console.WriteLine(words["cli.keys.changed", ("keys", changed.Value.Keys), ("id", changed.Value.Id), ("file", changed.Value.File)]);
            if (changed.Value.File != Acts.Keys.MasterKey.FileOf(System.IO.Path.Combine(options.Data, "keys")))
            {
                // The service takes its key from elsewhere: the act is recorded with the new one.
                Environment.SetEnvironmentVariable(Acts.Keys.MasterKey.FileVariable, changed.Value.File);
                Console.WriteLine(words["cli.keys.install", ("file", changed.Value.File)]);
            }
            return await Settled(words, options, InstallationActs.MasterKeyChanged, new { key = changed.Value.Id, changed.Value.Keys }, reason: why, only: null, stop);
        });
        return new Command("keys", words["cli.keys"]) { change };
    }

    /// <summary>Opens what was made as a server would, writes the act into every agency's journal, signs, and checks the whole ledger from its bytes.</summary>
    internal static async Task<int> Settled(Words words, ServerOptions options, ActKind kind, object payload, Reason? reason, Acts.Ids.AgencyId? only, CancellationToken stop)
    {
        await using var app = ProbityServer.Build(options);
        var agencies = app.Services.GetRequiredService<AgencyBook>().All.Select(agency => agency.Id).Where(agency => only is null || agency == only).ToList();
        await app.Services.GetRequiredService<UnitOfWork>().RecordForAll(agencies, kind, payload, reason);
        var sequencer = app.Services.GetRequiredService<Sequencer>();
        await sequencer.Settle();
        var state = sequencer.State();
        var report = await LedgerCommand.Check(path => LedgerCommand.FromFolder(app.Services.GetRequiredService<DataFolder>().Ledger, path), app.Services.GetRequiredService<LogKey>().VerifierKey, stop);
        var sound = report.Sound && state.Frozen is null && report.Checkpoint?.Size == state.Size;
        Console.WriteLine(words[sound ? "cli.check.ledger" : "cli.check.doubt", ("entries", report.Entries)]);
        return sound ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Nothing where the directory cannot be opened as it is; then it has been said why.</summary>
    private static Outcome<T>? Tried<T>(Func<Outcome<T>> act)
    {
        try
        {
            return act();
        }
        catch (DataFolderRefused refused)
        {
            Console.Error.WriteLine(refused.Message);
            return null;
        }
    }

    private static int Say(Words words, Refusal refusal) => words.Refuse([refusal]);

    /// <summary>Long tables say how far they are; the rest would only fill the screen.</summary>
    private static Action<string, long> Progress(Words words) => (table, rows) =>
    {
        if (rows >= 100_000) Console.WriteLine(words["cli.backup.progress", ("table", table), ("rows", rows)]);
    };

    private static Option<string> Path(string name, string description) => new(name) { Description = description, HelpName = "PATH", Required = true };
}
