using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>Why there is nothing here and when that changes. No picture.</summary>
[HtmlTargetElement("p-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public required string Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Element("section", "p-empty");
        output.Content.SetHtmlContent(Markup.Of($"<h2>{Title}</h2>"));
        output.Content.AppendHtml(content.IsEmptyOrWhiteSpace ? Markup.None : content);
    }
}

/// <summary>A real page that says what is going on and how long it takes, with a link to look again; never only a spinner.</summary>
[HtmlTargetElement("p-waiting")]
public sealed class WaitingTagHelper(Texts texts) : TagHelper
{
    public required string Title { get; set; }

    /// <summary>The address that shows the outcome.</summary>
    public required string Refresh { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var id = $"waiting-{context.UniqueId[..8]}";
        output.Element("section", "p-voice p-voice--sealed");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.SetHtmlContent(Markup.Of(
            $"<p class=\"p-voice__label\">{Icons.Of("hourglass")}<span id=\"{id}\">{Title}</span></p><div class=\"p-voice__body\"><div>{content}</div><p>{texts.Html("desk.waiting.refresh", ("refresh", new Href(Refresh)))}</p></div>"));
    }
}
