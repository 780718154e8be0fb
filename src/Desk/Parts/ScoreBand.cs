using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>A score as one of five bands, A the strongest resemblance; never a percentage, and the letters never turn round.</summary>
[HtmlTargetElement("p-band", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ScoreBandTagHelper(Texts texts) : TagHelper
{
    private const string Letters = "ABCDE";

    public required string Letter { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Letter is not [var letter] || !Letters.Contains(letter, StringComparison.Ordinal))
            throw new ArgumentException($"'{Letter}' is not a score band.");
        output.Element("span", "p-band-said");
        var cells = Markup.All(Letters.Select(l => l == letter ? Markup.Of($"<span class=\"p-band__on\">{l}</span>") : Markup.Of($"<span>{l}</span>")));
        output.Content.SetHtmlContent(Markup.Of(
            $"<span class=\"p-band\" dir=\"ltr\" aria-hidden=\"true\">{cells}</span><span class=\"govuk-visually-hidden\">{texts["desk.band", ("letter", new Code(Letter))]}</span>"));
    }
}
