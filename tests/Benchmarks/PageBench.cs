using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.SignIn;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.Benchmarks;

/// <summary>
/// Every page, list and export of an installation that somebody filled (./probity generate), as one person of each role meets it: from their first page along every link and through
/// every filter, a few addresses of each kind. The limit is for pages; an export is a stream, and what is told of it is its first byte, its rate and what it took of memory.
/// </summary>
public static partial class PageBench
{
    private const int OfAKind = 4, Rounds = 5;
    private const double Limit = 300;

    private sealed class Kind
    {
        public List<string> Addresses { get; } = [];
        public List<double> Times { get; } = [];

        /// <summary>The very first request, in which the page is compiled.</summary>
        public double? First { get; set; }
        public long Bytes { get; set; }
        public double FirstByte { get; set; }
        public bool IsExport { get; set; }
        public string Slowest { get; set; } = "";
    }

    public static async Task Run(string data)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var (options, faults) = Settings.Read(data, environment);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join(", ", faults));
        await using var app = ProbityServer.Build(options with { Port = 0 }, services => services.AddSingleton(new PeopleOptions { SignInBurst = 10_000 }));
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var agency = app.Services.GetRequiredService<AgencyBook>().All[0].Id;
        var atRest = Memory();
        var peak = 0L;
        using var watching = new Timer(_ => peak = Math.Max(peak, Memory()), null, 0, 20);

        var kinds = new SortedDictionary<string, Kind>(StringComparer.Ordinal);
        Dictionary<Role, AccountId> people;
        using (var db = app.Services.GetRequiredService<Reads>().Open(agency))
            people = db.Set<AccountRole>().ToList().GroupBy(row => row.Role).ToDictionary(group => group.Key, group => group.MinBy(row => row.GrantedAt)!.Account);
        foreach (var (role, person) in people.OrderBy(pair => pair.Key))
        {
            using var client = await SignedIn(app.Services, address, agency, person);
            await Walk(client, role, kinds);
        }
        await Interface(app.Services, address, agency, people[Role.Integrator], kinds);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"Kind of page",-70} {"n",5} {"median",8} {"p95",8} {"most",8}  ms"));
        foreach (var (name, kind) in kinds.Where(pair => !pair.Value.IsExport).OrderByDescending(pair => P95(pair.Value.Times)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {kind.Times.Count,5} {Probity.Benchmarks.Rounds.Median(kind.Times),8:N1} {P95(kind.Times),8:N1} {kind.Times.Max(),8:N1}  {(P95(kind.Times) > 100 ? kind.Slowest : "")}"));
        Console.WriteLine();
        foreach (var (name, kind) in kinds.Where(pair => pair.Value.IsExport))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Export {name,-63} first byte {kind.FirstByte,8:N1} ms, {kind.Bytes / 1e6,8:N1} MB in {kind.Times[0] / 1000,6:N1} s"));
        Console.WriteLine();
        var pages = kinds.Values.Where(kind => !kind.IsExport).ToList();
        Probity.Benchmarks.Rounds.Against("The slowest kind of page, 95th percentile", [pages.Max(kind => P95(kind.Times))], Limit, "ms", atLeast: false);
        Probity.Benchmarks.Rounds.Against("All pages, 95th percentile", [P95([.. pages.SelectMany(kind => kind.Times)])], Limit, "ms", atLeast: false);
        Probity.Benchmarks.Rounds.Say("The first page of a kind after a start", [.. pages.Select(kind => kind.First ?? 0)], "ms");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Memory of server and client: {atRest / 1e6:N0} MB before, {peak / 1e6:N0} MB at most"));
        var never = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').ToLowerInvariant()).Distinct()
            .Where(pattern => !kinds.Keys.Any(kind => Regex.IsMatch(kind.Split('?')[0], "^" + Hole().Replace(pattern.TrimEnd('/'), "[^/]+") + "/?$"))).Order();
        Console.WriteLine("Never met: " + string.Join(" ", never));
        await app.StopAsync();
    }

    private static long Memory()
    {
        // Without the pages of the database that every reading connection maps: those are the file, and are counted once for each.
        var anonymous = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(anonymous.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) * 1024;
    }

    private static double P95(List<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * 0.95))];
    }

    private static async Task<HttpClient> SignedIn(IServiceProvider services, Uri address, AgencyId agency, AccountId person)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
        var link = await services.GetRequiredService<SignInLinks>().Make(Actor.Installation(agency), person, sample: true);
        using var page = await client.GetAsync(link.Value!.Path);
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("form", token)]);
        (await client.PostAsync(page.RequestMessage!.RequestUri, form)).Dispose();
        return client;
    }

    /// <summary>Breadth first, so that the nearest pages are seen however many there are.</summary>
    private static async Task Walk(HttpClient client, Role role, SortedDictionary<string, Kind> kinds)
    {
        var (waiting, seen, ofAKind) = (new Queue<string>(["/today", "/search?q=harbour", "/search?q=VC-2026-00471", "/search?q=VC-AI-0007", "/search?q=custdy%20score"]), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        while (waiting.TryDequeue(out var path))
        {
            // What is exported is what the list shows; its filters are measured there.
            if (!seen.Add(path) || path.Contains("/export/", StringComparison.Ordinal) && path.Contains('?', StringComparison.Ordinal) && !path.EndsWith("?sort=", StringComparison.Ordinal) && Filtered().IsMatch(path)) continue;
            var name = NameOf(path);
            ref var met = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(ofAKind, name, out _);
            if (met++ >= OfAKind) continue;
            if (!kinds.TryGetValue(name, out var kind)) kinds.Add(name, kind = new Kind { IsExport = path.Contains("/export/", StringComparison.Ordinal) });
            if (kind.IsExport && kind.Times.Count > 0) continue;
            string? html = null;
            for (var round = 0; round < (kind.IsExport ? 1 : Rounds); round++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone) break;
                if ((int)answer.StatusCode >= 500) throw new InvalidOperationException($"{role} {path}: {answer.StatusCode}");
                kind.FirstByte = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (answer.Content.Headers.ContentType?.MediaType == "text/html") html = await answer.Content.ReadAsStringAsync();
                else kind.Bytes = Math.Max(kind.Bytes, await Drain(answer));
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (took > Limit) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took,9:N0} ms  {role} {path}"));
                if (kind.First is null && !kind.IsExport)
                {
                    kind.First = took;
                    continue;
                }
                if (kind.Times.Count == 0 || took > kind.Times.Max()) kind.Slowest = $"{role} {path}";
                kind.Times.Add(took);
            }
            if (kind.Times.Count == 0) kinds.Remove(name);
            if (html is null) continue;
            foreach (Match link in Link().Matches(html)) waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0]);
            foreach (var asked in Questions(html, path)) waiting.Enqueue(asked);
        }
    }

    private static async Task<long> Drain(HttpResponseMessage answer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long all = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;) all += read;
        return all;
    }

    /// <summary>Every choice of every filter of a page, one at a time, and a word where it asks for one.</summary>
    private static IEnumerable<string> Questions(string html, string path)
    {
        foreach (Match form in GetForm().Matches(html))
        {
            var action = form.Groups[1].Value is { Length: > 0 } said ? WebUtility.HtmlDecode(said) : path.Split('?')[0];
            foreach (Match select in Select().Matches(form.Value))
                foreach (Match option in Option().Matches(select.Groups[2].Value).Take(OfAKind))
                    if (option.Groups[1].Value is { Length: > 0 } value) yield return $"{action}?{select.Groups[1].Value}={Uri.EscapeDataString(WebUtility.HtmlDecode(value))}";
            if (form.Value.Contains("name=\"q\"", StringComparison.Ordinal))
                foreach (var word in new[] { "VC-2026-01", "harbour", "a" }) yield return $"{action}?q={word}";
        }
    }

    /// <summary>What a connected system reads.</summary>
    private static async Task Interface(IServiceProvider services, Uri address, AgencyId agency, AccountId integrator, SortedDictionary<string, Kind> kinds)
    {
        var made = await services.GetRequiredService<KeepClients>().Make(Actor.Person(agency, integrator), "Benchmark", [Right.SeeRegister, Right.SeeDecisions, Right.OpenDecision, Right.UseReceipt]);
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Value!.Key);
        var decisions = kinds.Values.SelectMany(kind => kind.Addresses).ToList();
        using (var read = services.GetRequiredService<Reads>().Open(agency))
            decisions = [.. read.Set<Judgement.Decisions.Decision>().Where(row => row.State == Judgement.Decisions.DecisionState.Released).OrderByDescending(row => row.Id).Take(20).Select(row => row.Id).ToList().Select(id => id.ToString())];
        string[] paths = ["/api/v1/uses", "/api/v1/uses/VC-AI-0007", .. decisions.SelectMany(id => new[] { $"/api/v1/decisions/{id}", $"/api/v1/decisions/{id}/receipt", $"/api/v1/decisions/{id}/receipt/status", $"/api/v1/decisions/{id}/outcomes" })];
        foreach (var path in paths)
        {
            var name = NameOf(path);
            if (!kinds.TryGetValue(name, out var kind)) kinds.Add(name, kind = new Kind());
            for (var round = 0; round < Rounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(path);
                await answer.Content.ReadAsByteArrayAsync();
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (kind.Times.Count == 0 || took > kind.Times.Max()) kind.Slowest = $"{path} {(int)answer.StatusCode}";
                kind.Times.Add(took);
            }
        }
    }

    /// <summary>Ids and the values of a query taken out: addresses of one name are of one kind.</summary>
    private static string NameOf(string path)
    {
        var parts = path.Split('?');
        var name = Reference().Replace(GuidPart().Replace(parts[0], "{id}"), "{reference}");
        return parts.Length == 1 ? name : name + "?" + string.Join('&', parts[1].Split('&').Select(pair => pair.Split('=')[0]).Order());
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex GuidPart();

    [GeneratedRegex("(?<=/)[A-Z]{2,}-[A-Z]{2}-[0-9]+(?=/|$)|(?<=/)[0-9]+(?=/|$)|(?<=/)[0-9a-f]{64}(?=/|$)")]
    private static partial Regex Reference();

    [GeneratedRegex("[?&](?!sort=|bom=)[^=]+=")]
    private static partial Regex Filtered();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("name=\"form\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("href=\"(/(?!/|assets)[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<form(?![^>]*method=\"post\")[^>]*?(?:action=\"([^\"]*)\")?[^>]*>.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex GetForm();

    [GeneratedRegex("<select[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Option();
}
