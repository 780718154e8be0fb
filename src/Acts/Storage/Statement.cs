using System.Data.Common;
using Npgsql;
using Probity.Acts.Ids;

namespace Probity.Acts.Storage;

/// <summary>
/// One SQL text with positional parameters @p0, @p1, ... A static field of the feature that uses it: each connection prepares it once.
/// Every statement names the agency among its parameters (a test reads the texts). One text serves both databases wherever it can (docs/adr/0010).
/// </summary>
/// <param name="postgres">What PostgreSQL is asked where it has another word for the same question; the parameters are the same.</param>
public sealed class Statement(string sql, string? postgres = null)
{
    public string Sql { get; } = sql;
    public string Postgres { get; } = postgres ?? sql;
    public int Parameters { get; } = Count(sql);

    /// <summary>The same question, whose row nobody else may change before this transaction ends. SQLite has one writer and needs no lock.</summary>
    internal Statement Held => _held ??= new Statement(Sql, Postgres + " FOR SHARE");
    private Statement? _held;

    private static int Count(string sql)
    {
        var n = 0;
        while (sql.Contains("@p" + n.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)) n++;
        return n;
    }
}

/// <summary>Prepared commands of one connection.</summary>
internal sealed class PreparedCommands(DbConnection connection) : IDisposable
{
    private readonly Dictionary<Statement, DbCommand> _commands = new(ReferenceEqualityComparer.Instance);

    public bool IsPostgres { get; } = connection is NpgsqlConnection;

    public DbCommand Fill(Statement statement, ReadOnlySpan<object?> values)
    {
        if (values.Length != statement.Parameters)
            throw new ArgumentException($"{statement.Parameters} values are wanted, {values.Length} given: {statement.Sql}", nameof(values));
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = IsPostgres ? statement.Postgres : statement.Sql;
            for (var i = 0; i < statement.Parameters; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }
            _commands.Add(statement, command);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Stored(values[i]);
        return command;
    }

    /// <summary>How values stand in the database: ids as 16 bytes in time order, moments as Unix milliseconds.</summary>
    internal static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        ITypedId id => TypedId.Bytes(id.Value),
        JournalId row => row.Value,
        Guid guid => TypedId.Bytes(guid),
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? 1L : 0L,
        Enum word => word.ToString(),
        _ => value,
    };

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
    }
}

/// <summary>A row under the cursor, read by position.</summary>
public readonly struct Row(DbDataReader reader)
{
    public string Text(int i) => reader.GetString(i);
    public string? TextOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);
    public long Number(int i) => reader.GetInt64(i);
    public long? NumberOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetInt64(i);
    public bool Flag(int i) => reader.GetFieldType(i) == typeof(bool) ? reader.GetBoolean(i) : reader.GetInt64(i) != 0;
    public byte[] Bytes(int i) => (byte[])reader.GetValue(i);
    public byte[]? BytesOrNull(int i) => reader.IsDBNull(i) ? null : (byte[])reader.GetValue(i);
    public Guid Guid(int i) => TypedId.FromBytes(Bytes(i));
    public TId Id<TId>(int i) where TId : struct, ITypedId<TId> => TId.From(Guid(i));
    public TId? IdOrNull<TId>(int i) where TId : struct, ITypedId<TId> => reader.IsDBNull(i) ? null : TId.From(Guid(i));
    public DateTimeOffset Moment(int i) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(i));
    public DateTimeOffset? MomentOrNull(int i) => reader.IsDBNull(i) ? null : Moment(i);
    public TEnum Word<TEnum>(int i) where TEnum : struct, Enum => Enum.Parse<TEnum>(reader.GetString(i));
    public bool IsNull(int i) => reader.IsDBNull(i);
}

/// <summary>A connection with its prepared statements: reads for everybody, writes only in the hands of the unit of work.</summary>
public abstract class Session
{
    private protected abstract PreparedCommands Commands { get; }

    /// <summary>For the few questions whose shape, not only whose words, differs between the databases.</summary>
    public bool IsPostgres => Commands.IsPostgres;

    public List<T> Query<T>(Statement statement, Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Commands.Fill(statement, values).ExecuteReader();
        var rows = new List<T>();
        var row = new Row(reader);
        while (reader.Read()) rows.Add(read(row));
        return rows;
    }

    /// <summary>Rows under their columns' own names, with the values as the database keeps them: for whoever copies rows.</summary>
    public List<(string Column, object? Value)[]> Stored(Statement statement, params ReadOnlySpan<object?> values)
    {
        using var reader = Commands.Fill(statement, values).ExecuteReader();
        var rows = new List<(string, object?)[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i)))]);
        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(Statement statement, Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Commands.Fill(statement, values).ExecuteReader();
        return reader.Read() ? read(new Row(reader)) : default;
    }

    public long Number(Statement statement, params ReadOnlySpan<object?> values) =>
        Commands.Fill(statement, values).ExecuteScalar() switch { long n => n, int n => n, _ => 0 };
}
