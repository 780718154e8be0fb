using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;
using Probity.Desk.Layout;

namespace Probity.Desk.Parts;

/// <summary>First line of a print: which object, who printed it and when, its place in the ledger, the root, where to check it.</summary>
[HtmlTargetElement("p-print-line", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PrintLineTagHelper(Texts texts, Formats formats, TimeProvider clock) : TagHelper
{
    public PrintLine? Of { get; set; }
    public required PageFrame Frame { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var printed = formats.TableDateAndTime(clock.GetUtcNow());
        List<IHtmlContent> parts =
        [
            Of is null ? Markup.None : Markup.Of($"{Of.Subject}"),
            Frame.PersonName is { } person
                ? texts.Html("desk.print.by", ("date", printed), ("person", person))
                : texts.Html("desk.print.on", ("date", printed)),
            Of?.LedgerNumber is { } n ? texts.Html("desk.print.ledger", ("n", n)) : Markup.None,
            Of?.Root is { } root ? texts.Html("desk.print.root", ("root", new Code(root))) : Markup.None,
            Frame.CheckAddress is { } address ? texts.Html("desk.print.check", ("address", new Code(address))) : Markup.None,
        ];
        output.Element("p", "p-printline p-width");
        var first = true;
        foreach (var part in parts.Where(p => p != Markup.None))
        {
            if (!first) output.Content.AppendHtml(" · ");
            output.Content.AppendHtml(part);
            first = false;
        }
    }
}
