using System.Net;
using System.Text.RegularExpressions;

namespace Probity.Server.Tests.Inventory;

/// <summary>Somebody at a browser without scripts: keeps cookies, fills forms, follows no redirect by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = Cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
        _http.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public CookieContainer Cookies { get; }

    public async Task SignIn(string link)
    {
        using var answer = await Post(link, []);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    public async Task<string> Page(string path)
    {
        using var answer = await Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The page once it no longer waits for something.</summary>
    public async Task<string> PageWhenDone(string path)
    {
        string page;
        do page = await Page(path);
        while (page.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal));
        return page;
    }

    public async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields)
    {
        fields["form"] = await Token(path);
        using var content = new FormUrlEncodedContent(fields);
        return await _http.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), content);
    }

    public async Task<HttpResponseMessage> PostFile(string path, byte[]? file, string name)
    {
        using var content = new MultipartFormDataContent { { new StringContent(await Token(path)), "form" } };
        if (file is not null) content.Add(new ByteArrayContent(file), "Upload", name);
        return await _http.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), content);
    }

    private async Task<string> Token(string path)
    {
        using var answer = await Get(path);
        return FormToken().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"form\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
