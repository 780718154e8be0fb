using System.Collections.Frozen;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <summary>
/// Who is told of what, in memory: where nobody is, a change costs one look and no write. One of the readers across agencies, like the book of connected systems beside it; what is read is kept by agency.
/// </summary>
public sealed class WebhookBook(Reads reads)
{
    private static readonly Statement Select = new("""
        SELECT w.agency, w.client, w.events FROM people_webhook w JOIN people_service_client c ON c.agency = w.agency AND c.id = w.client WHERE c.revoked_at IS NULL
        """);
    private static readonly Statement Insert = new("""
        INSERT INTO people_webhook_delivery(id, agency, client, event, body, made_at, state, attempts, next_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 0, @p5)
        """);

    private readonly Lock _loading = new();
    private volatile FrozenDictionary<AgencyId, (ServiceClientId Client, FrozenSet<WebhookEvent> Events)[]>? _all;

    /// <summary>
    /// Every system of the agency that wants to hear of it is told, if and when this change is committed. The event is a CloudEvent 1.0 in structured JSON.
    /// </summary>
    /// <param name="data">Ids, the reference of a use and states: never a case number, a title or a person.</param>
    public void Tell(Work work, WebhookEvent what, Subject about, object data)
    {
        var agency = work.Actor.Agency;
        if (!(_all ?? Load()).TryGetValue(agency, out var told)) return;
        foreach (var (client, events) in told)
        {
            if (!events.Contains(what)) continue;
            var id = new WebhookDeliveryId(Guid.CreateVersion7(work.Now));
            var body = JsonSerializer.Serialize(new
            {
                specversion = "1.0",
                id,
                source = $"urn:uuid:{agency.Value:D}",
                type = WebhookRules.TypeOf(what),
                subject = $"{about.Kind}/{about.Id:D}",
                time = work.Now,
                datacontenttype = "application/json",
                data,
            }, HouseJson.Options);
            work.Execute(Insert, id, agency, client, what, body, work.Now, DeliveryState.Waiting);
            work.Fall(WebhookDelivery.DueKind, Subject.Of(WebhookDelivery.SubjectKind, id), work.Now);
        }
    }

    /// <summary>Called by the writer after a commit that touched a subscription or cut a system off.</summary>
    internal const string Memory = "webhooks";

    internal Remembered Remembered => new(Memory, _ => Forget(), Forget);

    internal void Forget()
    {
        lock (_loading) _all = null;
    }

    private FrozenDictionary<AgencyId, (ServiceClientId, FrozenSet<WebhookEvent>)[]> Load()
    {
        // Under the lock, so that a change committed between reading and keeping is forgotten after it was kept, never before.
        lock (_loading)
        {
            if (_all is { } known) return known;
            using var read = reads.Rent();
            return _all = read.Query(Select, row => (Agency: row.Id<AgencyId>(0), Client: row.Id<ServiceClientId>(1), Events: JsonSerializer.Deserialize<WebhookEvent[]>(row.Text(2), HouseJson.Options)!.ToFrozenSet()))
                .GroupBy(row => row.Agency).ToFrozenDictionary(group => group.Key, group => group.Select(row => (row.Client, row.Events)).ToArray());
        }
    }
}
