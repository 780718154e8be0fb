using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Probity.Acts.Ids;
using Probity.Server.Configuration;

namespace Probity.Server.Logs;

/// <summary>
/// One line for each entry, for people or for collectors, with ids only. What this house logs names ids, counts and codes, so it is written as it is. What libraries log may hold a path, a
/// query, a header or a row: of theirs the template is written, with the numbers and ids in their places and every text left out. An exception is its types and places, never its message.
/// </summary>
internal sealed class LogLines(ServerOptions options, TimeProvider clock, IHttpContextAccessor requests) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "probity";
    private const string Template = "{OriginalFormat}";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var ours = logEntry.Category.StartsWith("Probity.", StringComparison.Ordinal);
        var values = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        var message = ours ? logEntry.Formatter(logEntry.State, null) : Filled(values);
        // Not from the platform's scope of the request, which also knows its path and was made before the request had its number.
        var request = requests.HttpContext?.TraceIdentifier;
        var fault = logEntry.Exception is { } exception ? FaultText.Of(exception) : null;
        textWriter.WriteLine(options.LogFormat == LogFormat.Json
            ? AsJson(logEntry.LogLevel, logEntry.Category, logEntry.EventId, message, values, ours, request, fault)
            : AsText(logEntry.LogLevel, logEntry.Category, message, request, fault));
    }

    private string AsText(LogLevel level, string category, string message, string? request, string? fault)
    {
        var line = new StringBuilder().Append(Time).Append(' ').Append(Word(level)).Append(": ").Append(category);
        if (request is not null) line.Append(" [").Append(request).Append(']');
        line.Append(' ').Append(message);
        if (fault is not null) line.Append(' ').Append(fault);
        // Nobody writes a second line into the log by what they send.
        for (var i = 0; i < line.Length; i++)
            if (char.IsControl(line[i])) line[i] = ' ';
        return line.ToString();
    }

    private string AsJson(LogLevel level, string category, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>> values, bool ours, string? request, string? fault)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("time", Time);
            json.WriteString("level", Word(level));
            json.WriteString("category", category);
            if (id.Id != 0) json.WriteNumber("event", id.Id);
            if (request is not null) json.WriteString("request", request);
            json.WriteString("message", message);
            json.WriteStartObject("values");
            foreach (var (name, value) in values)
                if (name != Template && (Clean(value) ?? (ours ? value as string : null)) is { } text) json.WriteString(name, text);
            json.WriteEndObject();
            if (fault is not null) json.WriteString("fault", fault);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private string Time => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>A library's template with what is a number, an id, a moment or a word of an enumeration in its place; every other place keeps its name.</summary>
    private static string Filled(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (values.FirstOrDefault(pair => pair.Key == Template).Value is not string template) return "";
        foreach (var (name, value) in values)
            if (name != Template && Clean(value) is { } text) template = template.Replace("{" + name + "}", text, StringComparison.Ordinal);
        return template;
    }

    private static string? Clean(object? value) => value switch
    {
        null or string or char or IEnumerable => null,
        ITypedId id => id.Value.ToString(),
        Guid or DateTime or DateTimeOffset or TimeSpan or bool or Enum or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "information",
        _ => "debug",
    };
}
