using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>
/// Where something stands in the evidence ledger, when that was last recomputed, and the file that proves it. Without a number the
/// entry is written but not yet numbered: that is said, not hidden.
/// </summary>
[HtmlTargetElement("p-ledger", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LedgerTagHelper(Texts texts, Formats formats) : TagHelper
{
    public long? Number { get; set; }
    public DateTimeOffset? Verified { get; set; }
    public string? Proof { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        output.Element("span", "p-ledger");
        if (Number is not { } n)
        {
            output.Content.SetHtmlContent(Markup.Of($"{Icons.Of("clock")}<span>{texts["desk.ledger.not-yet"]}</span>"));
            return;
        }
        var number = Markup.Of($"<bdi dir=\"ltr\" class=\"p-ledger__no\">{formats.TableNumber(n)}</bdi>");
        var said = Verified is { } v
            ? texts.Html("desk.ledger.verified", ("n", number), ("when", formats.TableDateAndTime(v)))
            : texts.Html("desk.ledger.number", ("n", number));
        output.Content.SetHtmlContent(Markup.Of($"{Icons.Of("ledger")}<span>{said}</span>"));
        if (!more.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Of($"<span>· {more}</span>"));
        if (Proof is not null)
            output.Content.AppendHtml(Markup.Of($"<a href=\"{Proof}\" download>{texts["desk.ledger.proof"]}<span class=\"govuk-visually-hidden\"> {texts["desk.ledger.number-hidden", ("n", n)]}</span></a>"));
    }
}
