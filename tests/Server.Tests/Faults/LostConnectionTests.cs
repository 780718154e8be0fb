using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Given;
using Probity.Judgement.Decisions;
using Probity.Judgement.Erasure;
using Probity.Judgement.Reveals;
using Probity.People.Accounts;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Units;
using Probity.People.Webhooks;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Server.Tests.Faults;

/// <summary>
/// The connection to PostgreSQL is lost in the middle of each verb: at every command of its transaction, before the order to commit arrives, and after the server has committed but before
/// its answer arrives. Every time the answer is a refusal that says so, nothing is half there, and the same request again leads to exactly one act.
/// </summary>
public sealed class LostConnectionTests(LostConnectionTests.BehindAProxy server) : IClassFixture<LostConnectionTests.BehindAProxy>
{
    public sealed class BehindAProxy : GateServer
    {
        private readonly Dictionary<string, HttpClient> _people = [];
        private int _number;

        internal CuttingProxy Proxy { get; private set; } = null!;

        internal string Direct { get; private set; } = "";

        public int Next() => Interlocked.Increment(ref _number);

        protected override ServerOptions Options(ServerOptions options)
        {
            var real = new NpgsqlConnectionStringBuilder(TestDatabase.OnServer(Folder));
            Direct = real.ConnectionString + ";Pooling=false";
            Proxy = new CuttingProxy(new UnixDomainSocketEndPoint(Path.Combine(real.Host!, ".s.PGSQL.5432")));
            return options with { Database = $"Host=127.0.0.1;Port={Proxy.Port};Username=probity;Database={real.Database};SSL Mode=Disable;Timeout=5" };
        }

        /// <summary>Signed in once: a cut must not meet a sign-in that is not meant.</summary>
        public async Task<HttpClient> Of(Acts.Ids.AccountId person)
        {
            if (!_people.TryGetValue(person.ToString(), out var browser)) _people.Add(person.ToString(), browser = await SignedIn(person));
            return browser;
        }

        /// <summary>Rows of every table, asked past the proxy. The state of the ledger moves by itself, and the words of the search are as many as somebody's name has.</summary>
        internal Dictionary<string, long> Rows()
        {
            using var session = new NpgsqlConnection(Direct);
            session.Open();
            using var command = new NpgsqlCommand("""
                SELECT table_name, (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || quote_ident(table_name), false, true, '')))[1]::text::bigint
                FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('acts_ledger', 'migration') AND table_name NOT LIKE 'acts\_search%'
                """, session);
            using var rows = command.ExecuteReader();
            var counts = new Dictionary<string, long>();
            while (rows.Read()) counts.Add(rows.GetString(0), rows.GetInt64(1));
            return counts;
        }

        public override async Task DisposeAsync()
        {
            await Whole.Ledger(App.Services, Path.Combine(Folder, "ledger"));
            await base.DisposeAsync();
            Proxy.Dispose();
        }
    }

    private World World => server.World;

    /// <summary>Does it, the same each time it is called, and tells the code of the refusal or nothing.</summary>
    private delegate Task<string?> Doing();

    /// <param name="Fresh">Prepares something to do it to.</param>
    /// <param name="Keyed">It is sent with an Idempotency-Key.</param>
    /// <param name="Steps">Two changes, each whole: the first may stand when the second is cut.</param>
    private sealed record Verb(Func<Task<Doing>> Fresh, bool Keyed = false, bool Steps = false);

    private static readonly string[] Names =
    [
        "open", "open protective", "refused opening", "view", "reveal", "judgement", "second view", "second judgement", "withdrawal", "receipt use", "outcome", "disclosure", "hold", "erasure",
        "unit", "account", "role", "role taken", "client", "client revoked", "webhook", "sign-in", "system", "assessment", "preparation", "authorisation", "suspension", "course", "certificate",
    ];

    public static IEnumerable<object[]> Verbs => Names.Select(name => new object[] { name });

