using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Cli.LedgerChecks;
using Probity.Cli.Serving;

namespace Probity.Cli.Checks;

/// <summary>Whether a data directory is whole: settings, database, ledger, and both together. Run it after a restore and before relying on a machine.</summary>
internal static class CheckCommand
{
    /// <summary>SQLite's own check of its pages and indexes; and how many numbered acts the journal holds, across agencies, because the ledger is one.</summary>
    private static readonly Statement Integrity = new("PRAGMA integrity_check");
    private static readonly Statement ForeignKeys = new("SELECT count(*) FROM pragma_foreign_key_check");
    private static readonly Statement Numbered = new("SELECT count(leaf_index) FROM acts_journal");

    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var command = new Command("check", words["cli.check"]) { data };
        command.SetAction(async (parsed, stop) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            var good = true;
            void Say(bool passed, string what)
            {
                good &= passed;
                Console.WriteLine($"{words[passed ? "cli.check.good" : "cli.check.bad"],-10} {what}");
            }
            Say(true, words["cli.check.settings"]);
            var folder = opened.App.Services.GetRequiredService<DataFolder>();
            var sequencer = opened.App.Services.GetRequiredService<Sequencer>();
            using (var read = opened.App.Services.GetRequiredService<Reads>().Rent())
            {
                // PostgreSQL keeps references by itself, and its pages are for pg_amcheck.
                if (!read.IsPostgres)
                {
                    Say(read.Query(Integrity, row => row.Text(0)) is ["ok"], words["cli.check.database"]);
                    Say(read.Number(ForeignKeys) == 0, words["cli.check.references"]);
                }
                var state = sequencer.State();
                Say(read.Number(Numbered) == state.Size, words["cli.check.journal", ("size", state.Size)]);
                Say(state.Frozen is null, words["cli.check.not-frozen"]);
            }
            await sequencer.Settle();
            var report = await LedgerCommand.Check(path => LedgerCommand.FromFolder(folder.Ledger, path), opened.App.Services.GetRequiredService<LogKey>().VerifierKey, stop);
            Say(report.Sound, words["cli.check.ledger", ("entries", report.Entries)]);
            Say(report.Checkpoint?.Size == sequencer.State().Size, words["cli.check.together"]);
            Console.WriteLine(good ? words["cli.check.done"] : words["cli.check.doubt"]);
            return good ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }
}
