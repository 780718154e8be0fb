using System.Text.Json;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Desk.Lists;

/// <summary>
/// Any number of ids or words as one value of a statement, so that the statement stays one text. PostgreSQL is given an array: it looks up each element in an index, where a subquery might be
/// joined by walking the table.
/// </summary>
public static class IdList
{
    /// <summary>A statement whose text depends on the database in these places only.</summary>
    public static Statement Statement(Func<bool, string> sql) => new(sql(false), sql(true));

    public static string Of(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(id => Convert.ToHexString(TypedId.Bytes(id))));

    public static string Of(IEnumerable<string> words) => JsonSerializer.Serialize(words);

    /// <summary>"IN" what stands in the value of that name, in the words of the database.</summary>
    public static string Ids(string value, bool postgres) => postgres
        ? $"= ANY(ARRAY(SELECT decode(one, 'hex') FROM json_array_elements_text(CAST({value} AS json)) AS one))"
        : $"IN (SELECT unhex(value) FROM json_each({value}))";

    /// <inheritdoc cref="Ids"/>
    public static string Words(string value, bool postgres) => postgres
        ? $"= ANY(ARRAY(SELECT one FROM json_array_elements_text(CAST({value} AS json)) AS one))"
        : $"IN (SELECT value FROM json_each({value}))";
}
