namespace Probity.Server.Telemetry;

/// <summary>The headers that a collector wants to see: one "name=value" a line; empty lines and lines that begin with # say nothing. The values are secret.</summary>
public static class CollectorHeaders
{
    /// <summary>Null if the file cannot be read, is empty or has a line of another form.</summary>
    public static IReadOnlyList<(string Name, string Value)>? Read(string file)
    {
        try
        {
            var headers = new List<(string, string)>();
            foreach (var line in File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
            {
                if (line.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value] || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || !value.All(c => c is >= ' ' and <= '~')) return null;
                headers.Add((name, value));
            }
            return headers.Count > 0 ? headers : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
