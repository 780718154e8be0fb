using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Desk;
using Probity.Desk.Doors;
using Probity.People;
using Probity.Server.Configuration;
using Probity.Server.Doors;
using Probity.Server.Health;
using Probity.Server.LedgerReading;
using Probity.Server.Limits;
using Probity.Server.Logs;
using Probity.Server.Telemetry;

namespace Probity.Server;

/// <summary>
/// The inside door, wired: data directory, rooms, pipeline, endpoints, in this order. It starts no feature of its own; rules live in the rooms.
/// </summary>
public static class ProbityServer
{
    /// <param name="also">Last word on the services: tests put their clock here.</param>
    /// <exception cref="DataFolderRefused">The data directory is in use, or its database is gone while its ledger remains.</exception>
    public static WebApplication Build(ServerOptions options, Action<IServiceCollection>? also = null)
    {
        var folder = DataFolder.Open(options.Data, options.Database);
        try
        {
            // The empty builder reads no appsettings, no ASPNETCORE_ variables and knows no debug mode: what is not said here is not there.
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
            {
                ApplicationName = typeof(ProbityServer).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
                EnvironmentName = options.Strict ? "Test" : Environments.Production,
            });
            Listen(builder.WebHost, options);
            Log(builder.Logging, options);
            Add(builder.Services, folder, options);
            also?.Invoke(builder.Services);
            builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateScopes, provider.ValidateOnBuild) = (options.Strict, options.Strict));
            var app = builder.Build();
            // Opens the writer and with it runs the migrations: nothing listens before the database is what this program expects.
            app.Services.GetRequiredService<UnitOfWork>();
            app.Services.GetRequiredService<LogKey>(); // and the keys are those of this directory
            Pipeline(app, options);
            Map(app);
            return app;
        }
        catch (Exception fault)
        {
            folder.Dispose();
            if (DataFolderRefused.Of(folder.Path, fault) is { } refused) throw refused;
            throw;
        }
    }

    private static void Listen(IWebHostBuilder host, ServerOptions options)
    {
        host.UseKestrelCore();
        if (options.IsHttps) host.UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBody;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Listen(options.Listen, options.Port, socket =>
            {
                // HTTP/2 needs TLS to be negotiated; HTTP/3 is left out, as it opens a second (UDP) port.
                socket.Protocols = options.IsHttps ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
                if (options.IsHttps)
                    socket.UseHttps(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(options.Certificate!, options.CertificateKey));
            });
        });
    }

    private static void Log(ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(options.Log switch { LogAmount.Debug => LogLevel.Debug, LogAmount.Information => LogLevel.Information, _ => LogLevel.Warning });
        // The framework's own request lines name paths and queries, which may name persons.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // It warns on every form that it replaces our "no-store" with its own "no-cache, no-store".
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        logging.AddConsole(console => console.FormatterName = LogLines.FormatterName);
        logging.Services.AddSingleton<ConsoleFormatter, LogLines>();
    }

    private static void Add(IServiceCollection services, DataFolder folder, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddRouting(routing => routing.LowercaseUrls = true);
        services.AddSingleton<Readiness>();
        services.AddSingleton<RequestLimits>();
        if (options.Otlp is not null)
        {
            services.AddSingleton<Export>();
            services.AddHostedService(provider => provider.GetRequiredService<Export>());
        }
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json => HouseJson.Configure(json.SerializerOptions));
        var pages = services.AddRazorPages(razor => razor.Conventions.ConfigureFilter(new FormFromElsewhere()));
        pages.PartManager.ApplicationParts.Clear();
        foreach (var part in Rooms.Assemblies.SelectMany(assembly => ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))) pages.PartManager.ApplicationParts.Add(part);
        services.AddAntiforgery(antiforgery => Cookies(antiforgery, options));
        services.AddHostFiltering(filter => filter.AllowedHosts = [.. options.Hosts, "localhost", "127.0.0.1", "[::1]"]);
        services.AddOpenApi("v1", OpenApiText.Configure);
        services.AddSingleton(new Probity.Desk.Language.AgencyFormats { TimeZone = options.TimeZone });
        services.AddSingleton(new Probity.People.Notices.MailOptions(options.SmtpHost, options.SmtpPort, options.SmtpFrom ?? "", options.SmtpUser,
            options.SmtpPasswordFile is { } file ? File.ReadLines(file).FirstOrDefault() : null, PublicAddress(options), options.SmtpTrustFile));
        services.AddSingleton(new Probity.People.Webhooks.WebhookOptions(options.WebhookNetworks));
        Rooms.Add(services, folder, options.LedgerOrigin ?? UnsaidOrigin(), new PeopleOptions { ClientRequestsPerSecond = options.ClientRate / 60 });
    }

    /// <summary>Behind a proxy or with a certificate browsers come by HTTPS to the first of the names; else this is a look on the own machine.</summary>
    private static string PublicAddress(ServerOptions options) =>
        options.Hosts is [var host, ..] && (options.IsHttps || options.TrustedProxies.Count > 0)
            ? $"https://{host}{(options.TrustedProxies.Count > 0 || options.Port == 443 ? "" : $":{options.Port}")}" : $"http://localhost:{options.Port}";

    private static string UnsaidOrigin() => "ledger-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)) + ".probity.invalid";

    private static void Cookies(AntiforgeryOptions antiforgery, ServerOptions options)
    {
        // Over TLS, here or at the proxy that stands before the named hosts, no other host can plant it (RFC 6265bis 4.1.3.2). A browser takes it only if the proxy says that it came by https.
        antiforgery.Cookie.Name = options.IsHttps || (options.TrustedProxies.Count > 0 && options.Hosts.Count > 0) ? "__Host-form" : "form";
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        antiforgery.FormFieldName = "form";
        // Frames are forbidden by the content security policy, which covers what this older header would say.
        antiforgery.SuppressXFrameOptionsHeader = true;
    }

    private static void Pipeline(WebApplication app, ServerOptions options)
    {
        if (options.TrustedProxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = options.TrustedProxies.Count };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.TrustedProxies) forwarded.KnownProxies.Add(proxy);
            app.UseForwardedHeaders(forwarded);
        }
        app.UseRequestSpans();
        app.UseRequestNumbers();
        app.UseSecurityHeaders();
        app.UseHostFiltering();
        // The interface answers machines: it needs no language, no pages and no redirect, and it is the path whose speed matters.
        app.UseWhen(context => !IsInterface(context.Request.Path), pages => pages.UseDesk());
        app.UseAnswersToRefusedRequests();
        app.RefuseOtherOrigins();
        app.UseRouting();
        app.UseAuthentication();
        app.UsePeople();
        app.UseRequestLimits();
        app.UseAnswersToUnroutedRequests();
        app.UseAuthorization();
        app.UseFreshness();
        app.UseAntiforgery();
    }

    internal static bool IsInterface(PathString path) => path.StartsWithSegments("/api");

    private static void Map(WebApplication app)
    {
        app.MapRazorPages();
        app.MapGet("/", () => TypedResults.LocalRedirect("/today")).Needs(Right.OwnDesk).ExcludeFromDescription();
        app.MapHealth();
        app.MapLedger();
        app.MapOpenApi("/openapi/{documentName}.json").Public("Integrators read the description of the interface before they have a key.");
        Rooms.Map(app);
    }
}
