using System.Globalization;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <summary>A delivery as the list shows it.</summary>
public sealed record DeliveryRow(WebhookDeliveryId Id, WebhookEvent Event, DateTimeOffset MadeAt, DeliveryState State, int Attempts, DateTimeOffset? NextAt, int? Answer, DeliveryFault? Fault);

/// <summary>What one connected system was told, the newest first.</summary>
public sealed class DeliveryList(Reads reads)
{
    public static readonly ListDefinition Definition = new("-made", ["made"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>> { ["state"] = Enum.GetNames<DeliveryState>() },
    };

    public ListPage<DeliveryRow> Page(AgencyId agency, ServiceClientId client, ListQuery query)
    {
        var sql = new ListSql(agency, "d.id, d.event, d.made_at, d.state, d.attempts, d.next_at, d.answer, d.fault", "people_webhook_delivery d", "d");
        sql.And($"d.client = {sql.Value(client)}");
        if (query.Filter("state") is { } state) sql.And($"d.state = {sql.Value(state)}");
        return sql.Page(reads, query, new ListOrder("d.made_at", "d.id", IsNumber: true), row => new DeliveryRow(row.Id<WebhookDeliveryId>(0), row.Word<WebhookEvent>(1), row.Moment(2), row.Word<DeliveryState>(3),
            (int)row.Number(4), row.MomentOrNull(5), (int?)row.NumberOrNull(6), row.IsNull(7) ? null : row.Word<DeliveryFault>(7)),
            row => new Cursor(row.MadeAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), row.Id.ToString()));
    }
}
