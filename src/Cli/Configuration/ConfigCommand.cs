using System.Collections;
using System.CommandLine;
using System.Text.Json;
using Probity.Acts;
using Probity.Cli.Serving;
using Probity.Server.Configuration;

namespace Probity.Cli.Configuration;

/// <summary>Every setting as it is in force, and who said so. It opens nothing, so it can be asked beside a running server.</summary>
internal static class ConfigCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var json = new Option<bool>("--json") { Description = words["cli.config.json"] };
        var command = new Command("config", words["cli.config"]) { data, json };
        command.SetAction(parsed => Show(words, Settings.Read(parsed.GetValue(data)!, Variables()), parsed.GetValue(json)));
        return command;
    }

    private static int Show(Words words, ReadSettings read, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                settings = read.Values.Select(value => new { value.Name, value.Value, source = value.Source.ToString().ToLowerInvariant(), value.Line, variable = value.Source == SettingSource.Variable ? value.Variable : null }),
                faults = read.Faults,
            }, HouseJson.Options));
        else
        {
            var (name, value) = (read.Values.Max(setting => setting.Name.Length), read.Values.Max(setting => Value(setting).Length));
            foreach (var setting in read.Values) Console.WriteLine($"{setting.Name.PadRight(name)}  {Value(setting).PadRight(value)}  {Source(words, setting)}");
            foreach (var fault in read.Faults) Console.Error.WriteLine(Said(words, fault));
        }
        return read.Faults.Count > 0 ? ExitCode.Usage : ExitCode.Done;
    }

    private static string Value(SettingValue setting) => setting.Value.Length > 0 ? setting.Value : "-";

    private static string Source(Words words, SettingValue setting) => setting.Source switch
    {
        SettingSource.File => $"config.json:{setting.Line}",
        SettingSource.Variable => setting.Variable,
        _ => words["cli.config.default"],
    };

    /// <summary>Where, as editors read it, and what.</summary>
    public static string Said(Words words, SettingFault fault)
    {
        var said = words["server.config." + fault.Code, ("name", fault.Name), ("value", fault.Value)];
        return fault switch
        {
            { Line: { } line, Column: { } column } => $"config.json:{line}:{column}: {said}",
            { Line: { } line } => $"config.json:{line}: {said}",
            _ => said,
        };
    }

    public static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
