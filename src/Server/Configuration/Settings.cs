using System.Globalization;
using System.Net;
using System.Text.Json;
using Probity.Acts.Storage;
using Probity.People.Notices;
using Probity.People.Webhooks;

namespace Probity.Server.Configuration;

/// <summary>A setting that cannot be taken. <see cref="Code"/> is the text's key after "server.config."; the values fill it.</summary>
public sealed record SettingFault(string Code, string Name, string Value = "");

/// <summary>Reads <see cref="ServerOptions"/>; nothing is guessed and nothing unknown is skipped.</summary>
public static class Settings
{
    private sealed record Setting(string Name, Func<ServerOptions, IReadOnlyList<string>, ServerOptions?> Take)
    {
        /// <summary>"maxBody" is PROBITY_MAX_BODY.</summary>
        public string Variable { get; } = "PROBITY_" + string.Concat(Name.Select(c => char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
    }

    private static readonly Setting[] All =
    [
        One("database", (o, text) => DataFolder.TakesConnection(text) ? o with { Database = text } : null),
        One("listen", (o, text) => IPAddress.TryParse(text, out var address) ? o with { Listen = address } : null),
        One("port", (o, text) => Whole(text, 0, 65535) is { } port ? o with { Port = (int)port } : null),
        One("certificate", (o, text) => File.Exists(text) ? o with { Certificate = text } : null),
        One("certificateKey", (o, text) => File.Exists(text) ? o with { CertificateKey = text } : null),
        new("trustedProxies", (o, texts) => texts.All(text => IPAddress.TryParse(text, out _)) ? o with { TrustedProxies = [.. texts.Select(IPAddress.Parse)] } : null),
        new("hosts", (o, texts) => texts.All(text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6) ? o with { Hosts = texts } : null),
        One("ledgerOrigin", (o, text) => IsOrigin(text) ? o with { LedgerOrigin = text } : null),
        One("maxBody", (o, text) => Whole(text, 64 * 1024, 64 * 1024 * 1024) is { } bytes ? o with { MaxBody = bytes } : null),
        One("maxConnections", (o, text) => Whole(text, 16, 1_000_000) is { } most ? o with { MaxConnections = (int)most } : null),
        One("log", (o, text) => Enum.TryParse<LogAmount>(text, ignoreCase: true, out var amount) && !char.IsDigit(text[0]) ? o with { Log = amount } : null),
        One("timeZone", (o, text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? o with { TimeZone = zone } : null),
        new("webhookNetworks", (o, texts) => texts.All(WebhookRules.IsNetwork) ? o with { WebhookNetworks = [.. texts.Select(text => IPNetwork.Parse(text))] } : null),
        One("smtpHost", (o, text) => Uri.CheckHostName(text) is not UriHostNameType.Unknown ? o with { SmtpHost = text } : null),
        One("smtpPort", (o, text) => Whole(text, 1, 65535) is { } port ? o with { SmtpPort = (int)port } : null),
        One("smtpFrom", (o, text) => DigestRules.Address(text) is null ? o with { SmtpFrom = text } : null),
        One("smtpUser", (o, text) => o with { SmtpUser = text }),
        One("smtpPasswordFile", (o, text) => File.Exists(text) ? o with { SmtpPasswordFile = text } : null),
    ];

    /// <summary>The names that config.json may hold and the variables that overrule them: for docs/operate.md and its test.</summary>
    public static IReadOnlyList<(string Name, string Variable)> Names => [.. All.Select(setting => (setting.Name, setting.Variable))];

    /// <param name="environment">The process's variables; only PROBITY_* are looked at.</param>
    public static (ServerOptions Options, IReadOnlyList<SettingFault> Faults) Read(string data, IReadOnlyDictionary<string, string> environment)
    {
        var options = new ServerOptions { Data = data };
        var faults = new List<SettingFault>();
        var file = Path.Combine(data, "config.json");
        if (Path.Exists(file)) options = FromFile(options, file, faults);
        foreach (var (variable, value) in environment.Where(pair => pair.Key.StartsWith("PROBITY_", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Array.Find(All, setting => setting.Variable == variable) is { } known)
                options = Taken(known, options, known.Name == "database" ? [value] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), variable, faults);
            else if (!Elsewhere.Contains(variable)) faults.Add(new("unknown-variable", variable));
        }
        faults.AddRange(Contradictions(options));
        return (options, faults);
    }

    /// <summary>Variables that other parts read: the test script's and the data directory's.</summary>
    private static readonly HashSet<string> Elsewhere = ["PROBITY_DEEP", "PROBITY_TEST_DATABASE", "PROBITY_DATA", "PROBITY_MASTER_KEY_FILE"];

    /// <summary>What is well formed alone and unsafe together. Checked again after the command line had its word.</summary>
    public static IEnumerable<SettingFault> Contradictions(ServerOptions options)
    {
        if (options.Certificate is null != options.CertificateKey is null) yield return new("half-a-certificate", options.Certificate is null ? "certificate" : "certificateKey");
        if (!IPAddress.IsLoopback(options.Listen) && !options.IsHttps && options.TrustedProxies.Count == 0) yield return new("open-without-tls", "listen", options.Listen.ToString());
        if (options.SmtpHost is null != options.SmtpFrom is null) yield return new("mail-half", options.SmtpHost is null ? "smtpHost" : "smtpFrom");
        if (options.SmtpUser is null != options.SmtpPasswordFile is null) yield return new("mail-half", options.SmtpUser is null ? "smtpUser" : "smtpPasswordFile");
        if (!IPAddress.IsLoopback(options.Listen) && options.Hosts.Count == 0) yield return new("hosts-missing", "hosts");
    }

    private static ServerOptions FromFile(ServerOptions options, string file, List<SettingFault> faults)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new("not-json", "config.json"));
                return options;
            }
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (Array.Find(All, setting => setting.Name == member.Name) is not { } known) faults.Add(new("unknown-setting", member.Name));
                else options = Taken(known, options, Words(member.Value), member.Name, faults);
            }
        }
        catch (JsonException fault)
        {
            faults.Add(new("not-json", "config.json", fault.Message));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new("not-json", "config.json", fault.Message));
        }
        return options;
    }

    private static string[] Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Words)],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [value.ValueKind.ToString()],
    };

    private static ServerOptions Taken(Setting setting, ServerOptions options, string[] words, string where, List<SettingFault> faults)
    {
        if (setting.Take(options, words) is { } taken) return taken;
        // A connection string may hold a password.
        faults.Add(new("bad-value", where, setting.Name == "database" ? "…" : string.Join(',', words)));
        return options;
    }

    private static Setting One(string name, Func<ServerOptions, string, ServerOptions?> take) =>
        new(name, (options, words) => words is [{ Length: > 0 } word] ? take(options, word) : null);

    private static long? Whole(string text, long from, long to) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= from && n <= to ? n : null;

    /// <summary>A schema-less URL: it may hold no space, plus sign or line end, because a signed note's key name holds it (C2SP signed-note).</summary>
    private static bool IsOrigin(string text) => text.Length is > 3 and <= 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or '_');
}
