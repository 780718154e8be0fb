using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>What every question has: a name, a label, a hint, its errors, and the text the person typed, kept after an error.</summary>
public abstract class FieldTagHelper(Texts texts) : TagHelper
{
    public required ModelExpression For { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }

    /// <summary>The label is a question of the page: larger and in serif.</summary>
    public bool Question { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    protected Texts Texts => texts;
    protected string FieldName => View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>The id of the first control: links of the error summary point to it.</summary>
    protected string FieldId => IdOf(FieldName);
    protected string? HintId => string.IsNullOrEmpty(Hint) ? null : $"{FieldId}-hint";
    protected string? ErrorId => Errors.Count == 0 ? null : $"{FieldId}-error";
    protected IReadOnlyList<string> Errors => [.. (View.ViewData.ModelState.TryGetValue(FieldName, out var entry) ? entry.Errors : []).Select(e => e.ErrorMessage)];
    protected string? Typed => View.ViewData.ModelState.TryGetValue(FieldName, out var entry) && entry.AttemptedValue is { } typed ? typed : Written(For.Model);

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private static string? Written(object? value) => value switch
    {
        null => null,
        DateOnly d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    protected IHtmlContent DescribedBy(params string?[] more)
    {
        var ids = new[] { HintId, ErrorId }.Concat(more).Where(i => i is not null).ToArray();
        var invalid = ErrorId is null ? Markup.None : Markup.Of($" aria-invalid=\"true\"");
        return ids.Length == 0 ? invalid : Markup.Of($" aria-describedby=\"{string.Join(' ', ids)}\"{invalid}");
    }

    protected IHtmlContent LabelFor() => Markup.Of($"<label class=\"govuk-label{(Question ? " p-question" : "")}\" for=\"{FieldId}\">{Label}</label>");

    protected IHtmlContent HintAndErrors() => Markup.All(
    [
        HintId is null ? Markup.None : Markup.Of($"<div id=\"{HintId}\" class=\"govuk-hint\">{Hint}</div>"),
        ErrorId is null ? Markup.None : Markup.Of($"<p id=\"{ErrorId}\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">{texts["desk.error.hidden"]} </span>{string.Join(' ', Errors)}</p>"),
    ]);

    /// <summary>The fields of this page in the order they stand on it.</summary>
    internal static List<string> FieldsOf(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(FieldTagHelper)] is not List<string> fields)
            view.HttpContext.Items[typeof(FieldTagHelper)] = fields = [];
        return fields;
    }

    protected void Group(TagHelperOutput output, IHtmlContent content)
    {
        FieldsOf(View).Add(FieldName);
        output.Element("div", ErrorId is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        output.Content.SetHtmlContent(content);
    }

    protected IHtmlContent Fieldset(IHtmlContent controls, string? extra = null) => Markup.Of(
        $"<fieldset class=\"govuk-fieldset\"{DescribedBy(extra)}><legend class=\"govuk-fieldset__legend{(Question ? " p-question" : "")}\">{Label}</legend>{HintAndErrors()}{controls}</fieldset>");
}

/// <summary>One line of text, a number, an e-mail address, a password, a choice from a list (<c>options</c>), or plain lines (<c>rows</c>).</summary>
[HtmlTargetElement("p-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextFieldTagHelper(Texts texts) : FieldTagHelper(texts)
{
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public string? Pattern { get; set; }

    /// <summary>2, 3, 4, 5, 10, 20 or 30 characters; without it the whole line.</summary>
    public int? Width { get; set; }
    public int? Rows { get; set; }
    public int? Maxlength { get; set; }
    public IEnumerable<SelectListItem>? Options { get; set; }

    /// <summary>The first, empty line of a list of options: nothing is chosen for anyone.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Group(output, Markup.Of($"{LabelFor()}{HintAndErrors()}{Control()}"));

    private IHtmlContent Control()
    {
        var error = ErrorId is null ? "" : Options is not null ? " govuk-select--error" : Rows is not null ? " govuk-textarea--error" : " govuk-input--error";
        var more = Markup.All([Attribute("autocomplete", Autocomplete), Attribute("maxlength", Maxlength?.ToString(System.Globalization.CultureInfo.InvariantCulture)), DescribedBy()]);
        if (Options is not null)
        {
            var first = Empty is null ? Markup.None : Markup.Of($"<option value=\"\">{Empty}</option>");
            return Markup.Of($"<select class=\"govuk-select{error}\" id=\"{FieldId}\" name=\"{FieldName}\"{more}>{first}{Markup.All(Options.Select(Option))}</select>");
        }
        if (Rows is { } rows)
            return Markup.Of($"<textarea class=\"govuk-textarea{error}\" id=\"{FieldId}\" name=\"{FieldName}\" rows=\"{rows}\"{more}>\n{Typed}</textarea>");
        var width = Width is { } w ? $" govuk-input--width-{w}" : "";
        // The words of the button that a script adds; without one the password stays covered.
        var value = Type == "password" ? Markup.All([Attribute("data-show", Texts["desk.password.show"]), Attribute("data-hide", Texts["desk.password.hide"])]) : Attribute("value", Typed);
        return Markup.Of($"<input class=\"govuk-input{width}{error}\" id=\"{FieldId}\" name=\"{FieldName}\" type=\"{Type}\"{value}{Attribute("inputmode", Inputmode)}{Attribute("pattern", Pattern)}{more}>");
    }

    private IHtmlContent Option(SelectListItem o)
    {
        var chosen = (Typed ?? "") == (o.Value ?? o.Text) ? Markup.Of($" selected") : Markup.None;
        return Markup.Of($"<option value=\"{o.Value ?? o.Text}\"{chosen}>{o.Text}</option>");
    }

    private static IHtmlContent Attribute(string name, string? value) => value is null ? Markup.None : Markup.Of($" {name}=\"{value}\"");
}

/// <summary>Reasons in the person's own words: serif, and counted up to the minimum. Enter never records anything here.</summary>
[HtmlTargetElement("p-reasons", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReasonsTagHelper(Texts texts) : FieldTagHelper(texts)
{
    public int Min { get; set; }
    public int? Max { get; set; }
    public int Rows { get; set; } = 4;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var countId = $"{FieldId}-count";
        var error = ErrorId is null ? "" : " govuk-textarea--error";
        var most = Max is { } max ? Markup.Of($" maxlength=\"{max}\"") : Markup.None;
        // Without a script the paragraph says the minimum; with one it counts.
        var count = Min == 0 ? Markup.None : Markup.Of(
            $"<p id=\"{countId}\" class=\"p-count\" aria-live=\"polite\" data-count-for=\"{FieldId}\" data-minimum=\"{Min}\" data-below=\"{Texts["desk.count.below", ("min", Min), ("n", "{n}")]}\" data-above=\"{Texts["desk.count.above", ("n", "{n}")]}\">{Texts["desk.count.minimum", ("min", Min)]}</p>");
        Group(output, Markup.Of(
            $"{LabelFor()}{HintAndErrors()}<textarea class=\"govuk-textarea p-words-in{error}\" id=\"{FieldId}\" name=\"{FieldName}\" rows=\"{Rows}\"{most}{DescribedBy(Min == 0 ? null : countId)}>\n{Typed}</textarea>{count}"));
    }
}
