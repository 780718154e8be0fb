using Npgsql;
using Probity.Acts.Storage;
using Probity.Cli.Doctor;
using Probity.Server.Configuration;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Doctor;

/// <summary>What the doctor sees of a standby, asked of a real primary that has one.</summary>
public sealed class StandbyLooksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-standby-doctor-").FullName;

    [Fact]
    public async Task A_standby_is_there_unseen_missing_or_not_waited_for()
    {
        using var pair = StandbyPair.Start();
        await using (ProbityServer.Build(new ServerOptions { Data = _folder, Database = pair.Database, Port = 0, Strict = true })) { }
        var found = Standby(pair.Database);
        found.Code.ShouldBe("standby-there");
        found.Values.ShouldContain(("n", (object?)1L));

        pair.Tell("CREATE ROLE plain LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain");
        var plain = new NpgsqlConnectionStringBuilder(pair.Database) { Username = "plain" }.ConnectionString;
        Standby(plain).Code.ShouldBe("standby-unseen", "this account may not look at other sessions");
        pair.Tell("GRANT pg_monitor TO plain");
        Standby(plain).Code.ShouldBe("standby-there");

        await pair.WaitFor("another");
        Standby(pair.Database).ShouldSatisfyAllConditions(missing => missing.Code.ShouldBe("standby-missing"), missing => missing.Values.ShouldContain(("names", (object?)"another")));
        await pair.WaitFor("");
        Standby(pair.Database).Code.ShouldBe("standby-none");
    }

    private Finding Standby(string database)
    {
        using var folder = DataFolder.Look(_folder, database);
        var findings = DatabaseLooks.Look(folder, running: false, TimeProvider.System);
        findings.ShouldContain(finding => finding.Code == "postgres-version");
        return findings.Where(finding => finding.Part == "standby").ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
