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
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("""{ "port": 1, "port": 2 }"""), InlineData("")]
    public void A_file_that_is_not_one_json_object_is_a_fault(string text)
    {
        Write(text);
        Settings.Read(_folder, Nothing).Faults.ShouldHaveSingleItem().Code.ShouldBe("not-json");
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
