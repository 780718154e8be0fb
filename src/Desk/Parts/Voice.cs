using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Parts;

public enum VoiceKind { Human, Machine, Sealed }

/// <summary>
/// Who speaks: a person, a machine, or a machine whose words are still sealed. The label says it in words and names the group for
/// a screen reader; the edge says it on paper and without colour. A sealed panel carries no output: there is none on the page.
/// </summary>
[HtmlTargetElement("p-voice")]
public sealed class VoiceTagHelper : TagHelper
{
    public VoiceKind Kind { get; set; }

    /// <summary>For example "Your own view, recorded 11:38".</summary>
    public required string Label { get; set; }

    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var slim = content.IsEmptyOrWhiteSpace;
        var id = $"voice-{context.UniqueId[..8]}";
        var kind = Kind.ToString().ToLowerInvariant();
        var icon = Icon ?? Kind switch { VoiceKind.Human => "person", VoiceKind.Machine => "machine", _ => "lock" };
        output.Element("div", $"p-voice p-voice--{kind}{(slim ? " p-voice--slim" : "")}");
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.SetHtmlContent(Markup.Of($"<p class=\"p-voice__label\">{Icons.Of(icon)}<span id=\"{id}\">{Label}</span></p>"));
        if (!slim) output.Content.AppendHtml(Markup.Of($"<div class=\"p-voice__body\">{content}</div>"));
    }
}
