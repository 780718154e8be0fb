using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.House.Tests;

/// <summary>What the migrations made is what the model expects, and raw SQL names the agency.</summary>
[Collection(InstalledHouse.Name)]
public sealed class Tables(Installed house)
{
    [Fact]
    public void The_migrated_schema_equals_the_model()
    {
        using var db = house.App.Services.GetRequiredService<Reads>().Open(null);
        using var connection = new SqliteConnection($"Data Source={house.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var differences = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            var columns = Columns(connection, table);
            if (columns.Count == 0)
            {
                differences.Add($"{table}: no migration makes it");
                continue;
            }
            foreach (var property in entity.GetProperties())
            {
                var name = property.GetColumnName();
                if (!columns.TryGetValue(name, out var column)) differences.Add($"{table}.{name}: not in the schema");
                else if (column.Type != property.GetColumnType()) differences.Add($"{table}.{name}: {column.Type} in the schema, {property.GetColumnType()} in the model");
                else if (column.Nullable != property.IsColumnNullable()) differences.Add($"{table}.{name}: nullable {column.Nullable} in the schema, {property.IsColumnNullable()} in the model");
            }
        }
        differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_migrated_schema_equals_the_model_on_PostgreSQL_too()
    {
        var folder = Directory.CreateTempSubdirectory("probity-house-").FullName;
        var database = TestDatabase.OnServer(folder);
        var differences = new List<string>();
        await using (var app = ProbityServer.Build(new ServerOptions { Data = folder, Database = database, Port = 0, Strict = true }))
        {
            using var connection = new NpgsqlConnection(database + ";Pooling=false");
            connection.Open();
            using var db = app.Services.GetRequiredService<Reads>().Open(null);
            foreach (var entity in db.Model.GetEntityTypes())
            {
                var columns = PostgresColumns(connection, entity.GetTableName()!);
                foreach (var property in entity.GetProperties())
                {
                    var expected = (property.GetColumnType(), property.IsColumnNullable());
                    if (!columns.TryGetValue(property.GetColumnName(), out var column)) differences.Add($"{entity.GetTableName()}.{property.GetColumnName()}: not in the schema");
                    else if (column != expected) differences.Add($"{entity.GetTableName()}.{property.GetColumnName()}: {column} in the schema, {expected} in the model");
                }
            }
        }
        Directory.Delete(folder, recursive: true);
        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Every_migration_is_written_for_both_databases()
    {
        var parts = house.App.Services.GetServices<ModelPart>().ToList();
        Migrator.Of(parts, postgres: true).Select(migration => (migration.Room, migration.Number)).ShouldBe(Migrator.Of(parts, postgres: false).Select(migration => (migration.Room, migration.Number)));
    }

    private static Dictionary<string, (string Type, bool Nullable)> PostgresColumns(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand("SELECT column_name, data_type, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = @table", connection);
        command.Parameters.AddWithValue("table", table);
        using var reader = command.ExecuteReader();
        var columns = new Dictionary<string, (string, bool)>();
        while (reader.Read()) columns.Add(reader.GetString(0), (reader.GetString(1), reader.GetBoolean(2)));
        return columns;
    }

    [Fact]
    public void Every_table_that_belongs_to_an_agency_is_strict()
    {
        using var connection = new SqliteConnection($"Data Source={house.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'";
        using var reader = command.ExecuteReader();
        var loose = new List<string>();
        while (reader.Read())
            if (!reader.GetString(1).Contains("STRICT", StringComparison.OrdinalIgnoreCase)) loose.Add(reader.GetString(0));
        loose.ShouldBeEmpty();
    }

    /// <summary>Tables that go on naming a person's account after the person was erased: each with its reason.</summary>
    private static readonly Dictionary<string, string> OutlastAPerson = new()
    {
        ["judgement_step"] = "that the step was taken, and by which account",
        ["training_certificate"] = "that whoever decided was trained",
    };

    [Fact]
    public void Every_table_that_keeps_something_by_a_person_is_cleared_when_they_are_erased_or_stands_in_the_closed_list()
    {
        using var connection = new SqliteConnection($"Data Source={house.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name IN ('account', 'person') ORDER BY t.name";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read()) tables.Add(reader.GetString(0));
        tables.Count.ShouldBeGreaterThan(10);
        var cleared = house.App.Services.GetServices<ModelPart>().SelectMany(part => part.ClearsPerson).Select(statement => statement.Sql).ToList();
        tables.Where(table => !OutlastAPerson.ContainsKey(table) && !cleared.Any(sql => sql.StartsWith($"DELETE FROM {table} ", StringComparison.Ordinal) || sql.StartsWith($"UPDATE {table} SET ", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    /// <summary>Statements that name no agency: each with its reason.</summary>
    private static readonly Dictionary<string, string> AcrossAgencies = new()
    {
        ["Probity.Acts.Duties.DueRunner.Next"] = "when anything falls due; the runner works for all agencies, each row in its own",
        ["Probity.Acts.Duties.DueRunner.Sweep"] = "done work goes after thirty days, whose ever it was",
        ["Probity.Judgement.Reveals.OpenOutput.Frozen"] = "asks whether the installation's one ledger stands still",
        ["Probity.Acts.Changes.Work.Tell"] = "tells the other servers that something is no longer so, by ids alone",
        ["Probity.Acts.Telemetry.Standing.Unnumbered"] = "counts what waits for the one ledger, reads no row",
        ["Probity.Server.Health.Readiness.Schema"] = "counts migrations, reads no row of an agency",
    };

    [Fact]
    public void Every_statement_names_the_agency_or_stands_in_the_closed_list()
    {
        var statements = (from assembly in Server.Rooms.Assemblies
                          from type in assembly.GetTypes()
                          from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                          where field.FieldType == typeof(Statement)
                          select (Name: $"{type.FullName}.{field.Name}", ((Statement)field.GetValue(null)!).Sql)).ToList();
        statements.ShouldNotBeEmpty();
        statements.Where(statement => !statement.Name.StartsWith("Probity.Acts.Sequencing.", StringComparison.Ordinal)
                && !statement.Sql.Contains("agency", StringComparison.OrdinalIgnoreCase) && !AcrossAgencies.ContainsKey(statement.Name))
            .Select(statement => $"{statement.Name}: {statement.Sql}").ShouldBeEmpty();
    }

    private static Dictionary<string, (string Type, bool Nullable)> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, type, \"notnull\", pk FROM pragma_table_info(@table)";
        command.Parameters.AddWithValue("@table", table);
        using var reader = command.ExecuteReader();
        var columns = new Dictionary<string, (string, bool)>();
        while (reader.Read()) columns.Add(reader.GetString(0), (reader.GetString(1), reader.GetInt64(2) == 0 && reader.GetInt64(3) == 0));
        return columns;
    }
}
