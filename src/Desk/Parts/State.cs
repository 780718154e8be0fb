using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Parts;

public enum StateKind { Neutral, Ok, Attention, Stop, Info, Machine }

/// <summary>A state as glyph and word: <c>&lt;p-state kind="Ok"&gt;Valid until 14 Mar 2027&lt;/p-state&gt;</c>.</summary>
[HtmlTargetElement("p-state")]
public sealed class StateTagHelper : TagHelper
{
    public StateKind Kind { get; set; }

    /// <summary>Another glyph than the usual one of the kind, for example "lock" for a sealed output.</summary>
    public string? Icon { get; set; }

    /// <summary>Without border and ground, inside a row of facts.</summary>
    public bool Bare { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var kind = Kind.ToString().ToLowerInvariant();
        output.Element("span", Bare ? $"p-remark p-remark--{kind}" : $"p-state p-state--{kind}");
        output.Content.SetHtmlContent(Markup.Of($"{Icons.Of(string.IsNullOrEmpty(Icon) ? Glyph(Kind) : Icon)}<span>{words}</span>"));
    }

    internal static string Glyph(StateKind kind) => kind switch
    {
        StateKind.Ok => "check",
        StateKind.Attention => "attention",
        StateKind.Stop => "stop",
        StateKind.Info => "info",
        StateKind.Machine => "machine",
        _ => "clock",
    };
}