    private Verb Of(string name) => name switch
    {
        "open" => new(() => Opening(), Keyed: true),
        "open protective" => new(() => Opening(mode: "protective", threat: "A man threatens a ward."), Keyed: true),
        "refused opening" => new(async () =>
        {
            var (doing, key) = (server.CaseSystem(), Guid.NewGuid().ToString());
            var body = GateServer.Opening(World, Case(), World.Officer, pixels: 20);
            return async () =>
            {
                using var answer = await GateServer.Open(doing, body, key);
                return answer.StatusCode == HttpStatusCode.Forbidden ? null : await Whole.Refused(answer);
            };
        }),
        "view" => new(async () => await Sent(World.Officer, $"{await Opened()}/view", GateServer.View()), Keyed: true, Steps: true),
        "reveal" => new(async () =>
        {
            var id = Id(await Opened());
            var view = JsonSerializer.Deserialize<Judgement.Views.OwnView>(JsonSerializer.SerializeToUtf8Bytes(GateServer.View()), HouseJson.Options)!;
            World.Must(await World.Get<Judgement.Views.RecordView>().Run(World.As(World.Officer), id, view));
            await World.Get<Acts.Sequencing.Sequencer>().NumberAll();
            return Direct(() => World.Get<OpenOutput>().Run(World.As(World.Officer), id));
        }),
        "judgement" => new(async () =>
        {
            var officer = await NextOfficer();
            return await Sent(officer, $"{await Seen(officer)}/judgement", GateServer.Judgement("lead", 1));
        }, Keyed: true),
        "second view" => new(async () =>
        {
            var (path, second) = await Judged();
            return await Sent(second, $"{path}/second", new { view = GateServer.View() });
        }, Keyed: true, Steps: true),
        "second judgement" => new(async () =>
        {
            var (path, second) = await Judged();
            (await (await Sent(second, $"{path}/second", new { view = GateServer.View() }))()).ShouldBeNull();
            return await Sent(second, $"{path}/second", new { judgement = GateServer.Judgement("noLead") });
        }, Keyed: true),
        "withdrawal" => new(async () => Sent(server.CaseSystem(), $"{await Opened()}/withdrawal", new { text = "Opened by mistake" }), Keyed: true),
        "receipt use" => new(async () =>
        {
            var number = Case();
            var path = await Opened(number, mode: "protective", threat: "A man threatens a ward.");
            return Sent(server.CaseSystem(), $"{path}/receipt/use", new { action = "protect", receiver = "case-system", @case = number });
        }, Keyed: true),
        "outcome" => new(async () => Sent(server.CaseSystem(), $"{await Ended()}/outcomes", new { came = "open", knownOn = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", null), source = "Laboratory asked" }), Keyed: true),
        "disclosure" => new(async () => await Sent(World.Auditor, $"{await Ended()}/disclosure", new { recipient = "Defence", reason = "Hearing" }), Keyed: true),
        "hold" => new(async () =>
        {
            var (number, legal) = (Case(), await Legal());
            await Opened(number);
            return Direct(() => World.Get<HoldCase>().Run(legal, number, "A hearing is near", null));
        }),
        "erasure" => new(async () =>
        {
            var (number, legal) = (Case(), await Legal());
            using var system = server.CaseSystem();
            (await Sent(system, $"{await Opened(number)}/withdrawal", new { text = "Opened by mistake" })()).ShouldBeNull();
            return Direct(() => World.Get<EraseCase>().Run(legal, number, "Retention ended"));
        }),
        "unit" => Plain(n => World.Get<KeepUnits>().Make(World.As(World.Administrator), $"Unit {n}")),
        "account" => Plain(n => World.Get<CreateAccount>().Run(World.As(World.Administrator), new NewAccount($"person{n}", $"Person {n}", "", null, ["en"]))),
        "role" => new(async () =>
        {
            var person = await Person();
            return Direct(() => World.Get<GrantRole>().Run(World.As(World.Administrator), person, Role.Trainer, "Needed for the work"));
        }),
        "role taken" => new(async () =>
        {
            var person = await Person(Role.Integrator);
            return Direct(() => World.Get<TakeRole>().Run(World.As(World.Administrator), person, Role.Integrator, "No longer needed"));
        }),
        "client" => Plain(n => World.Get<KeepClients>().Make(World.As(World.Integrator), $"system {n}", [Right.OpenDecision])),
        "client revoked" => new(async () =>
        {
            var client = await Client();
            return Direct(() => World.Get<KeepClients>().Revoke(World.As(World.Integrator), client, "The key was published"));
        }),
        "webhook" => new(async () =>
        {
            var client = await Client();
            return Direct(() => World.Get<KeepWebhooks>().Set(World.As(World.Integrator), client, new WebhookInput("http://127.0.0.1:9/told", [WebhookEvent.ReceiptUsed])));
        }),
        "sign-in" => new(async () =>
        {
            var (browser, path) = (server.Browser(), await World.SignInPath(World.OtherOfficer));
            var token = GateServer.Token(await browser.GetStringAsync(path));
            return async () =>
            {
                using var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("form", token)]));
                if (answer.StatusCode == HttpStatusCode.Redirect) return null;
                var words = await Whole.Refused(answer);
                return words.Contains("not known whether", StringComparison.Ordinal) ? ActsRefusals.StoreInDoubt.Code : words.Contains("Nothing could be recorded", StringComparison.Ordinal) ? ActsRefusals.StoreUnavailable.Code : words;
            };
        }),
        "system" => Plain(n => World.Get<RegisterSystem>().Run(World.As(World.AiLead), new NewSystem(new SystemFacts($"System {n}", "Vendor"), new VersionFacts("1", Assessed: true)))),
        "assessment" => Plain(n => World.Get<RecordAssessment>().Run(World.As(World.AiLead), World.Use, new AssessmentFacts($"Test {n}", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-10)), "Legal adviser", AssessmentResult.Acceptable), Reason.FromText("Signed"))),
        "preparation" => Plain(_ => Prepare()),
        "authorisation" => new(async () =>
        {
            var prepared = World.Must(await Prepare());
            return Direct(() => World.Get<AuthoriseUse>().Run(World.As(World.Leader), World.Use, prepared.Id, prepared.ContentHash, Reason.FromText("Necessary and proportionate")));
        }),
        "suspension" => new(async () =>
        {
            await World.Get<ResumeUse>().Run(World.As(World.Leader), World.Use, Reason.FromText("The error was corrected"));
            return Direct(() => World.Get<SuspendUse>().Run(World.As(World.Leader), World.Use, Reason.FromText("An error was found")));
        }),
        "course" => Plain(n => World.Get<MakeCourse>().Run(World.As(World.Trainer), new NewCourse($"C{n}", "Course", "Cours", null, 12))),
        "certificate" => new(async () =>
        {
            var course = World.Must(await World.Get<MakeCourse>().Run(World.As(World.Trainer), new NewCourse($"C{server.Next()}", "Course", "Cours", null, 12)));
            return Direct(() => World.Get<GrantCertificate>().Run(World.As(World.Trainer), new NewCertificate(World.Officer, course, DateTimeOffset.UtcNow.AddDays(100)), Reason.FromText("Passed")));
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    [Theory, MemberData(nameof(Verbs))]
    public async Task A_connection_that_is_lost_in_the_middle_leaves_all_or_nothing_and_the_same_again_leads_to_one_act(string name)
    {
        var verb = Of(name);
        try
        {
            var clean = await Try(verb, null, 0);
            clean.Code.ShouldBeNull();
            clean.After.ShouldNotBeEmpty();

            for (int at = 1, missed = 0; ; at++)
            {
                var tried = await Try(verb, Cut.Command, at);
                if (!tried.Reached) break;
                if (tried.Code is null)
                {
                    // The cut met a change that somebody else made at this moment: again at the same place.
                    (++missed).ShouldBeLessThan(5);
                    at--;
                    continue;
                }
                tried.Code.ShouldBe("acts.store-unavailable", $"command {at}");
                if (!verb.Steps) tried.After.ShouldBeEmpty($"command {at}");
                await Again(verb, tried, clean.After, $"command {at}");
                at.ShouldBeLessThan(200);
            }
            foreach (var cut in new[] { Cut.BeforeCommit, Cut.AfterCommit })
            {
                var tried = await Try(verb, cut, 0);
                for (var missed = 0; tried.Code is null && missed < 5; missed++) tried = await Try(verb, cut, 0);
                tried.Reached.ShouldBeTrue();
                tried.Code.ShouldBe("acts.store-in-doubt", cut.ToString());
                if (cut == Cut.BeforeCommit) tried.After.ShouldBeEmpty();
                else if (!verb.Steps) tried.After.ShouldBe(clean.After, ignoreOrder: true);
                if (verb.Keyed || cut == Cut.BeforeCommit) await Again(verb, tried, clean.After, cut.ToString());
            }
        }
        finally
        {
            if (name == "suspension") await World.Get<ResumeUse>().Run(World.As(World.Leader), World.Use, Reason.FromText("The error was corrected"));
        }
    }

    [Fact]
    public async Task A_server_whose_database_is_gone_for_a_while_says_so_and_goes_on_by_itself()
    {
        var doing = await Opening();
        using var browser = await server.SignedIn(World.Third);
        server.Proxy.Down();
        for (var n = 0; n < 3; n++) (await doing()).ShouldBe("acts.store-unavailable");
        using (var page = await browser.GetAsync("/decisions")) (await Whole.Refused(page)).ShouldContain("<html");
        (await FullDiskTests.Ready(server))["database"].ShouldBe("down");
        server.Proxy.Up();
        await Whole.Until(() => FullDiskTests.Ready(server).Result["database"] == "good", TimeSpan.FromSeconds(20));
        string? code = "";
        await Whole.Until(() => (code = doing().Result) is null, TimeSpan.FromSeconds(20), () => code!);
        (await browser.GetAsync("/decisions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Whole.Ledger(server.App.Services, Path.Combine(server.Folder, "ledger"));
    }

    private sealed record Tried(bool Reached, string? Code, Dictionary<string, long> Before, Dictionary<string, long> After, Doing Doing);

    private async Task<Tried> Try(Verb verb, Cut? cut, int at)
    {
        var doing = await verb.Fresh();
        var before = server.Rows();
        var reached = cut is { } where ? server.Proxy.Arm(where, at) : () => false;
        var code = await doing();
        return new(reached(), code, before, Difference(before), doing);
    }

    private async Task Again(Verb verb, Tried tried, Dictionary<string, long> whole, string where)
    {
        (await tried.Doing()).ShouldBeNull(where);
        Difference(tried.Before).ShouldBe(whole, ignoreOrder: true, where);
        if (!verb.Keyed) return;
        (await tried.Doing()).ShouldBeNull(where);
        Difference(tried.Before).ShouldBe(whole, ignoreOrder: true, where);
    }

    /// <summary>The rows that came or went since, table by table.</summary>
    private Dictionary<string, long> Difference(Dictionary<string, long> before) =>
        server.Rows().Select(table => (table.Key, Change: table.Value - before[table.Key])).Where(table => table.Change != 0).ToDictionary(table => table.Key, table => table.Change);

    private string Case() => $"LC-2026-{server.Next():d5}";

    private static DecisionId Id(string path) => new(Guid.Parse(path.Split('/')[^1]));

    private async Task<Doing> Opening(string mode = "sealed", string? threat = null)
    {
        var (system, body, key) = (server.CaseSystem(), GateServer.Opening(World, Case(), World.Officer, mode: mode, threat: threat), Guid.NewGuid().ToString());
        return async () =>
        {
            using var answer = await GateServer.Open(system, body, key);
            return answer.StatusCode == HttpStatusCode.Created ? null : await Whole.Refused(answer);
        };
    }

    private async Task<string> Opened(string? number = null, string mode = "sealed", string? threat = null, Acts.Ids.AccountId? officer = null) =>
        "/api/v1/decisions/" + await server.Opened(GateServer.Opening(World, number ?? Case(), officer ?? World.Officer, mode: mode, threat: threat));

    private async Task<string> Seen(Acts.Ids.AccountId officer)
    {
        var path = await Opened(officer: officer);
        (await (await Sent(officer, $"{path}/view", GateServer.View()))()).ShouldBeNull();
        return path;
    }

    private static readonly Dictionary<int, Acts.Ids.AccountId> Officers = [];
    private static int _judged;

    /// <summary>Another one for every few: the same two people do not review each other for ever.</summary>
    private async Task<Acts.Ids.AccountId> NextOfficer()
    {
        var number = _judged++ / 4;
        if (!Officers.TryGetValue(number, out var officer)) Officers.Add(number, officer = await World.AnotherOfficer($"officer{number}"));
        return officer;
    }

    /// <summary>A lead, so that a second person is drawn.</summary>
    private async Task<(string Path, Acts.Ids.AccountId Second)> Judged()
    {
        var officer = await NextOfficer();
        var path = await Seen(officer);
        (await (await Sent(officer, $"{path}/judgement", GateServer.Judgement("lead", 1)))()).ShouldBeNull();
        using var session = World.Get<Judgement.Decisions.Gate>().Rent();
        return (path, World.Get<Judgement.Decisions.Gate>().Load(session, World.Agency, Id(path))!.Decision.Second!.Value);
    }

    /// <summary>At its end without a second person: withdrawn ones have no outcome, so one that was released.</summary>
    private async Task<string> Ended()
    {
        var (path, second) = await Judged();
        (await (await Sent(second, $"{path}/second", new { view = GateServer.View() }))()).ShouldBeNull();
        (await (await Sent(second, $"{path}/second", new { judgement = GateServer.Judgement("noLead") }))()).ShouldBeNull();
        using var session = World.Get<Judgement.Decisions.Gate>().Rent();
        if (World.Get<Judgement.Decisions.Gate>().Load(session, World.Agency, Id(path))!.Decision.Third is not { } third) return path;
        (await (await Sent(third, $"{path}/second", new { view = GateServer.View() }))()).ShouldBeNull();
        (await (await Sent(third, $"{path}/second", new { judgement = GateServer.Judgement("noLead") }))()).ShouldBeNull();
        await World.Get<Acts.Sequencing.Sequencer>().Settle();
        return path;
    }

    private async Task<Doing> Sent(Acts.Ids.AccountId person, string path, object body) => Sent(await server.Of(person), path, body);

    private static Doing Sent(HttpClient client, string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        return async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Accept.ParseAdd("application/json");
            using var answer = await client.SendAsync(request);
            return answer.IsSuccessStatusCode ? null : await Whole.Refused(answer);
        };
    }

    private static Doing Direct<T>(Func<Task<Outcome<T>>> verb) => async () =>
    {
        var outcome = await verb();
        return outcome.Done ? null : outcome.Refusals[0].Code.Code;
    };

    private Verb Plain<T>(Func<int, Task<Outcome<T>>> verb) => new(() =>
    {
        var n = server.Next();
        return Task.FromResult(Direct(() => verb(n)));
    });

    private Actor? _legal;

    private async Task<Actor> Legal() => _legal ??= World.As(await World.Legal());

    private async Task<Acts.Ids.AccountId> Person(Role role = Role.Member) => await World.Another($"p{server.Next()}", "Another Person", role);

    private async Task<ServiceClientId> Client() => World.Must(await World.Get<KeepClients>().Make(World.As(World.Integrator), $"system {server.Next()}", [Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt])).Id;

    private Task<Outcome<Prepared>> Prepare() => World.Get<PrepareAuthorisation>().Run(World.As(World.AiLead), World.Use, new Preparation([], null, DateTimeOffset.UtcNow.AddDays(200)), Reason.FromText("Ready to be decided"));
}
