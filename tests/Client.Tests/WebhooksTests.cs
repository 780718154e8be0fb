using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Probity.Client.Tests;

/// <summary>Only what Probity signed, now and exactly so, is taken.</summary>
public sealed class WebhooksTests
{
    // The worked example of Standard Webhooks, as its reference libraries have it.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Body = """{"test": 2432232314}""";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    private static WebhookFault Checked(string secret = Secret, string? id = Id, string? at = "1614265330", string? signature = Signature, string body = Body, TimeSpan late = default) =>
        Webhooks.Verify(secret, name => name switch { "webhook-id" => id, "webhook-timestamp" => at, "webhook-signature" => signature, _ => null }, Encoding.UTF8.GetBytes(body), At + late).Fault;

    [Fact]
    public void The_example_of_the_specification_is_signed_and_no_event_of_ours() => Checked().ShouldBe(WebhookFault.NoEvent);

    [Theory]
    [InlineData("""{"test": 2432232315}""", Signature, Id)]
    [InlineData(Body + " ", Signature, Id)]
    [InlineData(Body, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", Id)]
    [InlineData(Body, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Id)]
    [InlineData(Body, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Id)]
    [InlineData(Body, "v1,", Id)]
    [InlineData(Body, "v1,%%%", Id)]
    [InlineData(Body, Signature, "msg_another")]
    public void What_was_changed_is_refused(string body, string signature, string id) => Checked(body: body, signature: signature, id: id).ShouldBe(WebhookFault.WrongSignature);

    [Fact]
    public void Another_secret_is_refused() => Checked("whsec_" + Convert.ToBase64String(new byte[32])).ShouldBe(WebhookFault.WrongSignature);

    [Fact]
    public void One_of_several_signatures_is_enough() => Checked(signature: "v1,AAAA v1a,AAAA " + Signature).ShouldBe(WebhookFault.NoEvent);

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void What_was_signed_long_ago_or_in_the_future_is_refused(int seconds) => Checked(late: TimeSpan.FromSeconds(seconds)).ShouldBe(WebhookFault.OutOfTime);

    [Fact]
    public void Five_minutes_are_allowed() => Checked(late: TimeSpan.FromMinutes(5)).ShouldBe(WebhookFault.NoEvent);

    [Theory]
    [InlineData(null, "1614265330", Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, "yesterday", Signature)]
    [InlineData(Id, "-1", Signature)]
    [InlineData(Id, "1614265330", null)]
    public void Without_its_headers_it_is_nothing(string? id, string? at, string? signature) => Checked(id: id, at: at, signature: signature).ShouldBe(WebhookFault.HeaderMissing);

    [Fact]
    public void A_secret_that_is_none_is_a_fault_of_the_program() => Should.Throw<FormatException>(() => Checked("secret"));

    [Theory]
    [InlineData("e1", WebhookFault.None)]
    [InlineData("e2", WebhookFault.NoEvent)]
    public void The_event_has_the_id_of_its_message(string id, WebhookFault fault)
    {
        const string Told = """{"specversion":"1.0","id":"e1","source":"urn:uuid:0","type":"probity.decision.changed","subject":"decision/1","time":"2026-11-23T10:20:00Z","data":{"decision":"0193a6f2-7c00-7000-8000-000000000001","state":"released"}}""";
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[6..]), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.1614265330.{Told}"))));
        Checked(id: id, signature: signature, body: Told).ShouldBe(fault);
        var read = Webhooks.Verify(Secret, name => name switch { "webhook-id" => id, "webhook-timestamp" => "1614265330", _ => signature }, Encoding.UTF8.GetBytes(Told), At).Event;
        if (fault == WebhookFault.None) (read!.State, read.Decision).ShouldBe(("released", Guid.Parse("0193a6f2-7c00-7000-8000-000000000001")));
    }
}
