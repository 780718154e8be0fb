using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

public enum NoticeKind { Information, Restriction, Refusal, Success }

/// <summary>Something the person can do now; without an address it is only said.</summary>
public sealed record NoticeStep(string Text, string? Path = null);

/// <summary>What happened, why, what you can do, whose rule, where it is recorded. Never only a code.</summary>
public sealed record Notice(NoticeKind Kind, string Title)
{
    public string? What { get; init; }
    public string? Why { get; init; }
    public IReadOnlyList<NoticeStep> YouCan { get; init; } = [];
    public string? Rule { get; init; }
    public long? LedgerNumber { get; init; }
    public bool DoesNotCountAgainstYou { get; init; }
}

/// <summary><c>&lt;p-notice of="@notice"&gt;</c>, or with attributes and its own content.</summary>
[HtmlTargetElement("p-notice")]
public sealed class NoticeTagHelper(Texts texts) : TagHelper
{
    public Notice? Of { get; set; }
    public NoticeKind Kind { get; set; }
    public string? Title { get; set; }
    public string? What { get; set; }
    public string? Why { get; set; }
    public string? Rule { get; set; }
    public long? Ledger { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var notice = Of ?? new Notice(Kind, Title ?? "") { What = What, Why = Why, Rule = Rule, LedgerNumber = Ledger };
        var content = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(notice, texts, content.IsEmptyOrWhiteSpace ? null : content));
    }

    internal static IHtmlContent Draw(Notice notice, Texts texts, IHtmlContent? more = null)
    {
        var why = string.Join(' ', new[] { notice.What, notice.Why }.Where(s => !string.IsNullOrEmpty(s)));
        return Markup.Of($"""
            <section class="p-notice p-notice--{notice.Kind.ToString().ToLowerInvariant()}">{Heading(notice)}{Markup.Paragraph(why, "p-notice__why")}{more ?? Markup.None}{Ways(notice, texts)}{Markup.Paragraph(LastLine(notice, texts), "p-notice__rule")}</section>
            """);
    }

    private static IHtmlContent Heading(Notice notice) => notice.Title.Length == 0 ? Markup.None : Markup.Of($"<h2>{notice.Title}</h2>");

    private static IHtmlContent Ways(Notice notice, Texts texts) => notice.YouCan switch
    {
        [] => Markup.None,
        [{ Path: null } only] => Markup.Paragraph(only.Text, "p-notice__can"),
        var ways => Markup.Of($"<div class=\"p-notice__can\"><strong>{texts["desk.notice.you-can"]}</strong> <ul>{Markup.All(ways.Select(Way))}</ul></div>"),
    };

    private static IHtmlContent Way(NoticeStep step) => step.Path is null
        ? Markup.Of($"<li>{step.Text}</li>")
        : Markup.Of($"<li><a href=\"{step.Path}\">{step.Text}</a></li>");

    private static string LastLine(Notice notice, Texts texts)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(notice.Rule)) parts.Add(texts["desk.notice.rule", ("rule", notice.Rule)]);
        if (notice.LedgerNumber is { } n) parts.Add(texts["desk.notice.ledger", ("n", n)]);
        if (notice.DoesNotCountAgainstYou) parts.Add(texts["desk.notice.not-against-you"]);
        return string.Join(' ', parts);
    }
}
