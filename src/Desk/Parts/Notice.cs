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

    /// <summary>3 for the heading of a part of the page, 2 where the notice is a part of its own.</summary>
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var notice = Of ?? new Notice(Kind, Title ?? "") { What = What, Why = Why, Rule = Rule, LedgerNumber = Ledger };
        var content = await output.GetChildContentAsync();
        output.Element("section", $"p-notice p-notice--{notice.Kind.ToString().ToLowerInvariant()}");
        if (notice.Title.Length > 0)
        {
            var id = $"notice-{context.UniqueId[..8]}";
            output.Attributes.SetAttribute("aria-labelledby", id);
            output.Content.AppendHtml(Level == 3 ? Markup.Of($"<h3 id=\"{id}\">{notice.Title}</h3>") : Markup.Of($"<h2 id=\"{id}\">{notice.Title}</h2>"));
        }
        if (notice.What is not null || notice.Why is not null)
            output.Content.AppendHtml(Markup.Of($"<p>{string.Join(' ', new[] { notice.What, notice.Why }.Where(s => !string.IsNullOrEmpty(s)))}</p>"));
        if (!content.IsEmptyOrWhiteSpace) output.Content.AppendHtml(content);
        if (notice.YouCan.Count > 0)
            output.Content.AppendHtml(Markup.Of($"<div class=\"p-notice__can\"><strong>{texts["desk.notice.you-can"]}</strong> <ul>{Markup.All(notice.YouCan.Select(Step))}</ul></div>"));
        var last = LastLine(notice);
        if (last.Length > 0) output.Content.AppendHtml(Markup.Paragraph(last, "p-notice__rule"));
    }

    private static IHtmlContent Step(NoticeStep step) => step.Path is null
        ? Markup.Of($"<li>{step.Text}</li>")
        : Markup.Of($"<li><a href=\"{step.Path}\">{step.Text}</a></li>");

    private string LastLine(Notice notice)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(notice.Rule)) parts.Add(texts["desk.notice.rule", ("rule", notice.Rule)]);
        if (notice.LedgerNumber is { } n) parts.Add(texts["desk.notice.ledger", ("n", n)]);
        if (notice.DoesNotCountAgainstYou) parts.Add(texts["desk.notice.not-against-you"]);
        return string.Join(' ', parts);
    }
}
