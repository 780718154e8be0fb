using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Probity.Given;
using Probity.Server.Configuration;

namespace Probity.Server.Tests;

/// <summary>The real program on a real port over an empty data directory of its own.</summary>
public class RunningServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-server-").FullName;
    private readonly Logged _log = new();

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Every line that was logged.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    public string Folder => _folder;

    /// <summary>What the tests of one class want otherwise.</summary>
    protected virtual ServerOptions Options(ServerOptions options) => options;

    /// <summary>Services that a class wants otherwise.</summary>
    protected virtual void Also(IServiceCollection services) { }

    /// <summary>Addresses that only a test needs, for example one that fails.</summary>
    protected virtual void Map(WebApplication app) { }

    /// <summary>What lies in the data directory before the start.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    public virtual async Task InitializeAsync()
    {
        await Prepare();
        // A hundred people of many tests come from one address within a minute.
        App = ProbityServer.Build(Options(new ServerOptions { Data = _folder, Database = TestDatabase.For(_folder), Port = 0, Strict = true, AccountRate = 60_000_000, AddressRate = 60_000_000 }), services =>
        {
            services.AddSingleton<ILoggerProvider>(_log);
            Also(services);
        });
        Map(App);
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A browser without a page: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser(string language = "en")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    /// <summary>A program that speaks JSON.</summary>
    public HttpClient Machine(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public virtual async Task DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private sealed class Logged : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
