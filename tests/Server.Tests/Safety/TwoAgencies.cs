using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People;
using Probity.People.Accounts;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.Registry.Systems;
using Probity.Server.Tests.Gate;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Server.Tests.Safety;

/// <summary>Who knocks: a person with one role, a connected system with one scope, or nobody.</summary>
public sealed record Caller(string Name, IReadOnlySet<Right> Rights, HttpClient Http, bool Person);

/// <summary>
/// Two agencies in one installation with the same things in them: people of every role, a use, decisions, an import, clients, proposals. What is the other
/// agency's carries a mark in its names.
/// </summary>
public sealed partial class TwoAgencies : GateServer
{
    /// <summary>Everybody signs in from one address within a minute.</summary>
    protected override void Also(IServiceCollection services) => services.AddSingleton(new PeopleOptions { SignInBurst = 10_000 });

    public const string Mark = "zzsecret";

    private readonly Dictionary<World, Dictionary<string, string[]>> _ids = [];
    private IReadOnlyList<Caller>? _callers;
    private readonly Dictionary<World, Dictionary<Role, AccountId>> _people = [];

    public World Other { get; private set; } = null!;
    public IReadOnlyList<Door> Doors { get; private set; } = [];

    /// <summary>A body for every address of the interface, from its own description.</summary>
    public Dictionary<string, string> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>A decision of each agency whose output nobody has been shown.</summary>
    public Dictionary<World, string> Sealed { get; } = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Other = await World.Make(App.Services, Mark, reference: "ZZ-1");
        foreach (var world in new[] { World, Other }) await Fill(world);
        Doors = await Door.All(App.Services);
        using var reader = Machine();
        var description = JsonDocument.Parse(await reader.GetStringAsync("/openapi/v1.json")).RootElement;
        foreach (var path in description.GetProperty("paths").EnumerateObject())
            if (path.Value.TryGetProperty("post", out var post) && post.TryGetProperty("requestBody", out var body)) Bodies[path.Name] = body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
    }

    public AccountId Person(Role role, World? world = null) => _people[world ?? World][role];

    /// <summary>Nobody, one person per role, one connected system per scope; signed in once, for signing in is held to a rate.</summary>
    public async Task<IReadOnlyList<Caller>> Callers() => _callers ??= await CallersOf(World);

    private async Task<IReadOnlyList<Caller>> CallersOf(World world)
    {
        var callers = new List<Caller> { new("nobody", new HashSet<Right>(), Browser(), Person: true) };
        foreach (var (role, person) in _people[world]) callers.Add(new(role.ToString(), RoleRights.Of([role]), await SignedIn(person, world), Person: true));
        foreach (var scope in ClientScopes.Allowed.Order())
        {
            var made = World.Must(await world.Get<KeepClients>().Make(world.As(world.Integrator), $"{world.Code} only {scope}", [scope]));
            callers.Add(new("system with " + scope, new HashSet<Right> { scope }, Machine(made.Key), Person: false));
        }
        return callers;
    }

    /// <summary>Every address of the pattern that has something of the agency behind it.</summary>
    public IReadOnlyList<string> Addresses(Door door, World world)
    {
        var suffix = door.Handler is null ? "" : "?handler=" + door.Handler;
        // What has a history is named by its kind and its id together.
        var pattern = door.Pattern.Replace("{kind}/{id:guid}", "{thing}", StringComparison.Ordinal);
        IEnumerable<string> filled = [pattern];
        foreach (Match part in Part().Matches(pattern))
            filled = filled.SelectMany(address => Values(world, pattern, part.Groups[1].Value).Select(value => address.Replace(part.Value, value, StringComparison.Ordinal))).ToList();
        return [.. filled.Select(address => address.TrimEnd('/') is { Length: > 0 } kept ? kept + suffix : "/" + suffix)];
    }

    public static bool ById(Door door) => Part().Matches(door.Pattern).Any(part => part.Groups[1].Value is "id" or "reference") && !door.Pattern.StartsWith("/ledger/tile", StringComparison.Ordinal);

    private string[] Values(World world, string pattern, string part)
    {
        var ids = _ids[world];
        // The longest piece of the address that is known wins; a key without a part stands for the id.
        var key = ids.Keys.Where(key => part == "id" || key.Contains('#')).Where(key => (pattern + "#" + part).Contains(key, StringComparison.Ordinal)).MaxBy(key => key.Length)
            ?? throw new InvalidOperationException($"What stands for {{{part}}} in {pattern}? Say it in TwoAgencies.Fill.");
        return ids[key];
    }

    private async Task Fill(World world)
    {
        var mark = world == Other ? Mark : "own";
        var people = _people[world] = new()
        {
            [Role.Officer] = world.Officer,
            [Role.SecondPerson] = world.Second,
            [Role.AiLead] = world.AiLead,
            [Role.Leader] = world.Leader,
            [Role.Auditor] = world.Auditor,
            [Role.Integrator] = world.Integrator,
            [Role.Trainer] = world.Trainer,
            [Role.Administrator] = world.Administrator,
        };
        foreach (var role in Enum.GetValues<Role>().Where(role => !people.ContainsKey(role)))
            people[role] = await world.Another("one." + role.ToString().ToLowerInvariant(), $"{mark} {role}", role);
        var wanted = World.Must(await world.Get<CreateAccount>().Run(world.As(world.Administrator), new NewAccount("wanted", $"{mark} Wanted", "", null, ["en"])));
        World.Must(await world.Get<GrantRole>().Run(world.As(world.Administrator), wanted, Role.Auditor, "Needed for the work"));
        using var lead = await SignedIn(world.AiLead, world);
        var (check, report) = await Import(lead, mark);

        Sealed[world] = await Opened(Opening(world, mark + "-SEALED", world.Officer), world);
        var released = await Released(mark + "-ENDED", world);
        using (var auditor = await SignedIn(world.Auditor, world))
        using (var given = await auditor.PostAsync($"/api/v1/decisions/{released}/disclosure", new StringContent($$"""{"recipient":"{{mark}} defence","reason":"Hearing"}""", Encoding.UTF8, "application/json")))
            given.StatusCode.ShouldBe(HttpStatusCode.Created);
        await world.Get<Sequencer>().Settle();

        using var db = world.Get<Reads>().Open(world.Agency);
        string[] One(Guid id) => [id.ToString("D")];
        var system = One(db.Set<AiSystem>().First().Id.Value);
        var journal = db.Set<JournalRow>().ToList();
        var size = world.Get<Sequencer>().State().Signed;
        _ids[world] = new(StringComparer.Ordinal)
        {
            ["/uses/by-id/{id}#id"] = One(world.Use.Value),
            ["#reference"] = [world.UseReference],
            ["#condition"] = ["floor"],
            ["#step"] = ["end", "resume", "withdraw"],
            ["#what"] = ["switch-off", "end-sessions"],
            ["/systems/{id}"] = system,
            ["#version"] = One(world.Version.Value),
            ["/registry/imports/{id}"] = [report.Split('/')[^1]],
            ["#sha256"] = [check.Split('/')[^1]],
            ["/registry/imports/{id}/rows/{number:int}#number"] = ["1", "2"],
            ["#extension"] = ["csv", "json"],
            ["/clients/{id}"] = One(world.Client.Value),
            ["/accounts/{id}"] = One(world.Officer.Value),
            ["/roles/{id}"] = One(db.Set<RoleProposal>().Single(proposal => proposal.Account == wanted).Id.Value),
            ["/training/courses/{id}"] = One(db.Set<Course>().First().Id.Value),
            ["/training/certificates/{id}"] = One(db.Set<Certificate>().First().Id.Value),
            ["/decisions/{id"] = [released, Sealed[world]],
            ["/disclosure/{number:int}#number"] = ["1"],
            ["/disclosure/{number:int}.json#number"] = ["1"],
            ["#thing"] = [.. journal.GroupBy(row => row.SubjectKind).Select(kind => $"{kind.Key}/{kind.First().Subject:D}")],
            ["/ledger/acts/{id:long}"] = [journal[0].Id.Value.ToString(CultureInfo.InvariantCulture)],
            ["#rest"] = ["entries/000" + (size % 256 is var part and not 0 && size < 256 ? $".p/{part}" : "")],
            ["/accounts/export/{file}#file"] = ["accounts.csv", "accounts.json", "dictionary.json"],
            ["/uses/export/{file}#file"] = ["uses.csv", "uses.json"],
            ["/systems/export/{file}#file"] = ["systems.csv"],
            ["/registry/imports/{id}/export/{file}#file"] = ["rows.csv", "rows.json", "dictionary.json"],
            ["/training/certificates/export/{file}#file"] = ["certificates.csv"],
            ["/decisions/export/{file}#file"] = ["decisions.csv", "decisions.json"],
            ["/history/{thing}/export/{file}#file"] = ["acts.csv", "acts.json"],
            ["/assets/{file}#file"] = ["favicon.svg"],
            ["#token"] = ["AAAA"],
            ["#secret"] = [""],
            ["#documentName"] = ["v1"],
        };
    }

    private static async Task<(string Check, string Report)> Import(HttpClient lead, string mark)
    {
        const string start = "/registry/imports/new";
        using var file = new MultipartFormDataContent
        {
            { new StringContent(Token(await lead.GetStringAsync(start))), "form" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"id,use_case_name,development_stage\r\n{mark.ToUpperInvariant()}-9,{mark} reader,Deployed\r\n")), "Upload", mark + ".csv" },
        };
        using var read = await lead.PostAsync(start, file);
        var check = read.Headers.Location!.OriginalString;
        using var form = new FormUrlEncodedContent([new("form", Token(await lead.GetStringAsync(check))), new("Reason", "The list of last year")]);
        using var done = await lead.PostAsync(check, form);
        return (check.Split('?')[0], done.Headers.Location!.OriginalString);
    }

    [GeneratedRegex(@"\{\**(\w+)[^{}]*\}")]
    private static partial Regex Part();
}
