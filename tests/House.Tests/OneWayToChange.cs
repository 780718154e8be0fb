using System.Text.RegularExpressions;

namespace Probity.House.Tests;

/// <summary>Only the unit of work saves, and rules know neither the database nor the web.</summary>
public sealed partial class OneWayToChange
{
    [Fact]
    public void Nothing_outside_Acts_saves_or_opens_a_connection() =>
        Sources.Under("src", ".cs").Concat(Sources.Under("samples", ".cs"))
            // The sample case system is another program with a file of its own.
            .Where(source => !source.Path.StartsWith("src/Acts/", StringComparison.Ordinal) && !source.Path.StartsWith("samples/case-management/", StringComparison.Ordinal))
            .SelectMany(source => source.Lines(Writes())).ShouldBeEmpty();

    [Fact]
    public void Inside_Acts_only_changes_storage_sequencing_and_backups_touch_a_connection() =>
        Sources.Under("src/Acts", ".cs")
            .Where(source => !Touching.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(source => source.Lines(Writes())).ShouldBeEmpty();

    private static readonly string[] Touching = ["src/Acts/Changes/", "src/Acts/Storage/", "src/Acts/Sequencing/", "src/Acts/Backups/"];

    [Fact]
    public void Rules_are_pure() =>
        Sources.Under("src", "Rules.cs").SelectMany(source => source.Lines(OutsideWorld())).ShouldBeEmpty();

    [Fact]
    public void The_ledger_needs_nothing_but_the_platform()
    {
        Sources.Under("src/Ledger", ".cs").SelectMany(source => source.Lines(OutsideWorld())).ShouldBeEmpty();
        System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Probity.Ledger.dll")).GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "Microsoft.Win32.Primitives").ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_asks_the_machine_for_the_time_or_waits_by_sleeping() =>
        Sources.Under("src", ".cs").SelectMany(source => source.Lines(OwnClock())).ShouldBeEmpty();

    /// <summary>Readers across agencies: each is here with its reason, and nowhere else.</summary>
    private static readonly Dictionary<string, string> AcrossAgencies = new()
    {
        ["src/Acts/Storage/ProbityDb.cs"] = "the comment that forbids it",
    };

    [Fact]
    public void Only_the_closed_list_looks_across_agencies() =>
        Sources.Under("src", ".cs", ".cshtml").Concat(Sources.Under("samples", ".cs"))
            .Where(source => !AcrossAgencies.ContainsKey(source.Path))
            .SelectMany(source => source.Lines(WithoutFilter())).ShouldBeEmpty();

    [GeneratedRegex(@"\bSaveChanges|\bSqliteConnection\b|\bSqliteCommand\b|\bExecuteSql|\.ExecuteUpdate|\.ExecuteDelete|\bBeginTransaction\b|\bDbConnection\b|\bnew Writer\(|\bWriter writer\b")]
    private static partial Regex Writes();

    [GeneratedRegex(@"Microsoft\.(?:EntityFrameworkCore|AspNetCore|Data)\b|\bHttpContext\b|\bDbContext\b|\bProbityDb\b")]
    private static partial Regex OutsideWorld();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bDateTime\.Today\b|\bThread\.Sleep\b")]
    private static partial Regex OwnClock();

    [GeneratedRegex(@"\bIgnoreQueryFilters\b")]
    private static partial Regex WithoutFilter();
}
