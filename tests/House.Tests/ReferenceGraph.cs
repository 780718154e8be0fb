using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Probity.House.Tests;

/// <summary>A room sees only what stands above it in docs/architecture.md, and names exactly that.</summary>
public sealed partial class ReferenceGraph
{
    private static readonly IReadOnlyList<(string Room, string[] Sees)> Table =
        [.. Row().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs/architecture.md")))
            .Select(row => (row.Groups["room"].Value, row.Groups["sees"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))];

    private static IEnumerable<string> Projects => Sources.Under("src", ".csproj").Concat(Sources.Under("samples", ".csproj")).Select(source => source.Path);

    public static TheoryData<string> Rooms => [.. Projects.Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Fact]
    public void Every_room_stands_in_the_table_once_and_every_row_is_a_room() =>
        Table.Select(row => row.Room).Order().ShouldBe(Projects.Select(path => Path.GetFileNameWithoutExtension(path)!).Order());

    [Fact]
    public void A_room_sees_only_rooms_above_it()
    {
        var above = new HashSet<string>();
        foreach (var (room, sees) in Table)
        {
            sees.Where(seen => !above.Contains(seen)).ShouldBeEmpty($"{room} sees something that does not stand above it");
            above.Add(room);
        }
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_project_file_names_exactly_what_the_table_says(string room) =>
        Named(room).Order().ShouldBe(Table.Single(row => row.Room == room).Sees.Order());

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_every_room_that_it_names(string room)
    {
        var file = Path.Combine(AppContext.BaseDirectory, room == "Cli" ? "probity.dll" : $"Probity.{room}.dll");
        var assembly = System.Reflection.Assembly.LoadFrom(file);
        var used = assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Probity.", StringComparison.Ordinal)).Select(name => name["Probity.".Length..]).ToList();
        Named(room).Except(used).ShouldBeEmpty($"{room} names rooms that its code does not use");
    }

    [Fact]
    public void No_package_version_stands_in_a_project_file() =>
        Sources.Under("src", ".csproj").Concat(Sources.Under("tests", ".csproj")).Concat(Sources.Under("samples", ".csproj"))
            .SelectMany(source => source.Lines(VersionAttribute())).ShouldBeEmpty();

    private static IEnumerable<string> Named(string room)
    {
        var path = Projects.Single(path => Path.GetFileNameWithoutExtension(path) == room);
        return XDocument.Load(Path.Combine(Sources.Root, path)).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)!);
    }

    [GeneratedRegex(@"^\| (?<room>(?!Room )[A-Z][A-Za-z]+) \| [^|]+ \| (?<sees>[^|]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("PackageReference.*Version=")]
    private static partial Regex VersionAttribute();
}
