using System.Net;
using System.Text.RegularExpressions;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.People.Units;
using Probity.PortVerrin;

namespace Probity.Server.Tests.Kills;

/// <summary>An administrator who makes units through the page, form by form: the simplest act that is state and journal row together.</summary>
internal sealed partial class UnitTraffic : Traffic, IDisposable
{
    private readonly SocketsHttpHandler _wire = new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
    private readonly HttpClient _http;
    private string _cookies = "", _token = "";

    public UnitTraffic() => _http = new HttpClient(_wire) { Timeout = TimeSpan.FromSeconds(20) };

    public override async Task Prepare(ServedProcess served)
    {
        var link = (await served.Line(line => line.StartsWith("Administrator", StringComparison.Ordinal))).Split(' ')[^1];
        await Open(new Uri(link));
        using var answer = await Send(HttpMethod.Post, new Uri(link), new() { ["form"] = _token });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public override Task Begin(ServedProcess served) => Open(new Uri(served.Address, "/units"));

    public override async Task<string?> Act(ServedProcess served, int number)
    {
        var name = $"Unit {number:d6}";
        using var answer = await Send(HttpMethod.Post, new Uri(served.Address, "/units?handler=Make"), new() { ["form"] = _token, ["Name"] = name });
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.OriginalString == "/units" ? name : null;
    }

    public override IReadOnlySet<string> Recorded(Reads reads)
    {
        using var db = reads.Open(SampleAgency.Id);
        return db.Set<Unit>().Select(unit => unit.Name).ToHashSet();
    }

    public override IEnumerable<string> HalfWritten(Reads reads)
    {
        using var db = reads.Open(SampleAgency.Id);
        var units = db.Set<Unit>().Select(unit => unit.Id.Value).ToList();
        var acts = db.Set<JournalRow>().Where(row => row.Kind == KeepUnits.Made.Name).Select(row => row.Subject).ToList();
        return units.Except(acts).Select(id => $"unit {id} without its act").Concat(acts.Except(units).Select(id => $"act of unit {id} without its unit"))
            .Concat(acts.GroupBy(id => id).Where(twice => twice.Count() > 1).Select(twice => $"unit {twice.Key} recorded {twice.Count()} times"));
    }

    private async Task Open(Uri page)
    {
        using var answer = await Send(HttpMethod.Get, page, null);
        _token = Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        _token.ShouldNotBeEmpty();
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, Uri address, Dictionary<string, string>? form)
    {
        using var request = new HttpRequestMessage(method, address) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        if (_cookies.Length > 0) request.Headers.Add("Cookie", _cookies);
        var answer = await _http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            var jar = _cookies.Split("; ", StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], StringComparer.Ordinal);
            foreach (var cookie in set) jar[cookie.Split('=')[0]] = cookie.Split(';')[0];
            _cookies = string.Join("; ", jar.Values);
        }
        return answer;
    }

    public void Dispose()
    {
        _http.Dispose();
        _wire.Dispose();
    }

    [GeneratedRegex("name=\"form\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
