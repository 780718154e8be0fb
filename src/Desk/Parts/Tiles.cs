using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>
/// Answers to one question: real radio buttons, the whole tile is the label, every tile the same size and colour, none chosen
/// beforehand. After an error the person's own choice is kept.
/// </summary>
[HtmlTargetElement("p-tiles")]
[RestrictChildren("p-tile")]
public sealed class TilesTagHelper(Texts texts) : FieldTagHelper(texts)
{
    /// <summary>Side by side on a wide page: 2, 3, 4 or 5; below each other when 1.</summary>
    public int Columns { get; set; } = 1;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tiles = new List<Tile>();
        context.Items[typeof(TilesTagHelper)] = tiles;
        await output.GetChildContentAsync();
        var drawn = Markup.All(tiles.Select(Draw));
        Group(output, Fieldset(Markup.Of($"<div class=\"p-tiles p-tiles--{Columns}\">{drawn}</div>")));
    }

    private IHtmlContent Draw(Tile tile, int index)
    {
        var id = index == 0 ? FieldId : $"{FieldId}-{index + 1}";
        var chosen = Typed is { } typed && typed == tile.Value ? Markup.Of($" checked") : Markup.None;
        var hint = string.IsNullOrEmpty(tile.Hint) ? Markup.None : Markup.Of($"<span class=\"p-tile__hint\">{tile.Hint}</span>");
        return Markup.Of($"<label class=\"p-tile\"><input class=\"p-tile__input\" type=\"radio\" id=\"{id}\" name=\"{FieldName}\" value=\"{tile.Value}\"{chosen}><span class=\"p-tile__face\"><span class=\"p-tile__title\">{tile.Title}</span>{hint}</span></label>");
    }

    internal sealed record Tile(string Value, string Title, string? Hint);
}

[HtmlTargetElement("p-tile", ParentTag = "p-tiles", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TileTagHelper : TagHelper
{
    public required string Value { get; set; }
    public required string Title { get; set; }
    public string? Hint { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ((List<TilesTagHelper.Tile>)context.Items[typeof(TilesTagHelper)]).Add(new(Value, Title, Hint));
        output.SuppressOutput();
    }
}
