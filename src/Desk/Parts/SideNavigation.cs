using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Parts;

/// <summary>The parts of one object, counts at the end side.</summary>
[HtmlTargetElement("p-side")]
public sealed class SideNavigationTagHelper : TagHelper
{
    public required string Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await output.GetChildContentAsync();
        output.Element("nav", "p-noprint");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent(Markup.Of($"<ul class=\"p-side\">{items}</ul>"));
    }
}

[HtmlTargetElement("p-side-item", ParentTag = "p-side")]
public sealed class SideItemTagHelper : TagHelper
{
    public required string Path { get; set; }
    public string? Count { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>Set it where the address alone does not tell.</summary>
    public bool? Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        var current = Current ?? View.HttpContext.Request.Path == Path;
        var mark = current ? Markup.Of($" aria-current=\"page\"") : Markup.None;
        var count = Count is null ? Markup.None : Markup.Of($"<span class=\"p-side__count\">{Count}</span>");
        output.Content.SetHtmlContent(Markup.Of($"<a href=\"{Path}\"{mark}><span>{text}</span>{count}</a>"));
    }
}
