using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Probity.CaseManagement;

/// <summary>Plain pages; every value is encoded.</summary>
internal static class Pages
{
    public const string Style = "body{font:18px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.4rem 1rem}[role=alert]{border-left:6px solid #b10e1e;padding-left:1rem}"
        + "code{overflow-wrap:anywhere}";

    public static IResult List(Words words, IEnumerable<CaseFile> cases) =>
        Page(words, words["cases"], "<ul>" + string.Concat(cases.Select(file => $"<li><a href=\"/cases/{E(file.Number)}\">{E(file.Number)}</a> {E(file.Title)}</li>")) + "</ul>", 200);

    public static IResult Case(Words words, CaseFile file, string? state, IReadOnlyList<string> refused, int status)
    {
        var html = new StringBuilder($"<p><a href=\"/\">{E(words["cases"])}</a></p>");
        if (refused.Count > 0) html.Append(CultureInfo.InvariantCulture, $"<div role=\"alert\"><h2>{E(words["not-sent"])}</h2><ul>").AppendJoin("", refused.Select(reason => $"<li>{E(reason)}</li>")).Append("</ul></div>");
        foreach (var deed in file.Deeds) html.Append(CultureInfo.InvariantCulture, $"<p><strong>{E(words["sent"])}</strong> {E(deed.At)}, {E(words["on-receipt"])} <code>{E(deed.Receipt)}</code></p>");
        html.Append(CultureInfo.InvariantCulture, $"<h2>{E(words["lead"])}</h2>");
        if (file.Lead is not { } lead) html.Append(Button(file, "lead", words["ask"]));
        else
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{E(words["state"])}: <strong>{E(words.State(state ?? "opened"))}</strong></p><p><a href=\"{E(lead.Link)}\">{E(words["officer"])}</a></p>");
            html.Append(Button(file, "receipt", words["fetch"]));
            html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"/cases/{E(file.Number)}/receipt\" enctype=\"multipart/form-data\"><label>{E(words["bring"])} <input type=\"file\" name=\"file\" required></label> <button>OK</button></form>");
            if (lead.Receipt is not null) html.Append(CultureInfo.InvariantCulture, $"<p>{E(words["here"])}</p>");
        }
        html.Append(CultureInfo.InvariantCulture, $"<h2>{E(words["send"])}</h2>").Append(Button(file, "enquiries", words["send"]));
        return Page(words, $"{file.Number}: {file.Title}", html.ToString(), status);
    }

    private static string Button(CaseFile file, string what, string text) => $"<form method=\"post\" action=\"/cases/{E(file.Number)}/{what}\"><button>{E(text)}</button></form>";

    private static IResult Page(Words words, string title, string body, int status) => Results.Content(
        $"<!doctype html><html lang=\"{words.Culture.Name}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{E(title)}</title><link rel=\"stylesheet\" href=\"/style.css\"><main><h1>{E(title)}</h1>{body}</main></html>",
        "text/html", Encoding.UTF8, status);

    private static string E(string text) => HtmlEncoder.Default.Encode(text);
}
