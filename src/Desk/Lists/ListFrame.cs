using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Desk.Lists;

/// <summary>A filter of a list page: one choice, "any" first.</summary>
public sealed record ListFilter(string Name, string Label, IReadOnlyList<SelectListItem> Options)
{
    /// <summary>A day, typed or picked.</summary>
    public static ListFilter Day(string name, string label) => new(name, label, []) { IsDay = true };

    public bool IsDay { get; private init; }
}

/// <summary>
/// The frame of every list: search and filters as a plain GET form, how many there are, the table (the content), the pager and the
/// downloads. Works without scripts; on a phone the filters fold away.
/// </summary>
[HtmlTargetElement("p-list")]
public sealed class ListFrameTagHelper(Texts texts) : TagHelper
{
    public required ListQuery Query { get; set; }
    public required ListPage Page { get; set; }
    public required string Path { get; set; }
    public string? SearchLabel { get; set; }

    /// <summary>False where there are no words to search for.</summary>
    public bool Searches { get; set; } = true;
    public IReadOnlyList<ListFilter> Filters { get; set; } = [];

    /// <summary>The path given to <c>MapExport</c>; without it there are no downloads.</summary>
    public string? Export { get; set; }
    public string? ExportName { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = await output.GetChildContentAsync();
        output.Element("div", "p-list");
        output.Content.AppendHtml(Form());
        output.Content.AppendHtml(Markup.Of($"<div class=\"p-list__head\"><p role=\"status\"><strong>{Total()}</strong></p>{Clear()}</div>"));
        if (Page.Total.Number > 0) output.Content.AppendHtml(table);
        output.Content.AppendHtml(Pager());
        output.Content.AppendHtml(Downloads());
    }

    private string Total() => Page.Total.OrMore ? texts["desk.list.total-more", ("n", Page.Total.Number)] : texts.Count("desk.list.total", Page.Total.Number);

    private IHtmlContent Form()
    {
        var sort = (Query.Descending ? "-" : "") + Query.Sort;
        if (!Searches) return Markup.Of($"<form method=\"get\" action=\"{Path}\" class=\"p-noprint\"><input type=\"hidden\" name=\"sort\" value=\"{sort}\">{FilterBlock()}</form>");
        return Markup.Of($"""
            <form method="get" action="{Path}" role="search" class="p-noprint">
            <div class="p-search"><label class="govuk-label" for="list-q">{SearchLabel ?? texts["desk.list.search"]}</label>
            <input class="govuk-input" id="list-q" name="q" type="search" maxlength="{ListQuery.MaxSearch}" value="{Query.Search}">
            <input type="hidden" name="sort" value="{sort}"><button class="govuk-button" type="submit">{texts["desk.list.search"]}</button></div>
            {FilterBlock()}</form>
            """);
    }

    private IHtmlContent FilterBlock()
    {
        var open = Query.Filters.Count > 0 ? Markup.Of($" open") : Markup.None;
        var sizes = ListQuery.Sizes.Select(s => s.ToString(CultureInfo.InvariantCulture));
        var size = Select("size", texts["desk.list.page-size"], sizes.Select(s => Option(s, s, s == Query.Size.ToString(CultureInfo.InvariantCulture))));
        var filters = Filters.Select(f => f.IsDay ? Day(f) : Select(f.Name, f.Label, f.Options
            .Select(o => Option(o.Value, o.Text, o.Value == Query.Filter(f.Name)))
            .Prepend(Option("", texts["desk.list.any"], false))));
        return Markup.Of($"<div class=\"p-filters\"><details{open}><summary>{texts["desk.list.filters"]}</summary><div class=\"p-filters__in\">{Markup.All(filters.Append(size))}<button class=\"govuk-button govuk-button--secondary\" type=\"submit\">{texts["desk.list.apply"]}</button></div></details></div>");
    }

    private static IHtmlContent Select(string name, string label, IEnumerable<IHtmlContent> options) => Markup.Of(
        $"<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"list-{name}\">{label}</label><select class=\"govuk-select\" id=\"list-{name}\" name=\"{name}\">{Markup.All(options)}</select></div>");

    private IHtmlContent Day(ListFilter filter) => Markup.Of(
        $"<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"list-{filter.Name}\">{filter.Label}</label><input class=\"govuk-input govuk-input--width-10\" type=\"date\" id=\"list-{filter.Name}\" name=\"{filter.Name}\" value=\"{Query.Filter(filter.Name)}\"></div>");

    private static IHtmlContent Option(string value, string text, bool chosen)
    {
        var mark = chosen ? Markup.Of($" selected") : Markup.None;
        return Markup.Of($"<option value=\"{value}\"{mark}>{text}</option>");
    }

    private IHtmlContent Clear() => Query.IsNarrowed ? Markup.Of($"<a class=\"p-noprint\" href=\"{Path}\">{texts["desk.list.clear"]}</a>") : Markup.None;

    private IHtmlContent Pager()
    {
        if (Page.Previous is null && Page.Next is null && Query.Cursor is null) return Markup.None;
        var first = Query.Cursor is null ? Markup.None : Markup.Of($"<a href=\"{Query.Url(Path)}\">{texts["desk.list.first"]}</a>");
        var previous = Page.Previous is { } before
            ? Markup.Of($"<a rel=\"prev\" href=\"{Query.PreviousUrl(Path, before)}\">{Icons.Of("previous", "p-flip")}{texts["desk.list.previous"]}</a>") : Markup.None;
        var next = Page.Next is { } after
            ? Markup.Of($"<a rel=\"next\" href=\"{Query.NextUrl(Path, after)}\">{texts["desk.list.next"]}{Icons.Of("next", "p-flip")}</a>") : Markup.None;
        return Markup.Of($"<nav class=\"p-pager\" aria-label=\"{texts["desk.list.pager"]}\">{first}{previous}{next}</nav>");
    }

    private IHtmlContent Downloads()
    {
        if (Export is null) return Markup.None;
        var name = ExportName ?? "list";
        return Markup.Of($"""
            <p class="p-exports">{texts["desk.list.exports"]} <a href="{Query.Url($"{Export}/{name}.csv")}">{texts["desk.list.csv"]}</a>
            <a href="{Query.Url($"{Export}/{name}.csv")}&amp;bom=yes">{texts["desk.list.csv-spreadsheet"]}</a>
            <a href="{Query.Url($"{Export}/{name}.json")}">{texts["desk.list.json"]}</a> <a href="{Export}/dictionary.json">{texts["desk.list.dictionary"]}</a></p>
            """);
    }
}

/// <summary>A table head that sorts by link: <c>&lt;th p-sort="name" query="…" path="…"&gt;Name&lt;/th&gt;</c>.</summary>
[HtmlTargetElement("th", Attributes = "p-sort")]
public sealed class SortHeadTagHelper : TagHelper
{
    [HtmlAttributeName("p-sort")]
    public required string Sort { get; set; }
    public required ListQuery Query { get; set; }
    public required string Path { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Attributes.SetAttribute("scope", "col");
        if (Query.Sort == Sort) output.Attributes.SetAttribute("aria-sort", Query.Descending ? "descending" : "ascending");
        output.Content.SetHtmlContent(Markup.Of($"<a href=\"{Query.SortUrl(Path, Sort)}\">{words}</a>"));
    }
}
