using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

public enum StepState { Done, Now, Next }

/// <summary>
/// The plumb line: steps of a journey, a life cycle or a history. Solid where it happened, dotted where it has not, the bob where
/// you are. <c>steps</c> shrinks to "Step 2 of 5" on a phone, <c>flat</c> lies down on a wide page.
/// </summary>
[HtmlTargetElement("p-plumbline")]
[RestrictChildren("p-step")]
public sealed class PlumbLineTagHelper(Texts texts) : TagHelper
{
    /// <summary>Names the list, for example "Steps of this judgement".</summary>
    public required string Label { get; set; }
    public bool Steps { get; set; }
    public bool Flat { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var steps = new List<Step>();
        context.Items[typeof(PlumbLineTagHelper)] = steps;
        await output.GetChildContentAsync();
        output.Element("div", Steps ? "p-plumbline p-plumbline--steps" : "p-plumbline");
        if (Steps) output.Content.AppendHtml(Bar(steps));
        output.Content.AppendHtml(Markup.Of($"<ol class=\"{(Flat ? "p-plumb p-plumb--flat" : "p-plumb")}\" aria-label=\"{Label}\">{Markup.All(steps.Select(Item))}</ol>"));
    }

    private IHtmlContent Item(Step step)
    {
        var state = step.State switch { StepState.Done => "done", StepState.Now => "now", _ => "next" };
        var title = step.Path is null ? Markup.Of($"{step.Title}") : Markup.Of($"<a href=\"{step.Path}\">{step.Title}</a>");
        // A finished step and a coming one look different; a screen reader is told in words.
        var said = step.State == StepState.Now ? Markup.None
            : Markup.Of($"<span class=\"govuk-visually-hidden\"> {texts[step.State == StepState.Done ? "desk.step.done" : "desk.step.next"]}</span>");
        var note = step.Note.IsEmptyOrWhiteSpace ? Markup.None : Markup.Of($"<span class=\"p-plumb__note\">{step.Note}</span>");
        var current = step.State == StepState.Now ? Markup.Of($" aria-current=\"step\"") : Markup.None;
        return Markup.Of($"<li class=\"p-plumb--{state}\"{current}>{Glyph(step.State)}<span class=\"p-plumb__title\">{title}{said}</span>{note}</li>");
    }

    private static HtmlString Glyph(StepState state) => new("<svg class=\"p-plumb__glyph\" viewBox=\"0 0 18 18\" aria-hidden=\"true\" focusable=\"false\">" + state switch
    {
        StepState.Done => "<circle cx=\"9\" cy=\"9\" r=\"7.500\" fill=\"#1C2B2E\"/>",
        StepState.Now => "<path d=\"M4 1.500h10L17 7 9 17.500 1 7z\" fill=\"#0E5156\"/>",
        _ => "<circle cx=\"9\" cy=\"9\" r=\"6.500\" fill=\"#FFFFFF\" stroke=\"#1C2B2E\" stroke-width=\"2\"/>",
    } + "</svg>");

    private IHtmlContent Bar(List<Step> steps)
    {
        var at = steps.FindIndex(s => s.State == StepState.Now);
        if (at < 0) return Markup.None;
        var marks = Markup.All(steps.Select(s => s.State switch
        {
            StepState.Done => Markup.Of($"<i class=\"done\"></i>"),
            StepState.Now => Markup.Of($"<i class=\"now\"></i>"),
            _ => Markup.Of($"<i></i>"),
        }));
        return Markup.Of($"<p class=\"p-stepbar\">{texts["desk.step.bar", ("at", at + 1), ("of", steps.Count), ("title", steps[at].Title)]}<span class=\"p-stepbar__bar\" aria-hidden=\"true\">{marks}</span></p>");
    }

    internal sealed record Step(string Title, StepState State, TagHelperContent Note, string? Path);
}

/// <summary>One step; its content is the note below the title.</summary>
[HtmlTargetElement("p-step", ParentTag = "p-plumbline")]
public sealed class StepTagHelper : TagHelper
{
    public required string Title { get; set; }
    public StepState State { get; set; }
    public string? Path { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = await output.GetChildContentAsync();
        ((List<PlumbLineTagHelper.Step>)context.Items[typeof(PlumbLineTagHelper)]).Add(new(Title, State, note, Path));
        output.SuppressOutput();
    }
}

