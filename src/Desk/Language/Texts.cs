using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Probity.Desk.Language;

/// <summary>A case number, version or hash inside a sentence: never localised, always left to right.</summary>
public readonly record struct Code(string Value);

/// <summary>The address behind the words in <c>[words](name)</c> of a text.</summary>
public readonly record struct Href(string Url);

/// <summary>
/// The sentences a person reads. A text is a whole sentence with named places <c>{name}</c>; <c>[words](name)</c> is a link and
/// <c>**words**</c> is emphasis where the text is shown as HTML. Singleton: the language is that of the request.
/// </summary>
public sealed class Texts(TextCatalogue catalogue, Formats formats)
{
    private readonly string? _language;

    private Texts(TextCatalogue catalogue, Formats formats, string language) : this(catalogue, formats.In(language)) => _language = language;

    public string Language => _language ?? Languages.Current.Code;

    /// <summary>The same texts in a fixed language: letters, notices and prints for someone else.</summary>
    public Texts In(string language) => new(catalogue, formats, language);

    public string this[string key] => Plain(catalogue.Get(key, Language), []);

    public string this[string key, params (string Name, object? Value)[] values] => Plain(catalogue.Get(key, Language), values);

    public bool Has(string key) => catalogue.Find(key, Language) is not null;

    public IHtmlContent Html(string key, params (string Name, object? Value)[] values) => Marked(catalogue.Get(key, Language), values);

    /// <summary>
    /// The form for a number: <c>key.3</c> if it is written out for exactly three, then <c>key.zero</c> for none, then the plural
    /// category, then <c>key.other</c>. The number itself is the place <c>{n}</c>.
    /// </summary>
    public string Count(string key, long n, params (string Name, object? Value)[] values) =>
        Plain(Counted(key, n), [("n", n), .. values]);

    public IHtmlContent CountHtml(string key, long n, params (string Name, object? Value)[] values) =>
        Marked(Counted(key, n), [("n", n), .. values]);

    private string Counted(string key, long n)
    {
        // The forms of one language only: an English "key.3" must not stand in for the Arabic plural of three.
        foreach (var language in new[] { Language, Languages.Default })
        {
            var found = catalogue.FindWritten($"{key}.{n.ToString(CultureInfo.InvariantCulture)}", language)
                ?? (n == 0 ? catalogue.FindWritten($"{key}.zero", language) : null)
                ?? catalogue.FindWritten($"{key}.{Plurals.Category(language, n)}", language)
                ?? catalogue.FindWritten($"{key}.other", language);
            if (found is not null) return found;
        }
        return catalogue.Get($"{key}.other", Language);
    }

    private string Plain(string text, (string, object?)[] values)
    {
        // U+2068 … U+2069 and U+2066 … U+2069 keep a value from turning the words around it (UAX #9, isolates).
        var isolate = Languages.Of(Language).RightToLeft;
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        TextPattern.Write(text, to, values, new TextPattern.Parts(
            Words: to.Write,
            Value: v => to.Write((isolate, v) switch
            {
                (true, Code) => $"\u2066{Said(v)}\u2069",
                (true, _) => $"\u2068{Said(v)}\u2069",
                _ => Said(v),
            }),
            Link: (words, _) => to.Write(words),
            Strong: to.Write));
        return to.ToString();
    }

    private HtmlString Marked(string text, (string, object?)[] values)
    {
        var html = HtmlEncoder.Default;
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        TextPattern.Write(text, to, values, new TextPattern.Parts(
            Words: w => to.Write(Encoded(w)),
            Value: v =>
            {
                if (v is IHtmlContent content) content.WriteTo(to, html);
                else if (v is Code code) to.Write($"<bdi dir=\"ltr\" class=\"p-code\">{Encoded(code.Value)}</bdi>");
                else to.Write($"<bdi>{Encoded(Said(v))}</bdi>");
            },
            Link: (words, href) => to.Write($"<a class=\"govuk-link\" href=\"{html.Encode(href.Url)}\">{Encoded(words)}</a>"),
            Strong: w => to.Write($"<strong>{Encoded(w)}</strong>")));
        return new HtmlString(to.ToString());
    }

    /// <summary>Only what HTML needs: other scripts and the narrow no-break space stay readable in the source.</summary>
    internal static string Encoded(string words) => TextEncoder.Encode(words);

    private static readonly HtmlEncoder TextEncoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private string Said(object? value) => value switch
    {
        null => "",
        string s => s,
        Code c => c.Value,
        int n => formats.Number(n),
        long n => formats.Number(n),
        decimal d => formats.Figure(d),
        double d => formats.Figure((decimal)d),
        DateOnly d => formats.Date(d),
        DateTimeOffset t => formats.DateAndTime(t),
        TimeSpan t => formats.Duration(t),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
