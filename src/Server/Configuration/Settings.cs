using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Probity.Acts.Storage;
using Probity.People.Notices;
using Probity.People.Webhooks;

namespace Probity.Server.Configuration;

/// <summary>A setting that cannot be taken. <see cref="Code"/> is the text's key after "server.config."; the values fill it.</summary>
/// <param name="Line">Where it stands in config.json, if it stands there; <paramref name="Column"/> only where the text itself breaks off.</param>
public sealed record SettingFault(string Code, string Name, string Value = "", int? Line = null, int? Column = null);

/// <summary>Who had the last word about a setting.</summary>
public enum SettingSource { Default, File, Variable }

/// <summary>A setting as it is in force. A secret is "set" or empty.</summary>
public sealed record SettingValue(string Name, string Variable, string Value, SettingSource Source, int? Line);

/// <summary>What was read: the options, every fault, and each setting with where it came from.</summary>
public sealed record ReadSettings(ServerOptions Options, IReadOnlyList<SettingFault> Faults, IReadOnlyList<SettingValue> Values)
{
    public void Deconstruct(out ServerOptions options, out IReadOnlyList<SettingFault> faults) => (options, faults) = (Options, Faults);
}

/// <summary>Reads <see cref="ServerOptions"/>; nothing is guessed and nothing unknown is skipped.</summary>
public static class Settings
{
    private sealed record Setting(string Name, Func<ServerOptions, object?> Show, Func<ServerOptions, IReadOnlyList<string>, ServerOptions?> Take)
    {
        /// <summary>"maxBody" is PROBITY_MAX_BODY.</summary>
        public string Variable { get; } = "PROBITY_" + string.Concat(Name.Select(c => char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

        /// <summary>It may hold a password, so neither its value nor a faulty one is shown.</summary>
        public bool Secret => Name == "database";

        public string Shown(ServerOptions options) => (Show(options), Secret) switch
        {
            (null, _) => "",
            (_, true) => "set",
            (IEnumerable<object> list, _) => string.Join(", ", list),
            (Enum word, _) => word.ToString().ToLowerInvariant(),
            (TimeZoneInfo zone, _) => zone.Id,
            var (value, _) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static readonly Setting[] All =
    [
        One("database", o => o.Database, (o, text) => DataFolder.TakesConnection(text) ? o with { Database = text } : null),
        One("listen", o => o.Listen, (o, text) => IPAddress.TryParse(text, out var address) ? o with { Listen = address } : null),
        One("port", o => o.Port, (o, text) => Whole(text, 0, 65535) is { } port ? o with { Port = (int)port } : null),
        One("certificate", o => o.Certificate, (o, text) => File.Exists(text) ? o with { Certificate = text } : null),
        One("certificateKey", o => o.CertificateKey, (o, text) => File.Exists(text) ? o with { CertificateKey = text } : null),
        new("trustedProxies", o => o.TrustedProxies, (o, texts) => texts.All(text => IPAddress.TryParse(text, out _)) ? o with { TrustedProxies = [.. texts.Select(IPAddress.Parse)] } : null),
        new("hosts", o => o.Hosts, (o, texts) => texts.All(text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6) ? o with { Hosts = texts } : null),
        One("ledgerOrigin", o => o.LedgerOrigin, (o, text) => IsOrigin(text) ? o with { LedgerOrigin = text } : null),
        One("maxBody", o => o.MaxBody, (o, text) => Whole(text, 64 * 1024, 64 * 1024 * 1024) is { } bytes ? o with { MaxBody = bytes } : null),
        One("maxConnections", o => o.MaxConnections, (o, text) => Whole(text, 16, 1_000_000) is { } most ? o with { MaxConnections = (int)most } : null),
        One("clientRate", o => o.ClientRate, (o, text) => Whole(text, 60, 60_000_000) is { } rate ? o with { ClientRate = (int)rate } : null),
        One("accountRate", o => o.AccountRate, (o, text) => Whole(text, 60, 60_000_000) is { } rate ? o with { AccountRate = (int)rate } : null),
        One("addressRate", o => o.AddressRate, (o, text) => Whole(text, 60, 60_000_000) is { } rate ? o with { AddressRate = (int)rate } : null),
        One("log", o => o.Log, (o, text) => Word<LogAmount>(text) is { } amount ? o with { Log = amount } : null),
        One("logFormat", o => o.LogFormat, (o, text) => Word<LogFormat>(text) is { } format ? o with { LogFormat = format } : null),
        One("otlp", o => o.Otlp?.OriginalString, (o, text) => IsCollector(text) ? o with { Otlp = new Uri(text) } : null),
        One("otlpHeadersFile", o => o.OtlpHeadersFile, (o, text) => Telemetry.CollectorHeaders.Read(text) is not null ? o with { OtlpHeadersFile = text } : null),
        One("timeZone", o => o.TimeZone, (o, text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? o with { TimeZone = zone } : null),
        new("webhookNetworks", o => o.WebhookNetworks.Select(network => network.ToString()), (o, texts) => texts.All(WebhookRules.IsNetwork) ? o with { WebhookNetworks = [.. texts.Select(text => IPNetwork.Parse(text))] } : null),
        One("smtpHost", o => o.SmtpHost, (o, text) => Uri.CheckHostName(text) is not UriHostNameType.Unknown ? o with { SmtpHost = text } : null),
        One("smtpPort", o => o.SmtpPort, (o, text) => Whole(text, 1, 65535) is { } port ? o with { SmtpPort = (int)port } : null),
        One("smtpFrom", o => o.SmtpFrom, (o, text) => DigestRules.Address(text) is null ? o with { SmtpFrom = text } : null),
        One("smtpUser", o => o.SmtpUser, (o, text) => o with { SmtpUser = text }),
        One("smtpPasswordFile", o => o.SmtpPasswordFile, (o, text) => File.Exists(text) ? o with { SmtpPasswordFile = text } : null),
        One("smtpTrustFile", o => o.SmtpTrustFile, (o, text) => IsPem(text) ? o with { SmtpTrustFile = text } : null),
    ];

    /// <summary>The names that config.json may hold and the variables that overrule them: for docs/operate.md and its test.</summary>
    public static IReadOnlyList<(string Name, string Variable)> Names => [.. All.Select(setting => (setting.Name, setting.Variable))];

    /// <summary>Variables that other parts read: the test script's and the data directory's.</summary>
    private static readonly HashSet<string> Elsewhere = ["PROBITY_DEEP", "PROBITY_TEST_DATABASE", "PROBITY_DATA", "PROBITY_MASTER_KEY_FILE"];

    /// <param name="environment">The process's variables; only PROBITY_* are looked at.</param>
    public static ReadSettings Read(string data, IReadOnlyDictionary<string, string> environment)
    {
        var reading = new Reading(new ServerOptions { Data = data });
        var file = Path.Combine(data, "config.json");
        if (Path.Exists(file)) FromFile(reading, file);
        foreach (var (variable, value) in environment.Where(pair => pair.Key.StartsWith("PROBITY_", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Array.Find(All, setting => setting.Variable == variable) is { } known)
                reading.Take(known, known.Name == "database" ? [value] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), null);
            else if (!Elsewhere.Contains(variable)) reading.Faults.Add(new("unknown-variable", variable));
        }
        // Of settings that stand in the file the contradiction is shown there; one that is missing has no line.
        reading.Faults.AddRange(Contradictions(reading.Options).Select(fault => reading.LineOf(fault.Name) is { } line ? fault with { Line = line } : fault));
        return new(reading.Options, reading.Faults, [.. All.Select(reading.Value)]);
    }

    /// <summary>What is well formed alone and unsafe together. Checked again after the command line had its word.</summary>
    public static IEnumerable<SettingFault> Contradictions(ServerOptions options)
    {
        if (options.Certificate is null != options.CertificateKey is null) yield return new("half-a-certificate", options.Certificate is null ? "certificate" : "certificateKey");
        if (options is { Certificate: { } chain, CertificateKey: { } key } && !Fit(chain, key)) yield return new("bad-certificate", "certificate", chain);
        if (!IPAddress.IsLoopback(options.Listen) && !options.IsHttps && options.TrustedProxies.Count == 0) yield return new("open-without-tls", "listen", options.Listen.ToString());
        if (options.SmtpHost is null != options.SmtpFrom is null) yield return new("mail-half", options.SmtpHost is null ? "smtpHost" : "smtpFrom");
        if (options.SmtpUser is null != options.SmtpPasswordFile is null) yield return new("mail-half", options.SmtpUser is null ? "smtpUser" : "smtpPasswordFile");
        if (!IPAddress.IsLoopback(options.Listen) && options.Hosts.Count == 0) yield return new("hosts-missing", "hosts");
        if (options.OtlpHeadersFile is not null && options.Otlp is null) yield return new("headers-without-collector", "otlp");
        if (options is { OtlpHeadersFile: not null, Otlp: { Scheme: "http", IsLoopback: false } }) yield return new("open-headers", "otlp");
    }

    private static bool Fit(string certificate, string key)
    {
        try
        {
            using var both = X509Certificate2.CreateFromPemFile(certificate, key);
            return both.HasPrivateKey;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Options and faults so far, and who said what.</summary>
    private sealed class Reading(ServerOptions options)
    {
        private readonly Dictionary<string, int> _lines = [];
        private readonly HashSet<string> _variables = [];

        public ServerOptions Options { get; private set; } = options;

        public List<SettingFault> Faults { get; } = [];

        /// <param name="line">In config.json, or null for a variable of the environment.</param>
        public void Take(Setting setting, IReadOnlyList<string> words, int? line)
        {
            if (setting.Take(Options, words) is not { } taken)
            {
                Faults.Add(new("bad-value", line is null ? setting.Variable : setting.Name, setting.Secret ? "…" : string.Join(',', words), line));
                return;
            }
            Options = taken;
            if (line is { } at) _lines[setting.Name] = at;
            else _variables.Add(setting.Name);
        }

        public int? LineOf(string name) => !_variables.Contains(name) && _lines.TryGetValue(name, out var line) ? line : null;

        public SettingValue Value(Setting setting) => new(setting.Name, setting.Variable, setting.Shown(Options),
            _variables.Contains(setting.Name) ? SettingSource.Variable : _lines.ContainsKey(setting.Name) ? SettingSource.File : SettingSource.Default, LineOf(setting.Name));
    }

    /// <summary>Member by member, so that a fault has its line and everything before a break in the text is still looked at.</summary>
    private static void FromFile(Reading reading, string file)
    {
        ReadOnlySpan<byte> text;
        try
        {
            text = File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reading.Faults.Add(new("not-readable", "config.json"));
            return;
        }
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        var json = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 4 });
        var seen = new HashSet<string>();
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                reading.Faults.Add(new("no-object", "config.json", Line: LineAt(text, json.TokenStartIndex)));
                return;
            }
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (name, line) = (json.GetString()!, LineAt(text, json.TokenStartIndex));
                json.Read();
                var words = Words(JsonElement.ParseValue(ref json));
                if (!seen.Add(name)) reading.Faults.Add(new("twice", name, Line: line));
                else if (Array.Find(All, setting => setting.Name == name) is { } known) reading.Take(known, words, line);
                else reading.Faults.Add(new("unknown-setting", name, Line: line));
            }
            json.Read(); // what stands behind the object
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Its message would quote the file, which may hold a password.
            var at = fault as JsonException;
            reading.Faults.Add(new("not-json", "config.json", Line: (int)(at?.LineNumber ?? LineAt(text, json.TokenStartIndex) - 1) + 1, Column: at?.BytePositionInLine is { } column ? (int)column + 1 : null));
        }
    }

    private static int LineAt(ReadOnlySpan<byte> text, long at) => text[..(int)at].Count((byte)'\n') + 1;

    private static string[] Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Words)],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [value.ValueKind.ToString()],
    };

    private static Setting One(string name, Func<ServerOptions, object?> show, Func<ServerOptions, string, ServerOptions?> take) =>
        new(name, show, (options, words) => words is [{ Length: > 0 } word] ? take(options, word) : null);

    private static T? Word<T>(string text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && char.IsAsciiLetter(text[0]) ? word : null;

    /// <summary>There is at least one certificate in it, and nothing broken.</summary>
    private static bool IsPem(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long? Whole(string text, long from, long to) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= from && n <= to ? n : null;

    /// <summary>A schema-less URL: it may hold no space, plus sign or line end, because a signed note's key name holds it (C2SP signed-note).</summary>
    private static bool IsOrigin(string text) => text.Length is > 3 and <= 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or '_');

    /// <summary>A secret has no place in an address: <see cref="ServerOptions.OtlpHeadersFile"/> is for it.</summary>
    private static bool IsCollector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };
}
