using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Probity.Acts.Refusals;
using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Desk.Doors;

/// <summary>
/// The one place where a refusal becomes words: an error at a field, a notice on a page, or a problem document (RFC 9457). Every
/// reason is said, not the first. The words are <c>{room}.refusal.{what}.title</c>, <c>.detail</c> and, where there is a way out, <c>.do</c>;
/// <c>.field</c> where a field needs a shorter sentence.
/// </summary>
public sealed class RefusalPresentation(Texts texts)
{
    public string Title(Refusal refusal) => Say(refusal, "title");
    public string Detail(Refusal refusal) => Say(refusal, "detail");
    public string? Do(Refusal refusal) => Maybe(refusal, "do");

    /// <summary>Errors at their fields. A refusal without a place is left out: it becomes a notice.</summary>
    /// <param name="prefix">The bound property that holds the input, for example "Input": place "Reasons" is field "Input.Reasons".</param>
    public void AddTo(ModelStateDictionary state, IEnumerable<Refusal> refusals, string? prefix = null)
    {
        foreach (var refusal in refusals.Where(r => r.Place is not null))
        {
            var field = string.IsNullOrEmpty(prefix) ? refusal.Place! : $"{prefix}.{refusal.Place}";
            state.AddModelError(field, Maybe(refusal, "field") ?? Do(refusal) ?? Title(refusal));
        }
    }

    /// <param name="ledgerNumber">Where the refusal itself was recorded, if it was.</param>
    public Notice ToNotice(Refusal refusal, long? ledgerNumber = null) => new(NoticeKind.Refusal, Title(refusal))
    {
        What = Detail(refusal),
        YouCan = Do(refusal) is { } way ? [new NoticeStep(way)] : [],
        Rule = refusal.Citation,
        LedgerNumber = ledgerNumber,
        DoesNotCountAgainstYou = ledgerNumber is not null,
    };

    public ProblemDetails ToProblem(IReadOnlyList<Refusal> refusals)
    {
        var first = refusals.MinBy(r => Weight(r.Code.Kind))!;
        return new ProblemDetails
        {
            Type = $"urn:probity:refusal:{first.Code.Code}",
            Title = Title(first),
            Status = Status(refusals),
            Detail = Detail(first),
            Extensions =
            {
                ["errors"] = refusals.Select(r => new RefusalReason(r.Code.Code, r.Place, Title(r), Detail(r), Do(r), r.Citation)).ToArray(),
            },
        };
    }

    public IResult ToResult(IReadOnlyList<Refusal> refusals) => TypedResults.Problem(ToProblem(refusals));

    /// <summary>The status of the whole answer is that of its gravest reason: what cannot be checked outranks what is forbidden.</summary>
    public static int Status(IEnumerable<Refusal> refusals) => refusals.MinBy(r => Weight(r.Code.Kind))!.Code.Kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.TooOften => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static int Weight(RefusalKind kind) => kind switch
    {
        RefusalKind.Unavailable => 0,
        RefusalKind.TooOften => 1,
        RefusalKind.TooLarge => 2,
        RefusalKind.Malformed => 3,
        RefusalKind.Unknown => 4,
        RefusalKind.Forbidden => 5,
        RefusalKind.Conflict => 6,
        _ => 7,
    };

    private string Say(Refusal refusal, string part) => texts[Key(refusal, part), Values(refusal)];

    private string? Maybe(Refusal refusal, string part) => texts.Has(Key(refusal, part)) ? Say(refusal, part) : null;

    private static string Key(Refusal refusal, string part)
    {
        var code = refusal.Code.Code;
        var dot = code.IndexOf('.', StringComparison.Ordinal);
        return $"{code[..dot]}.refusal.{code[(dot + 1)..]}.{part}";
    }

    /// <summary>A refusal carries its values in invariant form; here dates and counts get the reader's.</summary>
    private static (string, object?)[] Values(Refusal refusal) =>
        [.. refusal.Values.Select(v => (v.Key, Read(v.Value))), .. refusal.Citation is { } c && !refusal.Values.ContainsKey("citation") ? [("citation", c)] : Array.Empty<(string, object?)>()];

    private static object Read(string value)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var day)) return day;
        if (value.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParseExact(value, "O", invariant, DateTimeStyles.None, out var moment)) return moment;
        if (value.Length is > 0 and < 16 && value[0] != '0' && value.All(char.IsAsciiDigit)) return long.Parse(value, invariant);
        return value;
    }
}

/// <summary>One reason of a problem document.</summary>
public sealed record RefusalReason(string Code, string? Place, string Title, string Detail, string? Do, string? Citation);
