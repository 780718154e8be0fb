using Probity.Acts.Rights;
using Probity.People.Clients;
using Probity.People.Roles;

namespace Probity.House.Tests;

/// <summary>docs/access.md shows who carries which right, exactly as the program has it.</summary>
public sealed class AccessTable
{
    [Fact]
    public void The_table_of_rights_and_roles_is_the_programs()
    {
        var roles = Enum.GetValues<Role>();
        var lines = new List<string>
        {
            $"| Right | {string.Join(" | ", roles)} | Connected system |",
            $"|---|{string.Concat(Enumerable.Repeat(":-:|", roles.Length + 1))}",
        };
        foreach (var right in Enum.GetValues<Right>())
            lines.Add($"| {right} | {string.Join(" | ", roles.Select(role => RoleRights.Of([role]).Contains(right) ? "x" : ""))} | {(ClientScopes.Allowed.Contains(right) ? "as scope" : "")} |");
        var table = string.Join('\n', lines);
        File.ReadAllText(Path.Combine(Sources.Root, "docs/access.md")).ReplaceLineEndings("\n").Contains(table, StringComparison.Ordinal).ShouldBeTrue("docs/access.md must contain:\n" + table);
    }
}
