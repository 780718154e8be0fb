using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>A risk class as four bars and a word; the word carries the meaning alone.</summary>
[HtmlTargetElement("p-risk", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RiskTagHelper(Texts texts) : TagHelper
{
    /// <summary>1 low, 2 medium, 3 high, 4 very high; 0 where it is not classed yet.</summary>
    public int Level { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var level = Math.Clamp(Level, 0, 4);
        output.Element("span", "p-risk");
        var bars = Markup.All(Enumerable.Range(1, 4).Select(n => n <= level ? Markup.Of($"<i class=\"on\"></i>") : Markup.Of($"<i></i>")));
        var word = texts[level switch { 0 => "desk.risk.none", 1 => "desk.risk.low", 2 => "desk.risk.medium", 3 => "desk.risk.high", _ => "desk.risk.very-high" }];
        output.Content.SetHtmlContent(Markup.Of($"<span class=\"p-risk__bars\" aria-hidden=\"true\">{bars}</span>{word}"));
    }
}
