using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Erasure;

namespace Probity.Registry.Uses.List;

/// <summary>The register as a download: every column that a reader can see, with what it means.</summary>
public static class UseColumns
{
    /// <summary>A row with what only the present moment and other rooms know about it.</summary>
    public sealed record Downloaded(UseRow Use, Standing Standing, string? Unit, string? Owner);

    public static readonly IReadOnlyList<Column<Downloaded>> All =
    [
        new("reference", "registry.column.reference", ColumnType.Text, row => row.Use.Reference),
        new("name", "registry.column.name", ColumnType.Text, row => row.Use.Name),
        new("name_fr", "registry.column.name-fr", ColumnType.Text, row => row.Use.NameFr),
        new("standing", "registry.column.standing", ColumnType.Text, row => row.Standing.ToString()),
        new("state", "registry.column.state", ColumnType.Text, row => row.Use.State.ToString()),
        new("state_since", "registry.column.state-since", ColumnType.Moment, row => row.Use.StateSince),
        new("risk_class", "registry.column.class", ColumnType.Text, row => row.Use.Class.ToString()),
        new("purpose_category", "registry.column.category", ColumnType.Text, row => row.Use.Category?.ToString()),
        new("purpose", "registry.column.purpose", ColumnType.Text, row => row.Use.Purpose),
        new("not_allowed", "registry.column.not-allowed", ColumnType.Text, row => row.Use.NotAllowed),
        new("decision_kinds", "registry.column.decision-kinds", ColumnType.Several, row => row.Use.DecisionKinds),
        new("affected_people", "registry.column.affected", ColumnType.Text, row => row.Use.Affected),
        new("legal_basis", "registry.column.legal-basis", ColumnType.Text, row => row.Use.LegalBasis),
        new("prohibited", "registry.column.prohibited", ColumnType.YesNo, row => row.Use.Prohibited),
        new("error_statement", "registry.column.errors", ColumnType.Text, row => row.Use.Errors),
        new("system", "registry.column.system", ColumnType.Text, row => row.Use.SystemName),
        new("vendor", "registry.column.vendor", ColumnType.Text, row => row.Use.Vendor),
        new("version", "registry.column.version", ColumnType.Text, row => row.Use.VersionLabel),
        new("used_by", "registry.column.used-by", ColumnType.Text, row => row.Use.UsedBy),
        new("unit", "registry.column.unit", ColumnType.Text, row => row.Unit),
        new("owner", "registry.column.owner", ColumnType.Text, row => row.Owner),
        new("authorised_from", "registry.column.authorised-from", ColumnType.Moment, row => row.Use.AuthorisedFrom),
        new("authorised_until", "registry.column.authorised-until", ColumnType.Moment, row => row.Use.AuthorisedUntil),
        new("found_by", "registry.column.found-by", ColumnType.Text, row => row.Use.FoundBy is { } by ? ErasedAccount.Said(by) : null),
        new("found_at", "registry.column.found-at", ColumnType.Moment, row => row.Use.FoundAt),
        new("found_due_at", "registry.column.found-due", ColumnType.Moment, row => row.Use.FoundDueAt),
        new("registered_at", "registry.column.registered-at", ColumnType.Moment, row => row.Use.RegisteredAt),
        new("changed_at", "registry.column.changed-at", ColumnType.Moment, row => row.Use.ChangedAt),
    ];

    public static async IAsyncEnumerable<Downloaded> Rows(HttpContext context, ListQuery query)
    {
        var services = context.RequestServices;
        var agency = services.GetRequiredService<Viewer>().Required.Agency;
        var accounts = services.GetRequiredService<Accounts>();
        var units = UseChoices.Units(services.GetRequiredService<Acts.Storage.ProbityDb>()).ToDictionary(unit => unit.Value!, unit => unit.Text!);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await foreach (var row in services.GetRequiredService<UseList>().All(agency, query, now))
            yield return new Downloaded(row, row.StandingAt(now), row.Unit is { } unit ? units.GetValueOrDefault(unit.ToString()) : null,
                row.Owner is { } owner ? accounts.Find(agency, owner)?.Called : null);
    }
}
