using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Probity.Acts.Ids;

namespace Probity.Acts.Backups;

/// <summary>
/// Every row of the house from one database to another that ran the same migrations, whichever of the two kinds each is: both hold the same things in the same form
/// (docs/adr/0010). Moving to PostgreSQL, a backup of either, a restore to either and the copy of one agency are this one thing.
/// </summary>
internal static class TableCopy
{
    /// <summary>The wrapped data keys never travel with the rows they seal (docs/adr/0014).</summary>
    public const string KeyTable = "acts_data_key", KeyColumn = "wrapped";

    private const string LedgerTable = "acts_ledger";

    /// <param name="from">Inside a transaction that sees one moment, if somebody may be writing.</param>
    /// <param name="to">Inside a transaction, so that half a copy is none.</param>
    /// <param name="only">One agency, without the state of the ledger, which belongs to the installation; null for all.</param>
    /// <param name="withKeys">False leaves the wrapped data keys out.</param>
    /// <param name="into">Where the target has other agencies: how the rows find their place among theirs; null into an empty one.</param>
    /// <returns>Rows by table, in the order copied.</returns>
    public static IReadOnlyList<(string Table, long Rows)> Run(DbConnection from, DbConnection to, AgencyId? only, bool withKeys, Action<string, long>? progress = null, Renumbering? into = null)
    {
        var tables = Order(from, to);
        var copied = new List<(string, long)>();
        // What the migrations put there themselves.
        if (only is null) Execute(to, $"DELETE FROM {LedgerTable}");
        foreach (var table in tables)
        {
            if (only is not null && table == LedgerTable) continue;
            var columns = Columns(to, table).Where(column => withKeys || table != KeyTable || column.Name != KeyColumn).ToList();
            using var read = from.CreateCommand();
            read.CommandText = $"SELECT {Names(columns)} FROM {Quoted(table)}" + (only is null ? "" : " WHERE agency = @agency");
            if (only is { } agency)
            {
                var parameter = read.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@agency", TypedId.Bytes(agency.Value));
                read.Parameters.Add(parameter);
            }
            read.CommandText = into?.Of(table, columns.Select(column => column.Name), read.CommandText) ?? read.CommandText;
            using var rows = read.ExecuteReader();
            var count = to is NpgsqlConnection postgres ? Into(postgres, table, columns, rows, progress) : Into((SqliteConnection)to, table, columns, rows, progress);
            copied.Add((table, count));
            progress?.Invoke(table, count);
        }
        if (to is NpgsqlConnection server) ContinueNumbers(server, tables);
        return copied;
    }

    /// <summary>How many rows each table has, in the order of <see cref="Run"/>.</summary>
    public static IReadOnlyList<(string Table, long Rows)> Count(DbConnection connection, IEnumerable<string> tables) => [.. tables.Select(table => (table, Number(connection, $"SELECT count(*) FROM {Quoted(table)}")))];

    /// <summary>
    /// Numbers that two installations give to different rows: acts and the places of uses in their index go on after those that are there, and an act gets its number in the ledger anew.
    /// A column that names an act is called "act" (a test holds that).
    /// </summary>
    internal sealed record Renumbering(long Acts, long Uses)
    {
        internal static Renumbering After(DbConnection to) => new(Number(to, "SELECT coalesce(max(id), 0) FROM acts_journal"), Number(to, "SELECT coalesce(max(\"row\"), 0) FROM registry_use"));

        internal string Of(string table, IEnumerable<string> columns, string select)
        {
            var names = columns.Select(column => (table, column) switch
            {
                ("acts_journal", "id") or (_, "act") => Moved(column, Acts),
                ("acts_journal", "leaf_index") => "NULL",
                ("registry_use", "row") => Moved(column, Uses),
                _ => Quoted(column),
            });
            return "SELECT " + string.Join(", ", names) + select[select.IndexOf(" FROM ", StringComparison.Ordinal)..];
        }

        private static string Moved(string column, long by) => string.Create(CultureInfo.InvariantCulture, $"{Quoted(column)} + {by}");
    }

    private sealed record Column(string Name, string Type);

