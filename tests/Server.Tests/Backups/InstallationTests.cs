using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Ledger.Verification;
using Probity.Server.Configuration;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Backups;

/// <summary>What an administrator does to a whole installation: move it, give it a new ledger, give it a new master key.</summary>
public sealed class InstallationTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("probity-installation-").FullName;

    private string Data => Path.Combine(_place, "data");

    private string? _database;

    private WebApplication Open() => ProbityServer.Build(new ServerOptions { Data = Data, Database = _database, Port = 0, Strict = true });

    private async Task<World> Made()
    {
        await using var app = Open();
        var world = await World.Make(app.Services);
        await app.Services.GetRequiredService<Sequencer>().Settle();
        return world;
    }

    /// <summary>Opens it, does something that reads sealed content and writes, signs, and checks the whole ledger from its bytes.</summary>
    private async Task<LedgerState> GoesOn(World world)
    {
        await using var app = Open();
        var again = await World.Make(app.Services, "after" + Guid.NewGuid().ToString("N")[..6]);
        using (var read = app.Services.GetRequiredService<Reads>().Rent())
        {
            var newest = new JournalId(read.Number(new Statement("SELECT max(id) FROM acts_journal WHERE agency = @p0"), world.Agency));
            app.Services.GetRequiredService<JournalBook>().Open(read, world.Agency, newest)!.Act.GetProperty("kind").GetString().ShouldNotBeEmpty();
        }
        again.Use.ShouldNotBe(world.Use);
        var sequencer = app.Services.GetRequiredService<Sequencer>();
        await sequencer.Settle();
        var state = sequencer.State();
        state.Frozen.ShouldBeNull();
        state.Signed.ShouldBe(state.Size);
        Ledger.Notes.VerifierKey.TryParse(app.Services.GetRequiredService<LogKey>().VerifierKey, out var key).ShouldBeTrue();
        var report = await Fsck.Run(path => Task.FromResult(File.Exists(Path.Combine(Data, "ledger", path)) ? File.ReadAllBytes(Path.Combine(Data, "ledger", path)) : null), key, new FsckOptions { EntriesOnly = true }, default);
        report.Sound.ShouldBeTrue(string.Join(", ", report.Faults));
        report.Entries.ShouldBe(state.Size);
        return state;
    }

    [Fact]
    public async Task Moved_to_PostgreSQL_it_goes_on_with_every_row_and_the_same_ledger_and_nothing_starts_on_the_old_rows()
    {
        var world = await Made();
        var to = TestDatabase.OnServer(Data);
        var before = File.ReadAllText(Path.Combine(Data, "ledger", "checkpoint"));
        var moved = World.Must(Move.ToPostgres(Data, to, Rooms.Parts, DateTimeOffset.UtcNow));
        moved.Single(table => table.Name == "acts_journal").Rows.ShouldBe(long.Parse(before.Split('\n')[1], null));
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("no database");

        _database = to;
        var state = await GoesOn(world);
        state.Checkpoint!.Split('\n')[0].ShouldBe(before.Split('\n')[0]);
        File.Move(Directory.EnumerateFiles(Path.Combine(Data, "backups"), "moved-*.db").Single(), Path.Combine(Data, "probity.db"));
        Move.ToPostgres(Data, to, Rooms.Parts, DateTimeOffset.UtcNow).Refusals.Single().Code.ShouldBe(BackupRefusals.TargetNotEmpty);
    }

    [Fact]
    public async Task An_administrator_backs_up_restores_and_checks_by_the_command_line_and_a_mistake_is_said_with_its_exit_code()
    {
        await Made();
        string At(string name) => Path.Combine(_place, name);
        (await ServedProcess.Run("backup", "--data", Data, "--to", At("rows"), "--keys-to", At("keys"))).Exit.ShouldBe(0);
        var (rows, keys) = (Directory.EnumerateDirectories(At("rows")).Single(), Directory.EnumerateFiles(At("keys")).Single());
        string[] restore = ["restore", "--data", At("new"), "--from", rows, "--keys", keys, "--master-key", Path.Combine(Data, "keys", "master.key"), "--published", Path.Combine(Data, "ledger", "checkpoint")];
        var (restored, said) = await ServedProcess.Run(restore);
        restored.ShouldBe(0, said);
        said.ShouldContain("goes on under its name");
        (await ServedProcess.Run("check", "--data", At("new"))).Exit.ShouldBe(0);
        var (again, why) = await ServedProcess.Run(restore);
        again.ShouldBe(1);
        why.ShouldContain("not empty");
        (await ServedProcess.Run("backup", "--data", At("nowhere"), "--to", At("rows"), "--keys-to", At("keys"))).Exit.ShouldBe(1);
        (await ServedProcess.Run("move", "--data", Data)).Exit.ShouldBe(2, "no PostgreSQL is named");
    }

    [Fact]
    public async Task A_ledger_whose_bytes_were_changed_stands_still_and_a_new_one_restores_service_with_the_old_files_kept()
    {
        _database = TestDatabase.For(Data);
        var world = await Made();
        var tile = Directory.EnumerateFiles(Path.Combine(Data, "ledger", "tile", "0"), "*", SearchOption.AllDirectories).First();
        var bytes = File.ReadAllBytes(tile);
        bytes[4] ^= 1;
        File.WriteAllBytes(tile, bytes);
        await using (var app = Open())
        {
            await World.Make(app.Services, "later");
            var sequencer = app.Services.GetRequiredService<Sequencer>();
            await sequencer.Settle();
            sequencer.State().Frozen.ShouldNotBeNull();
        }
        var left = NewLedger.Begin(Data, _database, "A tile was changed", DateTimeOffset.UtcNow);
        File.ReadAllBytes(Path.Combine(Data, "ledger", "left", "1", Path.GetRelativePath(Path.Combine(Data, "ledger"), tile))).ShouldBe(bytes);
        var state = await GoesOn(world);
        state.Checkpoint!.Split('\n')[0].ShouldNotBe(left.Origin);
    }

    [Fact]
    public async Task Under_a_new_master_key_everything_is_read_as_before_and_the_old_key_opens_nothing()
    {
        _database = TestDatabase.For(Data);
        var world = await Made();
        var old = File.ReadAllText(Path.Combine(Data, "keys", "master.key"));
        Changed().Finished.ShouldBeFalse();
        await GoesOn(world);
        Changed();
        await GoesOn(world);

        File.WriteAllText(Path.Combine(Data, "keys", "master.key"), old);
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("not the master key");
    }

    private ChangedMasterKey Changed(string? to = null)
    {
        using var folder = DataFolder.Open(Data, _database);
        return World.Must(ChangeMasterKey.Run(folder, to));
    }

    [Fact]
    public async Task A_change_of_the_master_key_that_was_stopped_before_its_commit_changed_nothing()
    {
        _database = TestDatabase.For(Data);
        var world = await Made();
        var keys = Path.Combine(Data, "keys");
        File.WriteAllText(Path.Combine(keys, "changing"), "");
        File.WriteAllText(Path.Combine(keys, "master.key.new"), Convert.ToBase64String(new byte[32]));
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("interrupted");
        Changed().Finished.ShouldBeFalse();
        await GoesOn(world);
    }

    [Fact]
    public async Task A_change_of_the_master_key_that_was_stopped_after_its_commit_is_finished_by_running_it_again()
    {
        _database = TestDatabase.For(Data);
        var world = await Made();
        var keys = Path.Combine(Data, "keys");
        var before = Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        Changed();
        // As if it had been killed between the commit and the first renaming.
        foreach (var path in Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories).ToList())
        {
            if (before.TryGetValue(path, out var bytes) && bytes.AsSpan().SequenceEqual(File.ReadAllBytes(path))) continue;
            File.Move(path, path + ".new");
            if (bytes is not null) File.WriteAllBytes(path, bytes);
        }
        File.WriteAllText(Path.Combine(keys, "changing"), "");
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("interrupted");
        Changed().Finished.ShouldBeTrue();
        await GoesOn(world);
    }

    [Fact]
    public async Task A_missing_wrong_or_damaged_key_refuses_the_start_and_says_which()
    {
        _database = TestDatabase.For(Data);
        await Made();
        var (master, log) = (Path.Combine(Data, "keys", "master.key"), Path.Combine(Data, "keys", "ledger.json"));
        var (goodMaster, goodLog) = (File.ReadAllText(master), File.ReadAllText(log));

        File.Delete(master);
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("Put it back");
        File.WriteAllText(master, "not base64");
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("32 bytes");
        File.WriteAllText(master, Convert.ToBase64String(new byte[32]));
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("another master key");
        File.WriteAllText(master, goodMaster);
        File.WriteAllText(log, goodLog[..30]);
        Should.Throw<DataFolderRefused>(Open).Message.ShouldContain("damaged");
        File.WriteAllText(log, goodLog);
        await using var app = Open();
    }

    public void Dispose() => Directory.Delete(_place, recursive: true);
}
