using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Parts;

/// <summary>Glyphs on a 20 px grid with a 2 px stroke. They never stand alone: the word beside them says the same.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["check"] = "M4 10.500l4 4 8-9",
        ["attention"] = "M10 3L18 17H2z M10 8v4 M10 14.200v.6",
        ["stop"] = "M7 2.500h6l4.500 4.500v6L13 17.500H7L2.500 13V7z M6.500 10h7",
        ["info"] = "M10 2.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15z M10 9v5 M10 5.800v.6",
        ["machine"] = "M3 7V3h4 M13 3h4v4 M17 13v4h-4 M7 17H3v-4 M6.500 8h7 M6.500 12h7",
        ["person"] = "M10 3a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7z M3 18c0-4 3-6 7-6s7 2 7 6",
        ["lock"] = "M4 9h12v8.500H4z M6.500 9V6a3.500 3.500 0 0 1 7 0v3 M10 12.500v2",
        ["clock"] = "M10 2.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15z M10 5.500V10l3 2",
        ["hourglass"] = "M5 2.500h10 M5 17.500h10 M6 2.500c0 4 8 5 8 7.500s-8 3.500-8 7.500 M14 2.500c0 4-8 5-8 7.500s8 3.500 8 7.500",
        ["ledger"] = "M10 2.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15z M6.500 10.200l2.500 2.500 4.500-5",
        ["next"] = "M4 10h12 M11 5l5 5-5 5",
        ["previous"] = "M16 10H4 M9 5l-5 5 5 5",
        ["print"] = "M5 8V3h10v5 M5 14H3V8h14v6h-2 M5 12h10v5H5z",
        ["download"] = "M10 3v9 M6 8.500l4 4 4-4 M4 16.500h12",
    };

    public static IHtmlContent Of(string name, string? css = null) => new HtmlString(
        $"<svg width=\"20\" height=\"20\" viewBox=\"0 0 20 20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\" focusable=\"false\"{(css is null ? "" : $" class=\"{css}\"")}><path d=\"{Paths[name]}\"/></svg>");
}

[HtmlTargetElement("p-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Of(Name));
    }
}
