using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Parts;

/// <summary>HTML from an interpolated string: the text between the braces is encoded unless it is HTML already.</summary>
public static class Markup
{
    public static readonly IHtmlContent None = HtmlString.Empty;

    public static IHtmlContent Of(FormattableString html) => new HtmlFormattableString(html.Format, html.GetArguments());

    public static IHtmlContent All(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts) all.AppendHtml(part);
        return all;
    }

    /// <summary>A paragraph with this class, or nothing.</summary>
    internal static IHtmlContent Paragraph(string? text, string css) => string.IsNullOrEmpty(text) ? None : Of($"<p class=\"{css}\">{text}</p>");

    internal static void Element(this TagHelperOutput output, string tag, string css)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        var added = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", added is null ? css : $"{css} {added}");
    }
}
