using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Access;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <param name="Secret">Shown once, when it is made; null where the system had one.</param>
public sealed record KeptWebhook(string? Secret);

/// <summary>Where a connected system is told and of what; not any more; and once again.</summary>
public sealed class KeepWebhooks(UnitOfWork changes, WebhookBook book, DataKeys keys, WebhookOptions options)
{
    public static readonly ActKind Kept = new("people.webhook-set");
    public static readonly ActKind Ended = new("people.webhook-ended");
    public static readonly ActKind SecretRenewed = new("people.webhook-secret-renewed");
    public static readonly ActKind SentAgain = new("people.webhook-sent-again");

    private static readonly Statement Drop = new("UPDATE people_webhook_delivery SET state = @p2, next_at = NULL WHERE agency = @p0 AND client = @p1 AND state = @p3");

    /// <summary>How long the secret before signs too: a day, within which somebody who keeps the receiver is at work.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Another address or other events keep the secret.</summary>
    public Task<Outcome<KeptWebhook>> Set(Actor actor, ServiceClientId id, WebhookInput input) => changes.Commit<KeptWebhook>(actor, work =>
    {
        if (!work.May(Right.KeepClients) || actor.Account is not { } doer) return ActsRefusals.NotAllowed;
        if (work.Db.Set<ServiceClient>().SingleOrDefault(row => row.Id == id) is not { } client) return ActsRefusals.Unknown;
        var refusals = WebhookRules.Faults(input, client, options.Networks);
        if (refusals.Count > 0) return refusals;
        var address = WebhookRules.Read(input.Address)!.AbsoluteUri;
        IReadOnlyList<WebhookEvent> events = [.. input.Events.Distinct().Order()];
        string? shown = null;
        if (work.Db.Set<Webhook>().SingleOrDefault(row => row.Client == id) is { } known) (known.Address, known.Events, known.FailingSince) = (address, events, null);
        else
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            var key = keys.For(actor.Agency, KeyScope.Agency);
            shown = WebhookSignature.SecretText(secret);
            work.Db.Add(new Webhook { Client = id, Agency = actor.Agency, Address = address, Events = events, DataKey = key.Id, Secret = key.Seal(secret, Bound(id)), MadeBy = doer, MadeAt = work.Now });
        }
        Record(work, Kept, id, new { address, events });
        work.Settle(Webhook.Failing.Kind, Subject.Of(ServiceClient.SubjectKind, id));
        work.Forgets(WebhookBook.Memory, work.Actor.Agency.ToString(), book.Forget);
        return new KeptWebhook(shown);
    });

    /// <summary>A new secret; the one before signs beside it for a while (Standard Webhooks 1.0.0, "Zero downtime secret rotation").</summary>
    public Task<Outcome<KeptWebhook>> Renew(Actor actor, ServiceClientId id) => changes.Commit<KeptWebhook>(actor, work =>
    {
        if (!work.May(Right.KeepClients)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<Webhook>().SingleOrDefault(row => row.Client == id) is not { } known) return ActsRefusals.Unknown;
        if (work.Db.Set<ServiceClient>().Single(row => row.Id == id).RevokedAt is not null) return PeopleRefusals.ClientRevoked;
        var (secret, key, until) = (RandomNumberGenerator.GetBytes(32), keys.For(actor.Agency, KeyScope.Agency), work.Now + Overlap);
        var former = keys.ById(actor.Agency, known.DataKey).Open(known.Secret, Bound(id));
        (known.FormerSecret, known.FormerUntil) = (key.Seal(former, Bound(id)), until);
        (known.Secret, known.DataKey) = (key.Seal(secret, Bound(id)), key.Id);
        Record(work, SecretRenewed, id, new { formerUntil = until });
        return new KeptWebhook(WebhookSignature.SecretText(secret));
    });

    public Task<Outcome<Done>> End(Actor actor, ServiceClientId id) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepClients)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<Webhook>().SingleOrDefault(row => row.Client == id) is not { } known) return ActsRefusals.Unknown;
        work.Db.Remove(known);
        work.Execute(Drop, actor.Agency, id, DeliveryState.GivenUp, DeliveryState.Waiting);
        Record(work, Ended, id, new { known.Address });
        work.Settle(Webhook.Failing.Kind, Subject.Of(ServiceClient.SubjectKind, id));
        work.Forgets(WebhookBook.Memory, work.Actor.Agency.ToString(), book.Forget);
        return Done.It;
    });

    /// <summary>The same event under the same id, now and as patiently as the first time.</summary>
    public Task<Outcome<Done>> SendAgain(Actor actor, ServiceClientId client, WebhookDeliveryId id) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepClients)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<WebhookDelivery>().SingleOrDefault(row => row.Id == id && row.Client == client) is not { } delivery || !work.Db.Set<Webhook>().Any(row => row.Client == client)) return ActsRefusals.Unknown;
        if (work.Db.Set<ServiceClient>().Single(row => row.Id == client).RevokedAt is not null) return PeopleRefusals.ClientRevoked;
        (delivery.State, delivery.Attempts, delivery.NextAt) = (DeliveryState.Waiting, 0, work.Now);
        work.Fall(WebhookDelivery.DueKind, Subject.Of(WebhookDelivery.SubjectKind, id), work.Now);
        Record(work, SentAgain, client, new { delivery = id });
        return Done.It;
    });

    internal static byte[] Bound(ServiceClientId id) => TypedId.Bytes(id.Value);

    internal static void Record(Work work, ActKind kind, ServiceClientId id, object payload) =>
        work.Record(new Act { Kind = kind, Subject = Subject.Of(ServiceClient.SubjectKind, id), Reason = null, Scope = KeyScope.Agency, Payload = payload });
}
