using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Probity.Desk.Assets;
using Probity.Desk.Doors;

namespace Probity.Desk.Tests.Assets;

public sealed class AssetsTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("probity-assets").FullName;
    private readonly HttpClient _client = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var assets = Directory.CreateDirectory(Path.Combine(_root, "assets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_root, "secret.txt"), "secret");
        await File.WriteAllTextAsync(Path.Combine(assets, "probity.abc.css"), "body{}");
        await using (var packed = new GZipStream(File.Create(Path.Combine(assets, "probity.abc.css.gz")), CompressionLevel.Optimal)) await packed.WriteAsync("body{}"u8.ToArray());
        await File.WriteAllTextAsync(Path.Combine(assets, "old.123.css"), "old");
        await File.WriteAllTextAsync(Path.Combine(assets, "assets.json"), JsonSerializer.Serialize(new Dictionary<string, string> { ["probity.css"] = "probity.abc.css" }));

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = _root });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<AssetManifest>();
        builder.Services.AddAuthorization();
        builder.Services.AddRightPolicies().AddScoped<Probity.Acts.Viewer>();
        _app = builder.Build();
        _app.UseAuthorization();
        _app.MapAssets();
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    [Fact]
    public void A_page_gets_the_published_name() => _app.Services.GetRequiredService<AssetManifest>().Url("probity.css").ShouldBe("/assets/probity.abc.css");

    [Fact]
    public async Task A_published_file_may_be_kept_for_ever_and_needs_no_sign_in()
    {
        using var answer = await _client.GetAsync("/assets/probity.abc.css");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/css; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("body{}");
    }

    [Fact]
    public async Task A_browser_that_can_unpack_gets_the_packed_file()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/probity.abc.css");
        request.Headers.Add("Accept-Encoding", "gzip, br;q=0");
        using var answer = await _client.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        using var unpacked = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        (await unpacked.ReadToEndAsync()).ShouldBe("body{}");
    }

    [Theory]
    [InlineData("/assets/old.123.css")]
    [InlineData("/assets/assets.json")]
    [InlineData("/assets/..%2Fsecret.txt")]
    [InlineData("/assets/probity.abc.css.gz")]
    public async Task Nothing_else_is_served(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
