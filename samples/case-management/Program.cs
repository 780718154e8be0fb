using Probity.CaseManagement;

// --Server --Key --TrustFile --Use --Data --Port --WebhookSecret, or the same names with CASES_ before them in the environment.
var given = new ConfigurationBuilder().AddEnvironmentVariables("CASES_").AddCommandLine(args).Build();
string Needed(string name) => given[name] is { Length: > 0 } value ? value : throw new ArgumentException($"--{name} is missing. See README.md.");

await using var app = CaseSystem.Build(
    new CaseSettings(new Uri(Needed("Server")), Needed("Key"), Needed("TrustFile"), Needed("Use"), given["Data"] ?? "cases.db", int.Parse(given["Port"] ?? "5190", System.Globalization.CultureInfo.InvariantCulture), given["WebhookSecret"]),
    TimeProvider.System);
await app.RunAsync();
