using System.Globalization;

namespace Probity.Desk.Lists;

/// <summary>
/// RFC 4180: comma, CRLF, quotes doubled. A text that a spreadsheet would run as a formula gets an apostrophe in front
/// (OWASP "CSV injection": = + - @ tab CR); a number is a number and keeps its sign.
/// </summary>
public sealed class CsvWriter(TextWriter to)
{
    private bool _started;

    public void Cell(object? value)
    {
        if (_started) to.Write(',');
        _started = true;
        var text = Plain(value);
        if (value is string or IEnumerable<string> && text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = "'" + text;
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text is [' ', ..] or [.., ' '])
            to.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else
            to.Write(text);
    }

    public void EndRow()
    {
        to.Write("\r\n");
        _started = false;
    }

    private static string Plain(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset t => t.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IEnumerable<string> several => string.Join("; ", several),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
