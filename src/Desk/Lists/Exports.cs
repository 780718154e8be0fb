using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Desk.Language;

namespace Probity.Desk.Lists;

/// <summary>
/// Every list as a download: the rows that the search and filters leave, all pages, streamed, in CSV or JSON, with a dictionary that
/// says what each column means.
/// </summary>
public static class Exports
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Maps <c>{path}/{name}.csv</c>, <c>{path}/{name}.json</c> and <c>{path}/dictionary.json</c>; the caller names the right that all three need.
    /// </summary>
    /// <param name="rows">Reads lazily; the query has a search, filters and an order, its page does not matter.</param>
    public static IEndpointConventionBuilder MapExport<T>(
        this IEndpointRouteBuilder routes, string path, string name, ListDefinition definition,
        IReadOnlyList<Column<T>> columns, Func<HttpContext, ListQuery, IAsyncEnumerable<T>> rows) =>
        routes.MapGet($"{path}/{{file}}", async (HttpContext context, string file) =>
        {
            var query = ListQuery.Of(context.Request.Query, definition);
            var response = context.Response;
            response.Headers.CacheControl = "no-store";
            if (file == $"{name}.csv")
            {
                As(response, "text/csv; charset=utf-8", file);
                await WriteCsv(response.Body, columns, rows(context, query), bom: context.Request.Query["bom"] == "yes", context.RequestAborted);
            }
            else if (file == $"{name}.json")
            {
                As(response, "application/json; charset=utf-8", file);
                await WriteJson(response.Body, columns, rows(context, query), context.RequestAborted);
            }
            else if (file == "dictionary.json")
            {
                As(response, "application/json; charset=utf-8", $"{name}-dictionary.json");
                await WriteDictionary(response.Body, columns, context.RequestServices.GetRequiredService<Texts>(), context.RequestAborted);
            }
            else response.StatusCode = StatusCodes.Status404NotFound;
        }).ExcludeFromDescription();

    /// <param name="bom">Some spreadsheets read accents only after a byte order mark.</param>
    public static async Task WriteCsv<T>(Stream to, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, bool bom, CancellationToken cancel = default)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: bom), bufferSize: 32 * 1024, leaveOpen: true);
        // Kestrel takes no synchronous writes: whole rows are gathered here and sent by the asynchronous writer.
        var line = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new CsvWriter(line);
        foreach (var column in columns) csv.Cell(column.Name);
        csv.EndRow();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns) csv.Cell(column.Value(row));
            csv.EndRow();
            if (line.GetStringBuilder().Length < 16 * 1024) continue;
            await text.WriteAsync(line.GetStringBuilder(), cancel);
            line.GetStringBuilder().Clear();
        }
        await text.WriteAsync(line.GetStringBuilder(), cancel);
    }

    /// <summary>An array of objects. The writer's buffer is sent whenever it has grown, so memory does not follow the number of rows.</summary>
    public static async Task WriteJson<T>(Stream to, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel = default)
    {
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartArray();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            json.WriteStartObject();
            foreach (var column in columns) Write(json, column.Name, column.Value(row));
            json.WriteEndObject();
            if (json.BytesPending > 16 * 1024) await json.FlushAsync(cancel);
        }
        json.WriteEndArray();
        await json.FlushAsync(cancel);
    }

    public static async Task WriteDictionary<T>(Stream to, IReadOnlyList<Column<T>> columns, Texts texts, CancellationToken cancel = default)
    {
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartArray();
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type switch { ColumnType.YesNo => "boolean", ColumnType.Day => "date", ColumnType.Moment => "date-time", ColumnType.Several => "list of texts", ColumnType.Number => "number", _ => "text" });
            json.WriteString("en", texts.In("en")[column.MeaningKey]);
            json.WriteString("fr", texts.In("fr")[column.MeaningKey]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        await json.FlushAsync(cancel);
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool b: json.WriteBoolean(name, b); break;
            case int n: json.WriteNumber(name, n); break;
            case long n: json.WriteNumber(name, n); break;
            case decimal n: json.WriteNumber(name, n); break;
            case double n: json.WriteNumber(name, n); break;
            case DateOnly d: json.WriteString(name, d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset t: json.WriteString(name, t.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)); break;
            case string s: json.WriteString(name, s); break;
            case IEnumerable<string> several:
                json.WriteStartArray(name);
                foreach (var one in several) json.WriteStringValue(one);
                json.WriteEndArray();
                break;
            default: json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void As(HttpResponse response, string type, string fileName)
    {
        response.ContentType = type;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
