using System.Net;
using System.Net.Sockets;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <param name="Address">https, or http on this machine.</param>
public sealed record WebhookInput(string? Address, IReadOnlyCollection<WebhookEvent> Events);

/// <summary>Who may be told what, where, and how often it is tried.</summary>
public static class WebhookRules
{
    public const int AddressLimit = 500;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromHours(24);
    private const int Attempts = 11, Factor = 3;

    public static string TypeOf(WebhookEvent what) => what switch
    {
        WebhookEvent.DecisionChanged => "probity.decision.changed",
        WebhookEvent.ReceiptUsed => "probity.receipt.used",
        WebhookEvent.UseSuspended => "probity.use.suspended",
        _ => "probity.use.resumed",
    };

    /// <summary>A system is told nothing that it may not ask for: one of these it must hold.</summary>
    public static IReadOnlyList<Right> Needs(WebhookEvent what) => what switch
    {
        WebhookEvent.DecisionChanged => [Right.SeeDecisions],
        WebhookEvent.ReceiptUsed => [Right.UseReceipt],
        _ => [Right.SeeRegister, Right.OpenDecision],
    };

    public static List<Refusal> Faults(WebhookInput input, ServiceClient client, IReadOnlyList<IPNetwork> networks)
    {
        var no = new List<Refusal>();
        if (client.RevokedAt is not null) return [PeopleRefusals.ClientRevoked];
        if (Read(input.Address) is not { } address) no.Add(PeopleRefusals.WebhookAddressMalformed.At("Address"));
        else if (Literal(address) is { } ip && !MayReach(ip, address.Scheme == Uri.UriSchemeHttp, networks)) no.Add(PeopleRefusals.WebhookAddressForbidden.At("Address"));
        if (input.Events.Count == 0) no.Add(PeopleRefusals.WebhookEventMissing.At("Events"));
        no.AddRange(input.Events.Where(what => !Enum.IsDefined(what) || !Needs(what).Any(client.Scopes.Contains)).Distinct().Select(what => PeopleRefusals.WebhookEventNotAllowed.At("Events", ("event", TypeOf(what)))));
        return no;
    }

    /// <summary>https to anywhere, or http to this machine; no name and password in it, which would end up in logs.</summary>
    public static Uri? Read(string? text) =>
        text?.Trim() is { Length: > 0 and <= AddressLimit } trimmed && Uri.TryCreate(trimmed, UriKind.Absolute, out var address) && address.Host.Length > 0 && address.UserInfo.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    private static IPAddress? Literal(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip) ? ip : null;

    /// <summary>
    /// Whether a connection to this address may be made, asked of what a name resolved to and not of the name: who writes the address must not reach what stands behind the same wall
    /// (OWASP, Server-Side Request Forgery Prevention).
    /// </summary>
    /// <param name="ownMachine">The address is http, which is for this machine alone.</param>
    /// <param name="allowed">Private networks that the installation names.</param>
    public static bool MayReach(IPAddress address, bool ownMachine, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Never.Any(network => network.Contains(address))) return false;
        if (ownMachine) return IPAddress.IsLoopback(address);
        return allowed.Any(network => network.Contains(address)) || !Private.Any(network => network.Contains(address));
    }

    /// <summary>Unspecified, link-local (the metadata services of hosting providers), multicast and reserved (RFC 6890). No setting opens them.</summary>
    private static readonly IPNetwork[] Never = Networks("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::/32");

    /// <summary>Loopback, private, shared and test networks (RFC 6890), and IPv6 that stands for an IPv4 address: it may stand for one of these.</summary>
    private static readonly IPNetwork[] Private = Networks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "::/96", "fc00::/7", "fec0::/10", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2001:db8::/32", "2002::/16");

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];

    /// <summary>A network by its prefix ("10.20.0.0/16"); false where it is none.</summary>
    public static bool IsNetwork(string text) => IPNetwork.TryParse(text, out var network) && (network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 || text.Contains('.', StringComparison.Ordinal));

    /// <summary>When it is tried again: after half a minute, then three times as long each time, a day at most; null after three days and eleven attempts.</summary>
    public static DateTimeOffset? Again(int attempts, DateTimeOffset now) =>
        attempts >= Attempts ? null : now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks * (long)Math.Pow(Factor, attempts - 1)));
}