    /// <summary>Tables that others refer to come first. One side is SQLite, or both are, and SQLite tells its references.</summary>
    private static List<string> Order(DbConnection from, DbConnection to)
    {
        var sqlite = from as SqliteConnection ?? (SqliteConnection)to;
        var waiting = Texts(sqlite, """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\_fts%' ESCAPE '\' AND name <> 'migration' ORDER BY name
            """);
        var needs = waiting.ToDictionary(table => table, table => Texts(sqlite, $"SELECT \"table\" FROM pragma_foreign_key_list('{table}')").Where(other => other != table).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var ordered = new List<string>();
        while (waiting.Count > 0)
        {
            var next = waiting.Where(table => needs[table].IsSubsetOf(ordered)).ToList();
            if (next.Count == 0) throw new InvalidOperationException("Tables refer to each other in a circle: " + string.Join(", ", waiting));
            ordered.AddRange(next);
            waiting.RemoveAll(next.Contains);
        }
        return ordered;
    }

    private static List<Column> Columns(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection
            ? $"SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
            : $"SELECT name, type FROM pragma_table_info('{table}') ORDER BY cid";
        using var reader = command.ExecuteReader();
        var columns = new List<Column>();
        while (reader.Read()) columns.Add(new(reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    private const int Told = 100_000;

    private static long Into(SqliteConnection to, string table, List<Column> columns, DbDataReader rows, Action<string, long>? progress)
    {
        using var insert = to.CreateCommand();
        insert.CommandText = $"INSERT INTO {Quoted(table)}({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i.ToString(CultureInfo.InvariantCulture)))})";
        for (var i = 0; i < columns.Count; i++) insert.Parameters.Add(new SqliteParameter("@p" + i.ToString(CultureInfo.InvariantCulture), null));
        long count = 0;
        while (rows.Read())
        {
            for (var i = 0; i < columns.Count; i++) insert.Parameters[i].Value = rows.GetValue(i);
            insert.ExecuteNonQuery();
            if (++count % Told == 0) progress?.Invoke(table, count);
        }
        return count;
    }

    private static long Into(NpgsqlConnection to, string table, List<Column> columns, DbDataReader rows, Action<string, long>? progress)
    {
        var types = columns.Select(column => column.Type switch
        {
            "bytea" => NpgsqlDbType.Bytea,
            "bigint" => NpgsqlDbType.Bigint,
            "text" => NpgsqlDbType.Text,
            var other => throw new InvalidOperationException($"{table}.{column.Name} is {other}; see docs/adr/0010."),
        }).ToArray();
        using var import = to.BeginBinaryImport($"COPY {Quoted(table)}({Names(columns)}) FROM STDIN (FORMAT BINARY)");
        import.Timeout = TimeSpan.Zero;
        long count = 0;
        while (rows.Read())
        {
            import.StartRow();
            for (var i = 0; i < types.Length; i++)
            {
                if (rows.IsDBNull(i)) import.WriteNull();
                else if (types[i] == NpgsqlDbType.Bigint) import.Write(rows.GetInt64(i), types[i]);
                else if (types[i] == NpgsqlDbType.Text) import.Write(rows.GetString(i), types[i]);
                else import.Write((byte[])rows.GetValue(i), types[i]);
            }
            if (++count % Told == 0) progress?.Invoke(table, count);
        }
        import.Complete();
        return count;
    }

    /// <summary>Numbers that PostgreSQL gives go on after those that came with the rows.</summary>
    private static void ContinueNumbers(NpgsqlConnection to, List<string> tables)
    {
        var given = new List<(string Table, string Column)>();
        using (var command = to.CreateCommand())
        {
            command.CommandText = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'";
            using var reader = command.ExecuteReader();
            while (reader.Read()) given.Add((reader.GetString(0), reader.GetString(1)));
        }
        foreach (var (table, column) in given.Where(pair => tables.Contains(pair.Table)))
            Execute(to, $"SELECT setval(pg_get_serial_sequence('{Quoted(table)}', '{column}'), coalesce(max({Quoted(column)}), 1), max({Quoted(column)}) IS NOT NULL) FROM {Quoted(table)}");
    }

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(column => Quoted(column.Name)));

    /// <summary>Names come from our own migrations; some are words of SQL ("use", "row").</summary>
    private static string Quoted(string name) => $"\"{name}\"";

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    internal static long Number(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    internal static int Execute(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command.ExecuteNonQuery();
    }
}
