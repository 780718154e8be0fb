using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>Several answers to one question; bound to a list of values.</summary>
[HtmlTargetElement("p-checks", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChecksTagHelper(Texts texts) : FieldTagHelper(texts)
{
    public required IEnumerable<SelectListItem> Options { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var chosen = (For.Model as IEnumerable ?? Array.Empty<string>()).Cast<object?>()
            .Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)).ToHashSet();
        var boxes = Markup.All(Options.Select((o, i) => Box(i == 0 ? FieldId : $"{FieldId}-{i + 1}", o.Value ?? o.Text, o.Text, chosen.Contains(o.Value ?? o.Text))));
        Group(output, Fieldset(Markup.Of($"<div class=\"govuk-checkboxes\">{boxes}</div>")));
    }

    private IHtmlContent Box(string id, string value, string text, bool isChecked)
    {
        var mark = isChecked ? Markup.Of($" checked") : Markup.None;
        return Markup.Of($"<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" id=\"{id}\" name=\"{FieldName}\" value=\"{value}\"{mark}><label class=\"govuk-label govuk-checkboxes__label\" for=\"{id}\">{text}</label></div>");
    }
}

/// <summary>One statement a person makes, for example "I have read …"; bound to a bool. Never ticked beforehand.</summary>
[HtmlTargetElement("p-confirm", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ConfirmTagHelper(Texts texts) : FieldTagHelper(texts)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mark = View.ViewData.ModelState.ContainsKey(FieldName) && For.Model is true ? Markup.Of($" checked") : Markup.None;
        Group(output, Markup.Of($"{HintAndErrors()}<div class=\"govuk-checkboxes\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" id=\"{FieldId}\" name=\"{FieldName}\" value=\"true\"{mark}{DescribedBy()}><label class=\"govuk-label govuk-checkboxes__label\" for=\"{FieldId}\">{Label}</label></div></div>"));
    }
}
