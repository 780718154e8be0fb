using System.CommandLine;
using System.Reflection;
using Probity.Acts;

namespace Probity.Cli;

/// <summary>Every kind of act that this program can record, as docs/acts.md lists them.</summary>
public static class ActsCommand
{
    internal static Command For(Words words)
    {
        var list = new Command("list", words["cli.acts.list"]);
        list.SetAction(_ =>
        {
            foreach (var kind in Kinds()) Console.WriteLine(kind.NeedsReason ? $"{kind.Name}  {words["cli.acts.needs-reason"]}" : kind.Name);
            return ExitCode.Done;
        });
        return new Command("acts", words["cli.acts"]) { list };
    }

    public static IReadOnlyList<ActKind> Kinds() =>
        [.. Server.Rooms.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ActKind))
            .Select(field => (ActKind)field.GetValue(null)!)
            .OrderBy(kind => kind.Name, StringComparer.Ordinal)];
}
