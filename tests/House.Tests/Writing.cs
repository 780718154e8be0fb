using System.Text.RegularExpressions;
using Probity.Cli;
using Probity.Cli.Wording;
using Probity.Desk.Language;

namespace Probity.House.Tests;

/// <summary>Texts, markup and names.</summary>
public sealed partial class Writing
{
    [Fact]
    public void Every_text_is_complete_and_keeps_the_rules_of_writing() => new TextsCheck(Words.Rooms).Run().Faults.ShouldBeEmpty();

    [Theory, InlineData("en"), InlineData("fr")]
    public void What_the_people_of_the_sample_write_keeps_the_rules_of_writing(string language) =>
        File.ReadLines(Path.Combine(Sources.Root, $"samples/PortVerrin/FaceSearch/words.{language}.txt")).Where(line => line.Length > 0 && line[0] is not ('#' or '['))
            .SelectMany(line => WordingRules.Faults("sample", language, line)).ShouldBeEmpty();

    [Fact]
    public void Every_key_that_code_or_a_page_names_exists()
    {
        var catalogue = new TextCatalogue(Words.Rooms, strict: false);
        var missing = new List<string>();
        foreach (var source in Sources.Under("src", ".cs", ".cshtml"))
        {
            foreach (Match use in NamedKey().Matches(source.Text))
                if (catalogue.FindWritten(use.Groups["key"].Value, "en") is null) missing.Add($"{source.Path}: {use.Groups["key"].Value}");
            foreach (Match use in CountedKey().Matches(source.Text))
                if (catalogue.FindWritten(use.Groups["key"].Value + ".other", "en") is null) missing.Add($"{source.Path}: {use.Groups["key"].Value}.other");
        }
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void No_page_carries_a_script_a_style_or_an_event_of_its_own() =>
        Sources.Under("src", ".cshtml").SelectMany(source => source.Lines(InlineCode())).ShouldBeEmpty();

    [Fact]
    public void No_part_of_a_page_writes_a_style_or_an_event_attribute() =>
        Sources.Under("src", ".cs").SelectMany(source => source.Lines(InlineCodeInStrings())).ShouldBeEmpty();

    [Fact]
    public void No_page_writes_a_sentence_past_the_texts() =>
        Sources.Under("src", ".cshtml").SelectMany(source => source.Lines(Sentence())).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_only_for_assisting() =>
        Server.Rooms.Assemblies.SelectMany(assembly => assembly.GetTypes()).Select(type => type.Name)
            .Where(name => !name.StartsWith('<') && OnlyAssists().IsMatch(name)).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_path_or_host_of_the_machine_it_was_written_on()
    {
        // Put together here, so that this file does not name them either.
        var paths = new Regex("(?<![A-Za-z0-9_.:])(?:" + "/wo" + "rk/|" + "/ro" + "ot/|" + "/ho" + "me/[a-z]+/|" + "/tm" + "p/[a-z]|" + "/Us" + @"ers/|[A-Z]:\\Us" + "ers)");
        Sources.Under("", ".cs", ".cshtml", ".md", ".json", ".mjs", ".js", ".scss", ".sql", ".csproj", ".props", ".resx", "run", "test", "probity", "provide")
            .SelectMany(source => source.Lines(paths)).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_leaves_work_for_later() =>
        Sources.Under("src", ".cs", ".cshtml").Concat(Sources.Under("tests", ".cs")).Concat(Sources.Under("samples", ".cs")).Concat(Sources.Under("web/src"))
            .SelectMany(source => source.Lines(Later())).ShouldBeEmpty();

    [GeneratedRegex("""(?:[Tt]exts|[Ww]ords)\s*(?:\[|\.Html\()\s*"(?<key>[^"{]+)"\s*[,\])]""")]
    private static partial Regex NamedKey();

    [GeneratedRegex("""[Tt]exts\s*\.(?:Count|CountHtml)\(\s*"(?<key>[^"{]+)"\s*,""")]
    private static partial Regex CountedKey();

    [GeneratedRegex(@"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[""']|javascript:|<script\b(?![^>]*\bsrc=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("""\sstyle=\\?"|\son(?:click|change|submit|load|input|focus|blur)=|SetAttribute\("style"|<script\b""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCodeInStrings();

    /// <summary>Two plain words in a row between tags: a sentence that no translator can reach.</summary>
    [GeneratedRegex(@">\s*[A-Z][a-z]+ [a-z]+[^<@{};()=]*<")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?:Manager|(?<!Tag)Helper|Helpers|Util|Utils|Utility|Dto|Impl|Processor)$|(?<!Hosted)Service$")]
    private static partial Regex OnlyAssists();

    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|\bHA" + @"CK\b|NotImplemented" + "Exception")]
    private static partial Regex Later();
}
