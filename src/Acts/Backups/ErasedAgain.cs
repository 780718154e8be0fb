using Microsoft.Data.Sqlite;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <summary>
/// Erasures done again on rows that are older than they: the rooms' statements for cases, and for each person whose key was destroyed those by which the erasure itself cleared what stood in clear.
/// </summary>
internal static class ErasedAgain
{
    internal static void Run(SqliteConnection rows, IReadOnlyList<ModelPart> parts)
    {
        foreach (var statement in parts.SelectMany(part => part.AfterErasures)) TableCopy.Execute(rows, statement);
        foreach (var (agency, person) in People(rows))
        {
            if (Names(rows, agency, person) is not { } names) continue;
            (string, object?)[] values = [("@p0", agency), ("@p1", person), ("@p2", names.Called), ("@p3", names.Name)];
            foreach (var statement in parts.SelectMany(part => part.ClearsPerson)) TableCopy.Execute(rows, statement.Sql, values.AsSpan(0, statement.Parameters));
        }
    }

    private static List<(byte[] Agency, byte[] Person)> People(SqliteConnection rows)
    {
        using var command = rows.CreateCommand();
        command.CommandText = $"SELECT agency, substr(scope, {KeyScope.PersonPrefix.Length + 1}) FROM acts_data_key WHERE scope LIKE '{KeyScope.PersonPrefix}%' AND destroyed_at IS NOT NULL";
        using var reader = command.ExecuteReader();
        var people = new List<(byte[], byte[])>();
        while (reader.Read()) people.Add(((byte[])reader.GetValue(0), TypedId.Bytes(Guid.ParseExact(reader.GetString(1), "N"))));
        return people;
    }

    /// <summary>What the person was called then, by which a room finds them where it keeps a name and no account.</summary>
    private static (string Called, string Name)? Names(SqliteConnection rows, byte[] agency, byte[] person)
    {
        using var command = rows.CreateCommand();
        command.CommandText = "SELECT trim(title || ' ' || name), name FROM people_account WHERE agency = @agency AND id = @id";
        command.Parameters.AddWithValue("@agency", agency);
        command.Parameters.AddWithValue("@id", person);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetString(1)) : null;
    }
}
