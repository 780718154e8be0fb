using System.Net;

namespace Probity.Server.Configuration;

/// <summary>
/// How this installation listens and what it calls itself. Read from config.json in the data directory, then from the environment (PROBITY_*),
/// then from the command line; every fault is reported at once and any fault refuses the start. What is left out takes the safest value.
/// </summary>
public sealed record ServerOptions
{
    /// <summary>The data directory. Not a setting of config.json, which lies in it.</summary>
    public required string Data { get; init; }

    /// <summary>A PostgreSQL connection string ("Host=...;Database=...;Username=...;Password=..."). Empty: SQLite in the data directory. It may hold a secret and is never shown.</summary>
    public string? Database { get; init; }

    /// <summary>The address to listen on. Loopback unless said otherwise; any other needs a certificate here or a trusted proxy in front.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one, which is what tests do.</summary>
    public int Port { get; init; } = 5117;

    /// <summary>PEM file of the certificate chain. With it and its key the server speaks HTTPS only.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's private key, not encrypted and readable by the service account alone.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Nobody's are believed by default.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>Names under which browsers reach the server, for example "probity.agency.example". Empty: localhost and the listening address only.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The ledger's name at first start; it is in the signed state for ever. Empty: a name drawn at random under "probity.invalid", which says nothing about the agency.</summary>
    public string? LedgerOrigin { get; init; }

    /// <summary>Largest request body in bytes. An endpoint that takes files states its own limit.</summary>
    public long MaxBody { get; init; } = 1024 * 1024;

    /// <summary>Connections at one time; more wait in the operating system.</summary>
    public int MaxConnections { get; init; } = 2048;

    /// <summary>How much is logged: "warning", "information" or "debug". Logs carry ids only, whatever the level.</summary>
    public LogAmount Log { get; init; } = LogAmount.Warning;

    /// <summary>How a line of the log looks: "text" for people, "json" for collectors.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>The address of a collector that takes OTLP over HTTP ("https://collector.agency.example:4318"). Empty: nothing is exported.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>A file of header lines ("name=value") that the collector wants to see. Their values are secret.</summary>
    public string? OtlpHeadersFile { get; init; }

    /// <summary>Requests that one connected system may make in a minute; twice a second's share at once. Well above the gate's own rate, so that it only stops one that runs wild.</summary>
    public int ClientRate { get; init; } = 600_000;

    /// <summary>Requests that one signed-in account may make in a minute, and at once.</summary>
    public int AccountRate { get; init; } = 1_200;

    /// <summary>Requests that one public address (IPv4) or network (IPv6, /56) may make in a minute, and at once, without being signed in.</summary>
    public int AddressRate { get; init; } = 1_200;

    /// <summary>The time zone of dates on pages, as an IANA name. Records are kept in UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The mail server for digests; empty: no mail is sent. STARTTLS is demanded unless it is this machine.</summary>
    public string? SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 587;

    /// <summary>The sender of digests, one address.</summary>
    public string? SmtpFrom { get; init; }

    public string? SmtpUser { get; init; }

    /// <summary>A file whose first line is the password of <see cref="SmtpUser"/>.</summary>
    public string? SmtpPasswordFile { get; init; }

    /// <summary>Certificates in PEM of which the mail server's must be one, or be signed by one; TLS is then demanded even on this machine.</summary>
    public string? SmtpTrustFile { get; init; }

    /// <summary>Private networks ("10.20.0.0/16") in which systems that are told by webhook may stand. None by default: whoever writes such an address must not reach what is not theirs.</summary>
    public IReadOnlyList<IPNetwork> WebhookNetworks { get; init; } = [];

    /// <summary>True only in tests: a text without a translation is then a fault instead of showing its key.</summary>
    internal bool Strict { get; init; }

    public bool IsHttps => Certificate is not null;
}

public enum LogAmount { Warning, Information, Debug }

public enum LogFormat { Text, Json }
