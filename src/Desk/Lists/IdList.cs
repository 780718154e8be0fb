using System.Text.Json;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Desk.Lists;

/// <summary>
/// Any number of ids or words as one value of a statement, so that the statement stays one text. It is read first and each element looked up: after IN, SQLite may walk every row of the agency
/// instead and ask of each whether it is in the list.
/// </summary>
public static class IdList
{
    /// <summary>A statement whose text depends on the database in these places only.</summary>
    public static Statement Statement(Func<bool, string> sql) => new(sql(false), sql(true));

    public static string Of(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(id => Convert.ToHexString(TypedId.Bytes(id))));

    public static string Of(IEnumerable<string> words) => JsonSerializer.Serialize(words);

    /// <summary>The elements of that value as a table to read from; what they are looked up in follows with CROSS JOIN.</summary>
    public static string From(string name, string value, bool postgres) => postgres ? $"json_array_elements_text(CAST({value} AS json)) AS {name}(value)" : $"json_each({value}) AS {name}";

    /// <summary>An element as an id.</summary>
    public static string Id(string name, bool postgres) => postgres ? $"decode({name}.value, 'hex')" : $"unhex({name}.value)";
}
