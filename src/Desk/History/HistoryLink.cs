using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Desk.History;

/// <summary>The way from a record's page to everything that happened to it: <c>&lt;p-history kind="system" id="…" /&gt;</c>.</summary>
[HtmlTargetElement("p-history", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HistoryLinkTagHelper(Texts texts) : TagHelper
{
    public required string Kind { get; set; }
    public required Guid Id { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Element("p", "p-noprint p-history");
        output.Content.SetHtmlContent(Markup.Of($"<a class=\"govuk-link\" href=\"{HistoryPages.Of(Kind, Id)}\">{texts["desk.history.link"]}</a>"));
    }
}
