using System.Collections.Concurrent;
using Probity.Acts.Storage;

namespace Probity.Desk.Lists;

/// <summary>Each text that was ever asked, once: a connection prepares it once. There are as many as there are combinations of filters and orders.</summary>
public static class Statements
{
    private static readonly ConcurrentDictionary<string, Statement> Asked = new(StringComparer.Ordinal);

    public static Statement Of(string sql) => Asked.GetOrAdd(sql, text => new Statement(text));
}
