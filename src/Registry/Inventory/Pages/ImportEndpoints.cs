using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

/// <summary>Downloads: the inventory as it came or as it is now, and the list of its rows.</summary>
public static class ImportEndpoints
{
    private static IReadOnlyList<Column<ListedRow>> Columns(Texts texts) =>
    [
        new("row", "registry.column.import-row", ColumnType.Number, row => row.Number),
        new("line", "registry.column.import-line", ColumnType.Number, row => row.Line),
        new("outcome", "registry.column.import-outcome", ColumnType.Text, row => row.Fate.ToString()),
        new("source-id", "registry.column.import-source-id", ColumnType.Text, row => row.SourceId),
        new("name", "registry.column.import-name", ColumnType.Text, row => row.Name),
        new("stage", "registry.column.import-stage", ColumnType.Text, row => row.Stage),
        new("use", "registry.column.import-use", ColumnType.Text, row => row.Reference),
        new("notes", "registry.column.import-notes", ColumnType.Several, row => row.Notes.Select(note => texts.Say(note))),
    ];

    public static IEndpointRouteBuilder MapInventory(this IEndpointRouteBuilder routes)
    {
        routes.MapExport(ImportPages.RowsExport, "rows", ImportRows.Definition, Columns(routes.ServiceProvider.GetRequiredService<Texts>()), (context, query) =>
            context.RequestServices.GetRequiredService<ImportRows>().All(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, IdOf(context), query)).Needs(Right.SeeRegister)
            .AddEndpointFilter(async (context, next) => Found(context.HttpContext) is null ? Results.NotFound() : await next(context));
        routes.MapGet(ImportPages.Index + "/{id}/inventory.{extension}", Inventory).Needs(Right.SeeRegister).ExcludeFromDescription();
        return routes;
    }

    private static ImportId IdOf(HttpContext context) => ImportId.TryParse(context.GetRouteValue("id") as string, null, out var id) ? id : default;

    private static InventoryImport? Found(HttpContext context) =>
        context.RequestServices.GetRequiredService<ExportInventory>().Find(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, IdOf(context));

    private static async Task Inventory(HttpContext context, string extension, ExportInventory export)
    {
        if (extension is not ("csv" or "json") || Found(context) is not { } import)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var wish = new ExportWish(AsImported: context.Request.Query["as"] == "imported", Changes: context.Request.Query["changes"] == "yes");
        context.Response.ContentType = extension == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"inventory-{import.Format}.{extension}\"";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (extension == "csv") await export.WriteCsv(import, context.Response.Body, wish, context.RequestAborted);
        else await export.WriteJson(import, context.Response.Body, wish, context.RequestAborted);
    }
}
