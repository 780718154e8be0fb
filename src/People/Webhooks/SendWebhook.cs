using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <summary>
/// Sends what a system is to be told. It falls due with the change that it tells of and is crossed off after the answer: who dies in between sends it again under the same webhook-id, by which
/// the receiver knows it.
/// </summary>
public sealed class SendWebhook : IDisposable
{
    public static readonly ActKind Failing = new("people.webhook-failing");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Rest = TimeSpan.FromSeconds(30), ToLook = TimeSpan.FromDays(1), Kept = TimeSpan.FromDays(30);
    private static readonly Statement Sweep = new("""
        DELETE FROM people_webhook_delivery WHERE id IN (SELECT id FROM people_webhook_delivery WHERE agency = @p0 AND client = @p1 AND made_at < @p2 AND state <> @p3 ORDER BY made_at LIMIT 100)
        """);

    private readonly UnitOfWork _changes;
    private readonly Reads _reads;
    private readonly DataKeys _keys;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    /// <summary>Who did not answer is left alone for a while: others must not wait behind many attempts that run into their time.</summary>
    private readonly ConcurrentDictionary<ServiceClientId, DateTimeOffset> _resting = new();

    public SendWebhook(UnitOfWork changes, Reads reads, DataKeys keys, WebhookOptions options, TimeProvider clock)
    {
        (_changes, _reads, _keys, _options, _clock) = (changes, reads, keys, options, clock);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = Connect,
            MaxConnectionsPerServer = 8,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            // What a receiver says is not kept; more than this is not even read.
            MaxResponseDrainSize = 4096,
            MaxResponseHeadersLength = 16,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<DueAnswer> Run(Due due, CancellationToken stop)
    {
        var id = new WebhookDeliveryId(due.Subject);
        WebhookDelivery? delivery;
        Webhook? webhook;
        using (var db = _reads.Open(due.Agency))
        {
            delivery = db.Set<WebhookDelivery>().SingleOrDefault(row => row.Id == id);
            webhook = delivery is null ? null : db.Set<Webhook>().SingleOrDefault(row => row.Client == delivery.Client);
            if (delivery is not { State: DeliveryState.Waiting } || webhook is null || db.Set<ServiceClient>().Any(row => row.Id == delivery.Client && row.RevokedAt != null)) return DueAnswer.Done;
        }
        var now = _clock.GetUtcNow();
        if (delivery.NextAt > now) return DueAnswer.Later(delivery.NextAt.Value);
        if (_resting.TryGetValue(delivery.Client, out var until) && now < until && until <= now + Rest) return DueAnswer.Later(until);
        var (answer, fault) = await Send(webhook, delivery, now, stop);
        if (fault is DeliveryFault.Unreachable or DeliveryFault.TimedOut) _resting[delivery.Client] = _clock.GetUtcNow() + Rest;
        else _resting.TryRemove(delivery.Client, out _);
        var noted = await _changes.Commit<DateTimeOffset?>(due.Actor, work => Note(work, id, answer, fault));
        return !noted.Done ? DueAnswer.Failed(noted.Refusals[0].Code.Code) : noted.Value is { } next ? DueAnswer.Later(next) : DueAnswer.Done;
    }

    private async Task<(int? Answer, DeliveryFault? Fault)> Send(Webhook webhook, WebhookDelivery delivery, DateTimeOffset now, CancellationToken stop)
    {
        var id = delivery.Id.ToString();
        var (key, bound) = (_keys.ById(webhook.Agency, webhook.DataKey), KeepWebhooks.Bound(webhook.Client));
        var signature = WebhookSignature.Of(key.Open(webhook.Secret, bound), id, now, delivery.Body);
        if (webhook.FormerSecret is { } former && webhook.FormerUntil > now) signature += " " + WebhookSignature.Of(key.Open(former, bound), id, now, delivery.Body);
        using var limit = new CancellationTokenSource(Patience, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)) };
        // CloudEvents 1.0, HTTP Protocol Binding 3.2: structured content mode.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Timestamp(now));
        request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Probity", "1"));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : DeliveryFault.Answered);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, DeliveryFault.TimedOut);
        }
        catch (HttpRequestException fault)
        {
            for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
            {
                if (inner is AddressRefusedException) return (null, DeliveryFault.AddressRefused);
                if (inner is AuthenticationException) return (null, DeliveryFault.Certificate);
            }
            return (null, DeliveryFault.Unreachable);
        }
    }

    /// <summary>What came of an attempt, and when the next one is.</summary>
    private static DateTimeOffset? Note(Work work, WebhookDeliveryId id, int? answer, DeliveryFault? fault)
    {
        if (work.Db.Set<WebhookDelivery>().SingleOrDefault(row => row.Id == id) is not { State: DeliveryState.Waiting } delivery) return null;
        (delivery.TriedAt, delivery.Answer, delivery.Fault, delivery.Attempts) = (work.Now, answer, fault, delivery.Attempts + 1);
        var about = Subject.Of(ServiceClient.SubjectKind, delivery.Client);
        var webhook = work.Db.Set<Webhook>().SingleOrDefault(row => row.Client == delivery.Client);
        if (webhook?.FormerUntil <= work.Now) (webhook.FormerSecret, webhook.FormerUntil) = (null, null);
        if (fault is null)
        {
            (delivery.State, delivery.NextAt) = (DeliveryState.Delivered, null);
            if (webhook?.FailingSince is not null)
            {
                webhook.FailingSince = null;
                work.Settle(Webhook.Failing.Kind, about);
            }
        }
        // 410: the receiver does not want to hear any more (Standard Webhooks, "Webhook delivery").
        else if (answer != (int)HttpStatusCode.Gone && WebhookRules.Again(delivery.Attempts, work.Now) is { } next)
        {
            delivery.NextAt = next;
            return next;
        }
        else
        {
            (delivery.State, delivery.NextAt) = (DeliveryState.GivenUp, null);
            if (webhook is { FailingSince: null })
            {
                webhook.FailingSince = work.Now;
                KeepWebhooks.Record(work, Failing, delivery.Client, new { delivery = id, answer, fault });
                work.Owe(Webhook.Failing, about, null, work.Now + ToLook);
            }
        }
        work.Execute(Sweep, work.Actor.Agency, delivery.Client, work.Now - Kept, DeliveryState.Waiting);
        return null;
    }

    /// <summary>Where a name leads is decided here and used here, so that it cannot lead elsewhere a moment later.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var ownMachine = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var may = found.Where(address => WebhookRules.MayReach(address, ownMachine, _options.Networks)).ToArray();
        if (may.Length == 0) throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(may, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException() : Exception("The address leads where nothing is sent.");

    public void Dispose() => _http.Dispose();
}
