using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Search;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Ledger.Notes;
using Probity.Ledger.Verification;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Erasure;
using Probity.People.Roles;
using Probity.Registry.Authorisations;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Erasure;

/// <summary>A person leaves, and what is known about them goes; that decisions were made stays.</summary>
public sealed class PersonErasureTests(GateServer server) : IClassFixture<GateServer>, IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("probity-erased-").FullName;

    private World World => server.World;

    private string In(string name) => Path.Combine(_place, name);

    private async Task<Actor> Legal() => World.As(await World.Legal());

    private static string[] Codes<T>(Outcome<T> outcome) => [.. outcome.Refusals.Select(refusal => refusal.Code.Code)];

    private Task<Outcome<PersonFacts>> Erase(Actor by, Leaver person, string ground = Leaver.Ground) => World.Get<ErasePerson>().Run(by, person.Id, person.Name, ground);

    private static async Task<(HttpResponseMessage Answer, string Page)> Post(HttpClient browser, string handler, params (string Name, string Value)[] fields)
    {
        var token = GateServer.Token(await browser.GetStringAsync("/sign-out"));
        using var form = new FormUrlEncodedContent([new("form", token), .. fields.Select(one => new KeyValuePair<string, string>(one.Name, one.Value))]);
        var answer = await browser.PostAsync("/erasure/person?handler=" + handler, form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Read(HttpClient browser, string path) => WebUtility.HtmlDecode(await browser.GetStringAsync(path));

    private async Task Sound()
    {
        await World.Get<Sequencer>().Settle();
        VerifierKey.TryParse(World.Get<LogKey>().VerifierKey, out var key).ShouldBeTrue();
        var ledger = Path.Combine(server.Folder, "ledger");
        var report = await Fsck.Run(path => Task.FromResult(File.Exists(Path.Combine(ledger, path)) ? File.ReadAllBytes(Path.Combine(ledger, path)) : null), key!, new FsckOptions { EntriesOnly = true }, default);
        report.Sound.ShouldBeTrue();
    }

    private static readonly string[] ByAccount =
        ["people_account_password", "people_factor", "people_passkey", "people_sign_in_link", "people_account_session", "people_absence", "people_digest", "people_calendar", "people_account_role"];

    [Fact]
    public async Task Nothing_with_the_name_the_sign_in_name_or_what_was_written_about_the_person_is_left_in_any_table()
    {
        var (officer, keeper, leader) = (await Leaver.Officer(World), await Leaver.With(World, Role.AiLead), await Leaver.With(World, Role.Leader));
        await officer.LivesHere();
        await keeper.KeepsTheRegister();
        var prepared = World.Must(await World.Get<PrepareAuthorisation>().Run(World.As(World.AiLead), World.Use, new Preparation([Condition.With("floor", "C3", new { eyeDistancePixels = 60, noInfrared = true }, "No image below the floor, none in infrared")], null, DateTimeOffset.UtcNow.AddDays(100)), Reason.FromText("Again")));
        World.Must(await World.Get<AuthoriseUse>().Run(World.As(leader.Id), World.Use, prepared.Id, prepared.ContentHash, Reason.FromText("Necessary")));
        Leaver[] people = [officer, keeper, leader];
        string[] words = [.. people.SelectMany(person => new[] { person.Name, person.Login, SearchWords.Fold(person.Name), person.Surname })];
        StoredWords.Where(server.Folder, words).Select(found => found.Split(':')[0]).Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "acts_search_gram.word", "acts_search_word.word", "people_account.login", "people_account.name", "people_account.name_sort", "people_account.search_text", "people_passkey.device",
            "people_role_proposal.decision_reason", "people_role_proposal.reason", "registry_assessment.made_by", "registry_authorisation.granted_by_name", "registry_import.imported_by", "registry_use.found_by",
        ]);

        foreach (var table in ByAccount)
            Count($"SELECT count(*) FROM {table} WHERE agency = @p0 AND account = @p1", officer.Id).ShouldBeGreaterThan(0, table);
        var legal = await Legal();
        foreach (var person in people)
        {
            await person.Leaves();
            World.Must(await Erase(legal, person));
        }
        StoredWords.Where(server.Folder, words).ShouldBeEmpty();
        foreach (var table in ByAccount) Count($"SELECT count(*) FROM {table} WHERE agency = @p0 AND account = @p1", officer.Id).ShouldBe(0, table);
        Count("SELECT count(*) FROM people_absence WHERE agency = @p0 AND deputy = @p1", officer.Id).ShouldBe(0);
        Count("SELECT count(*) FROM people_unit WHERE agency = @p0 AND leader = @p1", officer.Id).ShouldBe(0);
        Count("SELECT count(*) FROM training_certificate WHERE agency = @p0 AND account = @p1", officer.Id).ShouldBe(1, "that who decided was trained stays");
        Count("SELECT count(*) FROM judgement_draft WHERE agency = @p0 AND person = @p1", officer.Id).ShouldBe(0);
        await Sound();
        if (!TestDatabase.IsPostgres)
            foreach (var file in Directory.EnumerateFiles(server.Folder, "probity.db*"))
            {
                var bytes = await ReadShared(file);
                foreach (var word in new[] { officer.Name, officer.Login }) bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)).ShouldBe(-1, file);
            }
        using var reader = await server.SignedIn(World.AiLead);
        (await reader.GetStringAsync($"/uses/{World.UseReference}")).ShouldContain("erased account " + leader.Mark);
    }

    private static async Task<byte[]> ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private long Count(string sql, AccountId person)
    {
        using var read = World.Get<Reads>().Rent();
        return read.Number(new Statement(sql), World.Agency, person);
    }

    [Fact]
    public async Task A_decision_that_the_person_made_is_shown_with_the_mark_and_a_history_without_what_cannot_be_read()
    {
        var person = await Leaver.Officer(World);
        var decision = await server.Released("PV-2026-P001", by: person.Id);
        using var auditor = await server.SignedIn(World.Auditor);
        (await Read(auditor, $"/history/decision/{decision}")).ShouldContain(person.Name);
        (await Read(auditor, "/search?q=" + person.Surname)).ShouldContain(person.Id.ToString());
        await person.Leaves();
        World.Must(await Erase(await Legal(), person));

        var page = await Read(auditor, $"/history/decision/{decision}");
        page.ShouldContain("erased account " + person.Mark);
        page.ShouldNotContain("Featherstone");
        var history = await Read(auditor, $"/history/account/{person.Id}");
        history.ShouldContain("The content of this act was erased. Its proof still holds.");
        history.ShouldContain("Content of a person erased");
        history.ShouldContain(Leaver.Ground);
        history.ShouldNotContain("Featherstone");
        foreach (var typed in new[] { person.Surname, person.Login }) (await Read(auditor, "/search?q=" + typed)).ShouldNotContain(person.Id.ToString());
        (await auditor.GetStringAsync($"/accounts/{person.Id}")).ShouldNotContain("Featherstone");
        using var french = await server.SignedIn(World.Auditor, language: "fr");
        (await Read(french, $"/history/decision/{decision}")).ShouldContain("compte effacé " + person.Mark);
    }

    [Fact]
    public async Task A_legal_adviser_erases_by_form_and_is_told_what_goes_what_stays_and_where_it_stands_in_the_ledger()
    {
        var person = await Leaver.Officer(World);
        await person.LivesHere();
        using var legal = await server.SignedIn(await World.Legal());
        var (found, looked) = await Post(legal, "Look", ("Person", person.Login));
        found.StatusCode.ShouldBe(HttpStatusCode.OK, looked);
        looked.ShouldContain("What is erased");
        looked.ShouldContain("Steps of decisions");

        var (refused, why) = await Post(legal, "Act", ("Person", person.Id.ToString()), ("What", "Erase"), ("Typed", "Somebody"), ("Ground", ""));
        refused.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        foreach (var title in new[] { "The account is in use", "The account carries roles", "Look whether it is the right account", "Write why, in a sentence" }) why.ShouldContain(title);

        await person.Leaves();
        var (held, _) = await Post(legal, "Act", ("Person", person.Id.ToString()), ("What", "Hold"), ("Ground", "Order 7 of the court"));
        held.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var shown = await legal.GetStringAsync(held.Headers.Location);
        shown.ShouldContain("The content is held");
        var hold = System.Text.RegularExpressions.Regex.Match(shown, "name=\"Hold\" value=\"([^\"]+)\"").Groups[1].Value;
        var (blocked, said) = await Post(legal, "Act", ("Person", person.Id.ToString()), ("What", "Erase"), ("Typed", person.Name), ("Ground", Leaver.Ground));
        blocked.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        said.ShouldContain("Order 7 of the court");
        (await Post(legal, "Lift", ("Person", person.Id.ToString()), ("Hold", hold), ("Ground", "The proceedings ended"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var (erased, _) = await Post(legal, "Act", ("Person", person.Id.ToString()), ("What", "Erase"), ("Typed", person.Called), ("Ground", Leaver.Ground));
        erased.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await World.Get<Sequencer>().Settle();
        var after = await legal.GetStringAsync(erased.Headers.Location);
        after.ShouldContain("The content was erased");
        after.ShouldContain("p-ledger__no");
        after.ShouldNotContain("Featherstone");
        var list = await legal.GetStringAsync("/erasure");
        list.ShouldContain($"A person: erased account {person.Mark}");
        list.ShouldNotContain("Featherstone");
        (await Post(legal, "Look", ("Person", person.Login))).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_sign_in_name_is_free_for_somebody_else_and_the_erased_account_never_comes_back()
    {
        var person = await Leaver.Officer(World);
        await person.Leaves();
        var legal = await Legal();
        World.Must(await Erase(legal, person));
        person.LoginTaken().ShouldBeFalse();
        var administrator = World.As(World.Administrator);
        World.Must(await World.Get<CreateAccount>().Run(administrator, new NewAccount(person.Login, "Quite Another", "", null, ["en"])));

        Codes(await World.Get<SwitchAccount>().On(administrator, person.Id, "Back again")).ShouldBe(["acts.key-destroyed"]);
        Codes(await World.Get<ChangeAccount>().Run(administrator, person.Id, new AccountDetails("New Name", "", null, ["en"]))).ShouldBe(["acts.key-destroyed"]);
        Codes(await World.Get<GrantRole>().Run(administrator, person.Id, Role.Trainer, "Needed")).ShouldNotBeEmpty();
        Codes(await World.Get<ErasePerson>().Run(legal, person.Id, person.Name, Leaver.Ground)).ShouldBe(["people.person-erased"]);
        World.Get<People.Accounts.Accounts>().Find(World.Agency, person.Id)!.Active.ShouldBeFalse();
        using var keeper = await server.SignedIn(World.Administrator);
        var page = await keeper.GetStringAsync($"/accounts/{person.Id}");
        page.ShouldContain("Content erased");
        page.ShouldNotContain("switch-on");
        page.ShouldNotContain("Featherstone");
    }

    [Fact]
    public async Task Only_legal_advisers_erase_and_hold_and_only_in_their_own_agency()
    {
        var person = await Leaver.Officer(World);
        await person.Leaves();
        foreach (var other in new[] { World.Administrator, World.Leader, World.AiLead, World.Officer, World.Second, World.Auditor, World.Integrator, World.Trainer })
        {
            using var browser = await server.SignedIn(other);
            (await browser.GetAsync("/erasure/person?person=" + person.Id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Post(browser, "Act", ("Person", person.Id.ToString()), ("What", "Erase"), ("Typed", person.Name), ("Ground", Leaver.Ground))).Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            Codes(await Erase(World.As(other), person)).ShouldBe(["acts.not-allowed"]);
            Codes(await World.Get<HoldPerson>().Run(World.As(other), person.Id, "Order 7", null)).ShouldBe(["acts.not-allowed"]);
            if (other != World.Administrator && other != World.Leader && other != World.Auditor) continue;
            (await browser.GetStringAsync($"/accounts/{person.Id}")).ShouldNotContain("/erasure/person", Case.Insensitive, "the link is for who may");
        }
        var both = await World.Another("both." + person.Mark, "Bo Both", Role.Leader);
        World.Must(await World.Get<GrantRole>().Run(World.As(World.Administrator), both, Role.Legal, "Leads and advises"));
        using (var db = World.Get<Reads>().Open(World.Agency))
            if (db.Set<RoleProposal>().SingleOrDefault(row => row.Account == both && row.State == ProposalState.Waiting) is { } waits) World.Must(await World.Get<DecideProposal>().Confirm(World.As(World.Leader), waits.Id, "Agreed"));
        using (var browser = await server.SignedIn(both)) (await browser.GetStringAsync($"/accounts/{person.Id}")).ShouldContain($"/erasure/person?person={person.Id}");
        using (var browser = await server.SignedIn(both)) (await browser.GetAsync($"/erasure/person?person={person.Login}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "no sign-in name in an address");

        var elsewhere = await World.Make(server.App.Services, "elsewhere" + Guid.NewGuid().ToString("N")[..6]);
        var theirs = await elsewhere.Legal();
        using var foreign = await server.SignedIn(theirs, elsewhere);
        (await foreign.GetAsync("/erasure/person?person=" + person.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post(foreign, "Act", ("Person", person.Id.ToString()), ("What", "Erase"), ("Typed", person.Name), ("Ground", Leaver.Ground))).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Codes(await elsewhere.Get<ErasePerson>().Run(elsewhere.As(theirs), person.Id, person.Name, Leaver.Ground)).ShouldBe(["acts.unknown"]);
        Codes(await elsewhere.Get<HoldPerson>().Run(elsewhere.As(theirs), person.Id, "Order 7", null)).ShouldBe(["acts.unknown"]);
        person.LoginTaken().ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_erases_themselves_or_somebody_whose_going_others_must_still_look_at()
    {
        var legal = await World.Legal();
        Codes(await World.Get<ErasePerson>().Run(World.As(legal), legal, "Lea Gal", Leaver.Ground)).ShouldBe(["people.erases-oneself", "people.person-active", "people.person-has-roles"]);

        var watcher = await Leaver.With(World, Role.Oversight);
        await watcher.Leaves();
        Codes(await Erase(World.As(legal), watcher)).ShouldBe(["people.person-is-watched"]);
        World.Must(await World.Get<SeeNotice>().Run(World.As(World.Auditor), watcher.Id));
        World.Must(await Erase(World.As(legal), watcher));
    }

    [Fact]
    public async Task A_hold_of_one_day_ends_by_itself_and_one_in_the_past_is_none()
    {
        var person = await Leaver.Officer(World);
        var legal = await Legal();
        Codes(await World.Get<HoldPerson>().Run(legal, person.Id, "", DateTimeOffset.UtcNow.AddDays(-1))).ShouldBe(["acts.reason-missing", "acts.hold-past"]);
        Codes(await World.Get<HoldPerson>().Lift(legal, person.Id, new Acts.Duties.HoldId(Guid.NewGuid()), "Ended")).ShouldBe(["acts.unknown"]);
        World.Must(await World.Get<HoldPerson>().Run(legal, person.Id, "Order 7 of the court", DateTimeOffset.UtcNow.AddDays(1)));
        using var read = World.Get<Reads>().Rent();
        read.Person(World.Agency, person.Id, null, DateTimeOffset.UtcNow)!.Holds.Count.ShouldBe(1);
        read.Person(World.Agency, person.Id, null, DateTimeOffset.UtcNow.AddDays(2))!.Holds.ShouldBeEmpty();
    }

    private MadeBackup Backed(int second, AgencyId? only = null)
    {
        using var folder = DataFolder.Look(server.Folder, TestDatabase.For(server.Folder));
        return World.Must(Backup.Make(folder, Rooms.Parts, In("rows"), In("keys"), only, DateTimeOffset.UtcNow.AddSeconds(second)));
    }

    private WebApplication Opened(string folder) => ProbityServer.Build(new ServerOptions { Data = In(folder), Database = TestDatabase.For(In(folder)), Port = 0, Strict = true });

    private async Task StaysErased(string folder, Leaver person)
    {
        StoredWords.Where(In(folder), person.Name, person.Login, SearchWords.Fold(person.Name)).ShouldBeEmpty();
        await using var app = Opened(folder);
        await app.Services.GetRequiredService<Sequencer>().Settle();
        Should.Throw<KeyDestroyedException>(() => app.Services.GetRequiredService<DataKeys>().For(World.Agency, KeyScope.Person(person.Id.Value)));
        var card = app.Services.GetRequiredService<People.Accounts.Accounts>().Find(World.Agency, person.Id)!;
        (card.Erased, card.Title, card.Called.EndsWith(person.Mark, StringComparison.Ordinal)).ShouldBe((true, "", true));
        using (var read = app.Services.GetRequiredService<Reads>().Rent())
        {
            read.Number(new Statement("SELECT count(*) FROM acts_data_key WHERE agency = @p0 AND scope = @p1 AND wrapped IS NOT NULL"), World.Agency, KeyScope.Person(person.Id.Value).Name).ShouldBe(0);
            read.Number(new Statement("SELECT count(*) FROM people_factor WHERE agency = @p0 AND account = @p1"), World.Agency, person.Id).ShouldBe(0);
        }
        // Free there too.
        World.Must(await app.Services.GetRequiredService<CreateAccount>().Run(Actor.Person(World.Agency, World.Administrator), new NewAccount(person.Login, "Quite Another", "", null, ["en"])));
    }

    [Fact]
    public async Task What_was_erased_after_the_backup_stays_erased_after_its_restore_and_the_name_goes_from_the_old_rows()
    {
        var person = await Leaver.Officer(World);
        await person.LivesHere();
        await person.Leaves();
        var old = Backed(0);
        World.Must(await Erase(await Legal(), person));
        var newest = Backed(1);
        File.ReadAllBytes(Path.Combine(old.Folder, "probity.db")).AsSpan().IndexOf(Encoding.UTF8.GetBytes(person.Name)).ShouldBeGreaterThan(0, "the old rows still have it");

        World.Must(Restore.Whole(old.Folder, newest.KeyFile, Path.Combine(server.Folder, "keys", "master.key"), In("restored"), TestDatabase.For(In("restored")), null, Rooms.Parts, DateTimeOffset.UtcNow))
            .Erased.ShouldBeGreaterThanOrEqualTo(1);
        await StaysErased("restored", person);
    }

    [Fact]
    public async Task A_package_of_the_agency_brings_no_erased_person_along_and_an_older_one_does_not_open_with_the_newer_keys()
    {
        var person = await Leaver.Officer(World);
        await person.LivesHere();
        await person.Leaves();
        var old = Backed(2, World.Agency);
        World.Must(await Erase(await Legal(), person));
        var newest = Backed(3, World.Agency);
        await using (var home = Opened("home")) await World.Make(home.Services, "elsewhere");
        using (var folder = DataFolder.Open(In("home"), TestDatabase.For(In("home"))))
        {
            Codes(TakeAgency.Run(folder, old.Folder, newest.KeyFile, newest.TransferKey!, Rooms.Parts)).ShouldBe(["acts.backup-damaged"]);
            World.Must(TakeAgency.Run(folder, newest.Folder, newest.KeyFile, newest.TransferKey!, Rooms.Parts));
        }
        await StaysErased("home", person);
    }

    public void Dispose() => Directory.Delete(_place, recursive: true);
}
