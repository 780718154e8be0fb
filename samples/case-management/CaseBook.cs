using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Probity.CaseManagement;

/// <param name="Link">The page for the officer, at the gate.</param>
/// <param name="Receipt">The file, kept byte for byte.</param>
public sealed record Lead(Guid Decision, string Link, string OutputHash, byte[]? Receipt);

/// <param name="Receipt">SHA-256 of the receipt it was done on.</param>
public sealed record Deed(Guid Decision, string At, string Receipt);

public sealed record CaseFile(string Number, string Title, Lead? Lead, IReadOnlyList<Deed> Deeds);

/// <summary>Cases, the lead that was asked for in each, and what was done on which receipt. One SQLite file.</summary>
public sealed class CaseBook
{
    // One deed for each decision, whatever happens above.
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS cases(number TEXT PRIMARY KEY, title TEXT NOT NULL, decision TEXT, link TEXT, output_hash TEXT, receipt BLOB) STRICT;
        CREATE TABLE IF NOT EXISTS deeds(number TEXT NOT NULL, decision TEXT PRIMARY KEY, at TEXT NOT NULL, receipt TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS told(id TEXT PRIMARY KEY) STRICT;
        INSERT OR IGNORE INTO cases(number, title) VALUES ('PV-2026-09001', 'Shop robbery, Harbour Street'), ('PV-2026-09002', 'Burglary, Mill Lane'), ('PV-2026-09003', 'Fraud at a cash machine');
        """;

    private readonly string _connection;
    private readonly TimeProvider _clock;

    public CaseBook(string path, TimeProvider clock)
    {
        (_connection, _clock) = (new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString(), clock);
        Query(Tables, Nothing);
    }

    public IReadOnlyList<CaseFile> All() => Query("SELECT number FROM cases ORDER BY number", row => row.GetString(0)).Select(number => Find(number)!).ToList();

    public CaseFile? Find(string number) => Query("SELECT number, title, decision, link, output_hash, receipt FROM cases WHERE number = $0", row => new CaseFile(row.GetString(0), row.GetString(1),
        row.IsDBNull(2) ? null : new Lead(Guid.Parse(row.GetString(2)), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : (byte[])row[5]), []), number) is [var file] ? file with { Deeds = Deeds(number) } : null;

    public CaseFile? Of(Guid decision) => Query("SELECT number FROM cases WHERE decision = $0", row => row.GetString(0), decision.ToString("D")) is [var number] ? Find(number) : null;

    /// <summary>Whether this message was dealt with before: the same may come twice.</summary>
    public bool WasTold(string id) => Query("SELECT id FROM told WHERE id = $0", row => row.GetString(0), id).Count > 0;

    public void Told(string id) => Query("INSERT OR IGNORE INTO told(id) VALUES ($0)", Nothing, id);

    public void Keep(string number, Lead lead) =>
        Query("UPDATE cases SET decision = $1, link = $2, output_hash = $3, receipt = $4 WHERE number = $0", Nothing, number, lead.Decision.ToString("D"), lead.Link, lead.OutputHash, lead.Receipt);

    public void Sent(string number, Guid decision, byte[] receipt) => Query("INSERT INTO deeds(number, decision, at, receipt) VALUES ($0, $1, $2, $3)", Nothing, number, decision.ToString("D"),
        _clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(receipt)));

    private List<Deed> Deeds(string number) => Query("SELECT decision, at, receipt FROM deeds WHERE number = $0", row => new Deed(Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2)), number);

    private static int Nothing(SqliteDataReader row) => 0;

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read()) found.Add(read(rows));
        return found;
    }
}
