using System.Net;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.People.Clients;
using Probity.People.Webhooks;

namespace Probity.People.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    private static ServiceClient Client(params Right[] scopes) => new()
    {
        Id = default, Agency = default, Name = "Cases", Scopes = scopes, KeyHash = [], MadeBy = default(AccountId), MadeAt = default,
    };

    private static IEnumerable<string> Codes(string? address, params WebhookEvent[] events) =>
        WebhookRules.Faults(new WebhookInput(address, events), Client(Right.SeeDecisions), []).Select(refusal => refusal.Code.Code);

    [Theory]
    [InlineData("https://cases.agency.example/told")]
    [InlineData("http://localhost:5190/told")]
    [InlineData("http://127.0.0.1/told")]
    [InlineData("http://[::1]:5190/told")]
    public void An_address_is_https_or_on_this_machine(string address) => Codes(address, WebhookEvent.DecisionChanged).ShouldBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cases.agency.example")]
    [InlineData("http://cases.agency.example/told")]
    [InlineData("ftp://cases.agency.example/told")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://name:word@cases.agency.example/")]
    [InlineData("https://cases.agency.example/#part")]
    public void Anything_else_is_no_address(string? address) => Codes(address, WebhookEvent.DecisionChanged).ShouldBe(["people.webhook-address-malformed"]);

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://10.0.0.7/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    public void An_address_behind_the_wall_is_refused_when_it_is_written(string address) => Codes(address, WebhookEvent.DecisionChanged).ShouldBe(["people.webhook-address-forbidden"]);

    [Fact]
    public void All_faults_are_said_at_once() => Codes("x").ShouldBe(["people.webhook-address-malformed", "people.webhook-event-missing"]);

    [Fact]
    public void A_system_is_told_nothing_that_it_may_not_ask_for() =>
        Codes("https://cases.agency.example/", WebhookEvent.ReceiptUsed, WebhookEvent.UseSuspended).ShouldBe(["people.webhook-event-not-allowed", "people.webhook-event-not-allowed"]);

    [Theory]
    [InlineData("169.254.169.254")] // metadata
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("255.255.255.255")]
    [InlineData("::ffff:169.254.169.254")]
    public void Some_addresses_are_never_reached_whatever_is_set(string address)
    {
        IPNetwork[] all = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];
        WebhookRules.MayReach(IPAddress.Parse(address), ownMachine: false, all).ShouldBeFalse();
        WebhookRules.MayReach(IPAddress.Parse(address), ownMachine: true, all).ShouldBeFalse();
    }

    [Theory]
    [InlineData("10.20.3.4", "10.20.0.0/16")]
    [InlineData("172.31.0.1", "172.16.0.0/12")]
    [InlineData("192.168.1.1", "192.168.1.0/24")]
    [InlineData("100.100.100.200", "100.64.0.0/10")]
    [InlineData("127.0.0.1", "127.0.0.0/8")]
    [InlineData("::1", "::1/128")]
    [InlineData("fc00::1", "fc00::/7")]
    [InlineData("64:ff9b::a00:1", "64:ff9b::/96")]
    [InlineData("::ffff:10.20.3.4", "10.20.0.0/16")]
    public void A_private_network_is_reached_only_where_the_installation_names_it(string address, string network)
    {
        WebhookRules.MayReach(IPAddress.Parse(address), ownMachine: false, []).ShouldBeFalse();
        WebhookRules.MayReach(IPAddress.Parse(address), ownMachine: false, [IPNetwork.Parse(network)]).ShouldBeTrue();
    }

    [Fact]
    public void What_is_for_this_machine_stays_on_it()
    {
        WebhookRules.MayReach(IPAddress.Loopback, ownMachine: true, []).ShouldBeTrue();
        WebhookRules.MayReach(IPAddress.Parse("10.20.3.4"), ownMachine: true, [IPNetwork.Parse("10.20.0.0/16")]).ShouldBeFalse();
        WebhookRules.MayReach(IPAddress.Parse("198.35.26.96"), ownMachine: true, []).ShouldBeFalse();
        WebhookRules.MayReach(IPAddress.Parse("198.35.26.96"), ownMachine: false, []).ShouldBeTrue();
    }

    [Fact]
    public void It_is_tried_eleven_times_in_three_days_each_time_later()
    {
        var start = new DateTimeOffset(2026, 11, 23, 10, 20, 0, TimeSpan.Zero);
        var (at, attempts, last) = (start, 1, TimeSpan.Zero);
        for (; WebhookRules.Again(attempts, at) is { } next; attempts++, at = next)
        {
            (next - at).ShouldBeGreaterThanOrEqualTo(last);
            last = next - at;
        }
        attempts.ShouldBe(11);
        (at - start).TotalDays.ShouldBeInRange(3, 3.5);
    }
}
