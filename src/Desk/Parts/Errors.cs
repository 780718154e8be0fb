using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Doors;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>
/// What was refused as a whole, then everything that is missing or wrong, each a link to its field. First thing in the page, and
/// nothing when all is well.
/// </summary>
[HtmlTargetElement("p-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTagHelper(Texts texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ViewData.ModelState
            .SelectMany(e => (e.Value?.Errors ?? []).Select(x => (e.Key, x.ErrorMessage)))
            .Where(e => e.ErrorMessage.Length > 0)
            .Distinct().ToList();
        output.TagName = null;
        foreach (var notice in RefusedPage.NoticesOf(View.ViewData)) output.Content.AppendHtml(NoticeTagHelper.Draw(notice, texts));
        if (errors.Count == 0) return;
        output.Content.AppendHtml(Markup.Of(
            $"<div class=\"govuk-error-summary\" tabindex=\"-1\"><div role=\"alert\"><h2 class=\"govuk-error-summary__title\">{texts.Count("desk.errors", errors.Count)}</h2><div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">{new InPageOrder(View, errors)}</ul></div></div></div>"));
    }

    /// <summary>
    /// Written when the page is sent, so the fields below have already said in which order they stand: a reader meets the errors
    /// in the order of the questions.
    /// </summary>
    private sealed class InPageOrder(ViewContext view, List<(string Key, string Message)> errors) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var fields = FieldTagHelper.FieldsOf(view);
            foreach (var error in errors.OrderBy(e => fields.IndexOf(e.Key) is >= 0 and var at ? at : int.MaxValue)) Line(error).WriteTo(writer, encoder);
        }
    }

    private static IHtmlContent Line((string Key, string Message) error) => error.Key.Length == 0
        ? Markup.Of($"<li>{error.Message}</li>")
        : Markup.Of($"<li><a href=\"#{FieldTagHelper.IdOf(error.Key)}\">{error.Message}</a></li>");
}
