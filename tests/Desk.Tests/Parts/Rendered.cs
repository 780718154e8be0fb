using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Probity.Desk.Tests.Parts;

/// <summary>Runs a tag helper as a page would, and gives back its HTML.</summary>
internal static class Rendered
{
    private static readonly EmptyModelMetadataProvider Metadata = new();

    public static ViewContext View(ModelStateDictionary? state = null)
    {
        var view = new ViewContext { HttpContext = new DefaultHttpContext(), ViewData = new ViewDataDictionary(Metadata, state ?? new ModelStateDictionary()) };
        return view;
    }

    public static ModelExpression Field(string name, object? value) =>
        new(name, new ModelExplorer(Metadata, Metadata.GetMetadataForType(value?.GetType() ?? typeof(string)), value));

    public static async Task<string> Html(TagHelper part, string content = "", params TagHelper[] children)
    {
        var items = new Dictionary<object, object>();
        var context = new TagHelperContext([], items, Guid.NewGuid().ToString("N"));
        var output = new TagHelperOutput("p-part", [], async (_, _) =>
        {
            foreach (var child in children)
            {
                var inner = new TagHelperOutput("p-child", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
                await child.ProcessAsync(new TagHelperContext([], items, Guid.NewGuid().ToString("N")), inner);
            }
            return new DefaultTagHelperContent().SetHtmlContent(content);
        });
        await part.ProcessAsync(context, output);
        return Written(output);
    }

    public static string Written(Microsoft.AspNetCore.Html.IHtmlContent content)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(to, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        // The encoder writes spaces that do not break as references; they are read here as what they are.
        return to.ToString().Replace("&#xA0;", "\u00A0", StringComparison.Ordinal).Replace("&#x202F;", "\u202F", StringComparison.Ordinal);
    }
}
