using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Given;

namespace Probity.Server.Tests.Erasure;

/// <summary>Where words stand in a database: every table, every row, every column, texts and bytes alike.</summary>
internal static class StoredWords
{
    public static IReadOnlyList<string> Where(string folder, params string[] words)
    {
        var (found, needles) = (new List<string>(), words.Select(Encoding.UTF8.GetBytes).ToList());
        using DbConnection connection = TestDatabase.For(folder) is { } server ? new NpgsqlConnection(server + ";Pooling=false") : new SqliteConnection($"Data Source={Path.Combine(folder, "probity.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        foreach (var table in Tables(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                for (var i = 0; i < reader.FieldCount; i++)
                    if (Bytes(reader.GetValue(i)) is { } bytes && needles.FindIndex(needle => bytes.AsSpan().IndexOf(needle) >= 0) is >= 0 and var at) found.Add($"{table}.{reader.GetName(i)}: {words[at]}");
        }
        return [.. found.Distinct()];
    }

    private static List<string> Tables(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'" : "SELECT name FROM sqlite_schema WHERE type = 'table'";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read()) tables.Add(reader.GetString(0));
        return tables;
    }

    private static byte[]? Bytes(object value) => value switch { string text => Encoding.UTF8.GetBytes(text), byte[] bytes => bytes, _ => null };
}
