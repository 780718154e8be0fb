using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Judgement.Decisions;
using Probity.Judgement.Erasure;
using Probity.Judgement.Receipts;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Backups;

/// <summary>A running agency copied, restored elsewhere, its keys apart: receipts go on being verified and what was erased stays erased.</summary>
public sealed class BackupTests(GateServer server) : IClassFixture<GateServer>, IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("probity-backup-").FullName;

    private string In(string name) => Path.Combine(_place, name);

    private string Master => Path.Combine(server.Folder, "keys", "master.key");

    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    private MadeBackup Backed(AgencyId? only = null)
    {
        using var folder = DataFolder.Look(server.Folder, TestDatabase.For(server.Folder));
        _now = _now.AddSeconds(1); // two backups of one second would have one name
        return World.Must(Backup.Make(folder, Rooms.Parts, In("rows"), In("keys"), only, _now));
    }

    private Outcome<Restored> Restored(MadeBackup backup, string to, string? keys = null, string? master = null, string? published = null) =>
        Restore.Whole(backup.Folder, keys ?? backup.KeyFile, master ?? Master, In(to), TestDatabase.For(In(to)), published, Rooms.Parts, DateTimeOffset.UtcNow);

    private WebApplication Opened(string folder) => ProbityServer.Build(new ServerOptions { Data = In(folder), Database = TestDatabase.For(In(folder)), Port = 0, Strict = true });

    private string Published()
    {
        var file = In("published-" + Guid.NewGuid());
        File.Copy(Path.Combine(server.Folder, "ledger", "checkpoint"), file);
        return file;
    }

    private async Task<(byte[] Receipt, string Policy)> Receipt(string id)
    {
        using var system = server.CaseSystem();
        using var answer = await system.GetAsync($"/api/v1/decisions/{id}/receipt");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadAsByteArrayAsync(), await system.GetStringAsync("/ledger/policy"));
    }

    private static void Verifies(byte[] receipt, string policy)
    {
        TlogPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(policy), out var parsed, out _).ShouldBeTrue();
        ReceiptVerifier.Verify(receipt, parsed!, new ReceiptExpectation { Now = DateTimeOffset.UtcNow }).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_backup_of_a_running_agency_is_restored_elsewhere_under_the_same_ledger_and_receipts_old_and_new_verify()
    {
        var id = await server.Released("PV-2026-07001");
        var (receipt, policy) = await Receipt(id);
        var traffic = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await server.Opened(GateServer.Opening(server.World, $"PV-2026-071{i:00}"));
        });
        var published = Published();
        var backup = Backed();
        await traffic;

        var restored = World.Must(Restored(backup, "same", published: published));
        restored.NewLedger.ShouldBeNull();
        restored.Lost.ShouldBe(0);
        await using var app = Opened("same");
        await app.Services.GetRequiredService<Sequencer>().Settle();
        var key = app.Services.GetRequiredService<LogKey>();
        key.Policy.ShouldBe(policy);
        Verifies(receipt, key.Policy);
        Verifies(ReceiptOf(app, id), policy);
    }

    private byte[] ReceiptOf(WebApplication app, string id)
    {
        using var session = app.Services.GetRequiredService<Judgement.Decisions.Gate>().Rent();
        var file = app.Services.GetRequiredService<Judgement.Decisions.Gate>().Load(session, server.World.Agency, new DecisionId(Guid.Parse(id)))!;
        return World.Must(app.Services.GetRequiredService<ReceiptReading>().Build(session, file)).File!;
    }

    [Fact]
    public async Task Older_than_what_others_have_seen_it_begins_a_new_ledger_says_what_is_lost_and_both_ledgers_receipts_verify_with_one_policy()
    {
        var id = await server.Released("PV-2026-07002");
        var (receipt, _) = await Receipt(id);
        var backup = Backed();
        await server.Opened(GateServer.Opening(server.World, "PV-2026-07003"));
        await server.World.Get<Sequencer>().Settle();

        var restored = World.Must(Restored(backup, "newer", published: Published()));
        restored.NewLedger.ShouldNotBeNull();
        restored.Lost.ShouldBe(1);
        await using var app = Opened("newer");
        await app.Services.GetRequiredService<Sequencer>().Settle();
        var key = app.Services.GetRequiredService<LogKey>();
        key.Left.Single().Size.ShouldBe(backup.Manifest.LedgerSize);
        Verifies(receipt, key.Policy);
        Verifies(ReceiptOf(app, id), key.Policy);
        var alone = $"log {key.VerifierKey}\nquorum none\n";
        TlogPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(alone), out var onlyNew, out _).ShouldBeTrue();
        ReceiptVerifier.Verify(receipt, onlyNew!, new ReceiptExpectation { Now = DateTimeOffset.UtcNow }).Accepted.ShouldBeFalse("the old ledger's receipt needs the old ledger's key");
    }

    [Fact]
    public void Nobody_who_does_not_show_the_published_state_goes_on_under_the_old_name() =>
        World.Must(Restored(Backed(), "unsaid")).NewLedger.ShouldEndWith("-2");

    [Fact]
    public async Task What_was_erased_after_the_backup_stays_erased_after_its_restore_and_every_proof_still_holds()
    {
        const string Case = "PV-2026-07004";
        var id = await server.Released(Case);
        var (receipt, _) = await Receipt(id);
        var old = Backed();
        World.Must(await server.World.Get<EraseCase>().Run(server.World.As(await server.World.Legal()), Case, "Retention ended, Police Data Act s. 58"));
        var newest = Backed();

        using (var system = server.CaseSystem())
        {
            using var answer = await system.GetAsync($"/api/v1/decisions/{id}/receipt");
            answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("acts.key-destroyed");
        }
        World.Must(Restored(old, "erased", keys: newest.KeyFile)).Erased.ShouldBe(1);
        await using var app = Opened("erased");
        await app.Services.GetRequiredService<Sequencer>().Settle();
        using var session = app.Services.GetRequiredService<Judgement.Decisions.Gate>().Rent();
        var file = app.Services.GetRequiredService<Judgement.Decisions.Gate>().Load(session, server.World.Agency, new DecisionId(Guid.Parse(id)))!;
        Should.Throw<KeyDestroyedException>(() => file.Opened);
        file.Decision.CaseNumber.ShouldStartWith("erased-");
        Verifies(receipt, app.Services.GetRequiredService<LogKey>().Policy);
    }

    [Fact]
    public void Old_keys_are_deleted_after_thirty_days_so_that_what_was_erased_is_gone_from_every_backup()
    {
        var backup = Backed();
        KeyBackup.Forget(In("keys"), _now.AddDays(29)).ShouldBe(0);
        KeyBackup.Forget(In("keys"), _now.AddDays(31)).ShouldBe(1);
        File.Exists(backup.KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_case_that_is_held_or_not_over_is_not_erased()
    {
        var legal = server.World.As(await server.World.Legal());
        await server.Opened(GateServer.Opening(server.World, "PV-2026-07005"));
        Codes(await server.World.Get<EraseCase>().Run(legal, "PV-2026-07005", "")).ShouldBe(["judgement.case-still-open", "acts.reason-missing"]);
        Codes(await server.World.Get<EraseCase>().Run(legal, "PV-0000", "Retention ended")).ShouldBe(["acts.unknown"]);
        Codes(await server.World.Get<EraseCase>().Run(server.World.As(server.World.Officer), "PV-2026-07005", "Retention ended")).ShouldBe(["acts.not-allowed"]);

        await server.Released("PV-2026-07006");
        var hold = World.Must(await server.World.Get<HoldCase>().Run(legal, "PV-2026-07006", "District court, order of 1 December", null));
        Codes(await server.World.Get<EraseCase>().Run(legal, "PV-2026-07006", "Retention ended")).ShouldBe(["judgement.case-held"]);
        World.Must(await server.World.Get<HoldCase>().Lift(legal, "PV-2026-07006", hold, "The proceedings ended"));
        World.Must(await server.World.Get<EraseCase>().Run(legal, "PV-2026-07006", "Retention ended"));
        Codes(await server.World.Get<EraseCase>().Run(legal, "PV-2026-07006", "Retention ended")).ShouldBe(["acts.unknown"], "its number is gone too");
        using var again = await server.Open(GateServer.Opening(server.World, "PV-2026-07006"));
        ((int)again.StatusCode).ShouldBeOneOf(409, 410);
    }

    private static string[] Codes<T>(Outcome<T> outcome) => [.. outcome.Refusals.Select(refusal => refusal.Code.Code)];

    [Fact]
    public void The_rows_of_a_backup_hold_no_key()
    {
        var rows = File.ReadAllBytes(Path.Combine(Backed().Folder, "probity.db"));
        using var read = server.World.Get<Reads>().Rent();
        var wrapped = read.Query(new Statement("SELECT wrapped FROM acts_data_key WHERE agency = @p0 AND wrapped IS NOT NULL"), row => row.Bytes(0), server.World.Agency);
        wrapped.Count.ShouldBeGreaterThan(3);
        wrapped.Count(key => rows.AsSpan().IndexOf(key) >= 0).ShouldBe(0);
    }

    [Theory]
    [InlineData("probity.db")]
    [InlineData("manifest.json")]
    [InlineData("manifest.mac")]
    public void A_backup_of_which_one_byte_was_changed_is_refused_by_the_name_of_the_file_and_nothing_serves_from_there(string name)
    {
        var backup = Backed();
        Flip(Path.Combine(backup.Folder, name));
        Codes(Restored(backup, "tampered-" + name)).ShouldBe(["acts.backup-damaged"]);
        Should.Throw<DataFolderRefused>(() => Opened("tampered-" + name)).Message.ShouldContain("not finished");
    }

    [Fact]
    public void Keys_that_were_changed_are_older_or_of_another_installation_are_refused()
    {
        var before = Backed();
        var backup = Backed();
        var changed = In("changed.jsonl");
        File.Copy(backup.KeyFile, changed);
        Flip(changed);
        Codes(Restored(backup, "changed", keys: changed)).ShouldBe(["acts.backup-damaged"]);

        var other = In("other.key");
        File.WriteAllText(other, Convert.ToBase64String(new byte[32]));
        Codes(Restored(backup, "other", master: other)).ShouldBe(["acts.backup-other-master-key"]);

        File.Delete(before.KeyFile);
        Codes(Restored(backup, "gone", keys: before.KeyFile)).ShouldBe(["acts.backup-damaged"]);
    }

    [Fact]
    public async Task Keys_from_before_the_backup_lack_what_was_made_since()
    {
        var before = Backed();
        await server.Opened(GateServer.Opening(server.World, "PV-2026-07007"));
        var backup = Backed();
        var refused = Restored(backup, "older", keys: before.KeyFile);
        Codes(refused).ShouldBe(["acts.backup-keys-older"]);
        refused.Refusals.Single().Values["keys"].ShouldBe("1");
    }

    [Fact]
    public void Signed_state_of_another_ledger_is_refused()
    {
        var other = In("foreign");
        File.WriteAllText(other, "ledger.elsewhere.example/1\n5\nGLrnvkuEV7i+TPXdHBjJvXdLUxPBimP6hlkYXR+8Jr8=\n\n— ledger.elsewhere.example/1 Gvzc4N1wKlTQ67w1qKwBTI+Qun3S8APSwi/EbaxOVoc8RTB+jqnRxSMefiKrbzWQVJ3tJnndITyrsrqTRlfQxIDXxQs=\n");
        Codes(Restored(Backed(), "foreign-restored", published: other)).ShouldBe(["acts.backup-other-history"]);
    }

    [Fact]
    public async Task One_agency_goes_to_another_installation_with_its_record_its_keys_and_the_names_of_its_cases()
    {
        const string Case = "PV-2026-07008";
        var id = await server.Released(Case);
        var (receipt, policy) = await Receipt(id);
        var package = Backed(server.World.Agency);
        await using (var home = Opened("home")) await World.Make(home.Services, "elsewhere");
        using (var folder = DataFolder.Open(In("home"), TestDatabase.For(In("home"))))
        {
            Codes(TakeAgency.Run(folder, package.Folder, package.KeyFile, Master, Rooms.Parts)).ShouldBe(["acts.backup-other-master-key"]);
            World.Must(TakeAgency.Run(folder, package.Folder, package.KeyFile, package.TransferKey!, Rooms.Parts));
            Codes(TakeAgency.Run(folder, package.Folder, package.KeyFile, package.TransferKey!, Rooms.Parts)).ShouldBe(["acts.backup-agency-there"]);
        }
        await using var app = Opened("home");
        var sequencer = app.Services.GetRequiredService<Sequencer>();
        await sequencer.Settle();
        sequencer.State().Frozen.ShouldBeNull();
        app.Services.GetRequiredService<People.Agencies.AgencyBook>().All.Count.ShouldBe(2);
        using (var session = app.Services.GetRequiredService<Judgement.Decisions.Gate>().Rent())
            app.Services.GetRequiredService<Judgement.Decisions.Gate>().Load(session, server.World.Agency, new DecisionId(Guid.Parse(id)))!.Opened.Case.ShouldBe(Case);
        Verifies(receipt, policy);
        Verifies(ReceiptOf(app, id), app.Services.GetRequiredService<LogKey>().Policy);
        app.Services.GetRequiredService<DataKeys>().CaseId(server.World.Agency, Case).ShouldBe(server.World.Get<DataKeys>().CaseId(server.World.Agency, Case));
    }

    [Fact]
    public void A_package_is_no_backup_and_a_backup_is_no_package()
    {
        var package = Backed(server.World.Agency);
        Codes(Restored(package, "package", master: package.TransferKey)).ShouldBe(["acts.backup-other-extent"]);
    }

    [Fact]
    public void A_place_that_has_something_is_never_overwritten()
    {
        var backup = Backed();
        World.Must(Restored(backup, "twice"));
        Codes(Restored(backup, "twice")).ShouldBe(["acts.backup-target-not-empty"]);
    }

    [Fact]
    public void A_full_disk_refuses_the_backup_and_leaves_none_behind()
    {
        // A device that is always full, as a folder would be on a full disk.
        using var folder = DataFolder.Look(server.Folder, TestDatabase.For(server.Folder));
        Codes(Backup.Make(folder, Rooms.Parts, "/dev/full/rows", In("keys"), null, _now)).ShouldBe(["acts.backup-not-written"]);
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => Directory.Delete(_place, recursive: true);
}
