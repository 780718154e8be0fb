using System.Net;
using Probity.Server.Configuration;

namespace Probity.Server.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("probity-settings-").FullName;

    [Fact]
    public void Without_any_setting_it_listens_on_loopback_only()
    {
        var (options, faults) = Settings.Read(_folder, Nothing);
        faults.ShouldBeEmpty();
        IPAddress.IsLoopback(options.Listen).ShouldBeTrue();
        options.TrustedProxies.ShouldBeEmpty();
        options.MaxBody.ShouldBe(1024 * 1024);
    }

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        Write("""{ "port": 70000, "colour": "red", "listen": "everywhere", "maxBody": "much", "certificate": "/no/such/file", "timeZone": "Nowhere/Town" }""");
        var (_, faults) = Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_LOG"] = "loud", ["PROBITY_PROT"] = "1" });
        faults.Select(fault => (fault.Code, fault.Name)).ShouldBe(
        [
            ("bad-value", "port"), ("unknown-setting", "colour"), ("bad-value", "listen"), ("bad-value", "maxBody"), ("bad-value", "certificate"), ("bad-value", "timeZone"),
            ("bad-value", "PROBITY_LOG"), ("unknown-variable", "PROBITY_PROT"),
        ]);
    }

    [Fact]
    public void The_environment_overrules_the_file()
    {
        Write("""{ "port": 1000, "hosts": ["a.example", "b.example"] }""");
        var (options, faults) = Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_PORT"] = "2000", ["PATH"] = "x" });
        faults.ShouldBeEmpty();
        options.Port.ShouldBe(2000);
        options.Hosts.ShouldBe(["a.example", "b.example"]);
    }

    [Fact]
    public void Open_to_other_machines_without_encryption_refuses_the_start()
    {
        Write("""{ "listen": "0.0.0.0", "hosts": ["a.example"] }""");
        Settings.Read(_folder, Nothing).Faults.Select(fault => fault.Code).ShouldBe(["open-without-tls"]);
        Write("""{ "listen": "0.0.0.0", "hosts": ["a.example"], "trustedProxies": ["10.0.0.1"] }""");
        Settings.Read(_folder, Nothing).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_certificate_without_its_key_refuses_the_start()
    {
        var file = Path.Combine(_folder, "chain.pem");
        File.WriteAllText(file, "");
        Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_CERTIFICATE"] = file }).Faults.ShouldHaveSingleItem().Code.ShouldBe("half-a-certificate");
        Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_CERTIFICATE"] = file, ["PROBITY_CERTIFICATE_KEY"] = file }).Faults.ShouldHaveSingleItem().Code.ShouldBe("bad-certificate");
    }

    [Theory, InlineData("{"), InlineData(""), InlineData("{ } }"), InlineData("""{ "port": [[[[1]]]] }"""), InlineData("{ \"port\": \"\\ud800\" }")]
    public void A_file_that_is_not_json_is_a_fault(string text)
    {
        Write(text);
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Code.ShouldBe("not-json");
    }

    [Fact]
    public void A_file_that_holds_something_else_than_settings_is_a_fault()
    {
        Write("[]");
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Code.ShouldBe("no-object");
    }

    [Fact]
    public void Each_fault_of_the_file_has_its_line_and_what_stands_before_a_break_is_still_looked_at()
    {
        Write("{\n  // where it listens\n  \"port\": 70000,\n  \"hosts\": [\n    \"a.example\"\n  ],\n  \"hosts\": [],\n  \"colour\": 1,\n  \"log\" \"loud\"\n}");
        Settings.Read(_folder, Nothing).Faults.Select(fault => (fault.Code, fault.Name, fault.Line, fault.Column)).ShouldBe(
        [
            ("bad-value", "port", 3, null), ("twice", "hosts", 7, null), ("unknown-setting", "colour", 8, null), ("not-json", "config.json", 9, 9),
        ]);
    }

    [Fact]
    public void A_contradiction_stands_at_the_line_of_its_setting_unless_a_variable_said_it()
    {
        Write("{\n\n  \"listen\": \"0.0.0.0\", \"hosts\": [\"a.example\"] }");
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Line.ShouldBe(3);
        Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_LISTEN"] = "0.0.0.0" }).Faults.ShouldHaveSingleItem().Line.ShouldBeNull();
    }

    [Fact]
    public void Every_setting_says_its_value_and_who_said_it_and_no_secret()
    {
        Write("{\n  \"port\": 1000,\n  \"database\": \"Host=db;Database=p;Password=canary\" }");
        var values = Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_LOG"] = "debug" }).Values.ToDictionary(value => value.Name);
        values.Count.ShouldBe(Settings.Names.Count);
        (values["port"].Value, values["port"].Source, values["port"].Line).ShouldBe(("1000", SettingSource.File, 2));
        (values["log"].Value, values["log"].Source, values["log"].Variable).ShouldBe(("debug", SettingSource.Variable, "PROBITY_LOG"));
        (values["timeZone"].Value, values["timeZone"].Source).ShouldBe(("UTC", SettingSource.Default));
        values["database"].Value.ShouldBe("set");
        values.Values.ShouldNotContain(value => value.Value.Contains("canary"));
    }

    [Theory]
    [InlineData("ftp://collector.example"), InlineData("collector.example"), InlineData("https://user:secret@collector.example"), InlineData("https://collector.example/?token=x")]
    public void A_collector_is_an_address_without_a_secret(string address)
    {
        Write($$"""{ "otlp": "{{address}}" }""");
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Name.ShouldBe("otlp");
    }

    [Fact]
    public void Headers_for_a_collector_are_lines_and_travel_encrypted_or_stay_on_the_machine()
    {
        var file = Path.Combine(_folder, "headers");
        File.WriteAllText(file, "# of the collector\nauthorization=Bearer x=y\n");
        ReadSettings With(string address) => Settings.Read(_folder, new Dictionary<string, string> { ["PROBITY_OTLP"] = address, ["PROBITY_OTLP_HEADERS_FILE"] = file });
        With("https://collector.example").Faults.ShouldBeEmpty();
        With("http://127.0.0.1:4318").Faults.ShouldBeEmpty();
        With("http://collector.example:4318").Faults.ShouldHaveSingleItem().Code.ShouldBe("open-headers");
        File.WriteAllText(file, "no header");
        With("https://collector.example").Faults.ShouldHaveSingleItem().Name.ShouldBe("PROBITY_OTLP_HEADERS_FILE");
    }

    [Theory, InlineData("clientRate"), InlineData("accountRate"), InlineData("addressRate")]
    public void No_rate_is_so_low_that_nobody_gets_in(string name)
    {
        Write($$"""{ "{{name}}": 0 }""");
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public void Every_setting_stands_in_the_handbook()
    {
        var handbook = File.ReadAllText(Path.Combine(Root(), "docs", "operate.md"));
        Settings.Names.Where(setting => !handbook.Contains($"`{setting.Name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Probity.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [Fact]
    public void Private_networks_for_webhooks_are_prefixes()
    {
        Write("""{ "webhookNetworks": ["10.20.0.0/16", "fd12::/32"] }""");
        var (options, faults) = Settings.Read(_folder, Nothing);
        faults.ShouldBeEmpty();
        options.WebhookNetworks.Select(network => network.ToString()).ShouldBe(["10.20.0.0/16", "fd12::/32"]);
        Write("""{ "webhookNetworks": ["10.20.0.0/16", "everywhere", "10.0.0.0/64"] }""");
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Name.ShouldBe("webhookNetworks");
    }

    [Fact]
    public void Every_setting_has_its_variable() =>
        Settings.Names.ShouldContain(("trustedProxies", "PROBITY_TRUSTED_PROXIES"));

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "config.json"), text);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
