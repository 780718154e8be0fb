using System.Buffers.Text;
using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.Webhooks;

namespace Probity.People.Clients;

/// <param name="Key">Shown once.</param>
public sealed record MadeClient(ServiceClientId Id, string Key);

/// <summary>Connects a system, and cuts it off.</summary>
public sealed class KeepClients(UnitOfWork changes, ClientBook clients, WebhookBook webhooks)
{
    public static readonly ActKind Made = new("people.client-made");
    public static readonly ActKind Revoked = new("people.client-revoked", NeedsReason: true);

    /// <param name="id">Given where the caller derives ids.</param>
    public Task<Outcome<MadeClient>> Make(Actor actor, string? name, IReadOnlyCollection<Right> scopes, ServiceClientId? id = null) => changes.Commit<MadeClient>(actor, work =>
    {
        var refusals = ClientRules.Making(work.Doer(), name, scopes);
        if (refusals.Count > 0) return refusals;
        var secret = RandomNumberGenerator.GetBytes(32);
        var client = new ServiceClient
        {
            Id = id ?? new ServiceClientId(Guid.CreateVersion7(work.Now)),
            Agency = work.Actor.Agency,
            Name = name!.Trim(),
            Scopes = [.. scopes.Distinct().Order()],
            KeyHash = SHA256.HashData(secret),
            MadeBy = work.Actor.Account!.Value,
            MadeAt = work.Now,
        };
        work.Db.Add(client);
        work.Record(new Act
        {
            Kind = Made,
            Subject = Subject.Of(ServiceClient.SubjectKind, client.Id),
            Reason = null,
            Scope = KeyScope.Agency,
            Payload = new { client.Name, client.Scopes },
        });
        work.Forgets(ClientBook.Memory, client.Id.ToString(), clients.Forget);
        return new MadeClient(client.Id, ClientKey.Text(client.Id, secret));
    });

    public Task<Outcome<Done>> Revoke(Actor actor, ServiceClientId id, string? reason) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepClients)) return ActsRefusals.NotAllowed;
        var client = work.Db.Set<ServiceClient>().SingleOrDefault(row => row.Id == id);
        if (client is null) return ActsRefusals.Unknown;
        if (client.RevokedAt is not null) return PeopleRefusals.ClientRevoked;
        if (Reason.FromText(reason) is not { } why) return ActsRefusals.ReasonMissing.At("Reason");
        client.RevokedAt = work.Now;
        client.RevokedBy = doer.Id;
        work.Record(new Act { Kind = Revoked, Subject = Subject.Of(ServiceClient.SubjectKind, id), Reason = why, Scope = KeyScope.Agency, Payload = new { client.Name } });
        work.Settle(Webhook.Failing.Kind, Subject.Of(ServiceClient.SubjectKind, id));
        work.Forgets(ClientBook.Memory, client.Id.ToString(), clients.Forget);
        work.Forgets(WebhookBook.Memory, client.Id.ToString(), webhooks.Forget);
        return Done.It;
    }, urgent: true);
}
