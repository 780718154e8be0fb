using System.Reflection;
using System.Text.RegularExpressions;
using Probity.Acts.Refusals;
using Probity.Cli;
using Probity.Desk.Language;

namespace Probity.House.Tests;

/// <summary>Refusals and kinds of act: unique, in their room's name, in every language, and listed.</summary>
public sealed partial class Catalogues
{
    private static readonly IReadOnlyList<(Type Home, RefusalCode Code)> Refusals =
        [.. from assembly in Server.Rooms.Assemblies
            from type in assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where field.FieldType == typeof(RefusalCode)
            select (type, (RefusalCode)field.GetValue(null)!)];

    [Fact]
    public void Every_refusal_code_is_unique()
    {
        Refusals.ShouldNotBeEmpty();
        Refusals.Select(refusal => refusal.Code).Distinct().GroupBy(code => code.Code).Where(codes => codes.Count() > 1).Select(codes => codes.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_code_begins_with_its_room() =>
        Refusals.Where(refusal => !refusal.Code.Code.StartsWith(refusal.Home.Assembly.GetName().Name!["Probity.".Length..].ToLowerInvariant() + ".", StringComparison.Ordinal))
            .Select(refusal => $"{refusal.Code.Code} in {refusal.Home}").ShouldBeEmpty();

    [Theory, InlineData("en"), InlineData("fr")]
    public void Every_refusal_says_what_why_and_what_to_do(string language)
    {
        var catalogue = new TextCatalogue(Words.Rooms, strict: false);
        Refusals.SelectMany(refusal => new[] { ".title", ".detail", ".do" }.Select(part => TextKey(refusal.Code.Code) + part))
            .Where(key => string.IsNullOrWhiteSpace(catalogue.FindWritten(key, language))).Distinct().ShouldBeEmpty();
    }

    [Theory, InlineData("en"), InlineData("fr")]
    public void Every_kind_of_act_has_a_word(string language)
    {
        var catalogue = new TextCatalogue(Words.Rooms, strict: false);
        ActsCommand.Kinds().Select(kind => kind.Name.Replace(".", ".act.", StringComparison.Ordinal)).Where(key => string.IsNullOrWhiteSpace(catalogue.FindWritten(key, language))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_act_stands_in_the_list_and_nothing_else_does()
    {
        var listed = ListedAct().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs/acts.md"))).Select(match => match.Groups[1].Value).ToList();
        listed.ShouldBeUnique();
        listed.Order(StringComparer.Ordinal).ShouldBe(ActsCommand.Kinds().Select(kind => kind.Name));
    }

    [Fact]
    public void Whether_an_act_needs_a_reason_stands_in_the_list()
    {
        var text = File.ReadAllText(Path.Combine(Sources.Root, "docs/acts.md"));
        foreach (var kind in ActsCommand.Kinds())
            Regex.IsMatch(text, $@"^\| `{Regex.Escape(kind.Name)}` \|[^|]*\| {(kind.NeedsReason ? "yes" : "no")} \|", RegexOptions.Multiline).ShouldBeTrue($"{kind.Name} needs a reason: {kind.NeedsReason}");
    }

    [Fact]
    public void Kinds_of_act_are_unique_and_carry_no_more_than_a_word_of_the_house()
    {
        ActsCommand.Kinds().Select(kind => kind.Name).ShouldBeUnique();
        ActsCommand.Kinds().Where(kind => !ActName().IsMatch(kind.Name)).ShouldBeEmpty();
    }

    /// <summary>"server.too-large" has the texts "server.refusal.too-large.title", ".detail" and ".do".</summary>
    private static string TextKey(string code) => code.Insert(code.IndexOf('.', StringComparison.Ordinal), ".refusal");

    [GeneratedRegex(@"^\| `([a-z][a-z0-9.-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ListedAct();

    [GeneratedRegex(@"^[a-z]+\.[a-z]+(?:-[a-z]+)*$")]
    private static partial Regex ActName();
}
