using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>Names and values. With <c>check</c> it is the check-answers list before an act.</summary>
[HtmlTargetElement("p-facts")]
public sealed class FactsTagHelper : TagHelper
{
    public bool Check { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.GetChildContentAsync();
        output.Element("dl", Check ? "p-facts p-facts--check" : "p-facts");
        output.Content.SetHtmlContent(rows);
    }
}

/// <summary>A row; <c>change</c> is the page where the answer is given.</summary>
[HtmlTargetElement("p-fact", ParentTag = "p-facts")]
public sealed class FactTagHelper(Texts texts) : TagHelper
{
    public required string Name { get; set; }
    public string? Value { get; set; }
    public string? Change { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(Markup.Of($"<dt>{Name}</dt><dd>{Value}{content}</dd>"));
        if (Change is not null)
            output.Content.AppendHtml(Markup.Of($"<dd><a class=\"p-noprint\" href=\"{Change}\">{texts["desk.change"]}<span class=\"govuk-visually-hidden\"> {Name}</span></a></dd>"));
    }
}
