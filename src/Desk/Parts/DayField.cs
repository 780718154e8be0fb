using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Language;

namespace Probity.Desk.Parts;

/// <summary>A day as it was typed, in three boxes; what was typed is kept even when it is no date.</summary>
public sealed class DayInput
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    public static DayInput Of(DateOnly date) => new()
    {
        Day = date.Day.ToString(CultureInfo.InvariantCulture),
        Month = date.Month.ToString(CultureInfo.InvariantCulture),
        Year = date.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null when it is no day of the calendar. Years are written in full.</summary>
    public DateOnly? ToDate() =>
        Part(Day) is { } d and >= 1 and <= 31 && Part(Month) is { } m and >= 1 and <= 12 && Part(Year) is { } y and >= 1000 and <= 9999
        && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

    private static int? Part(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}

/// <summary>Day, month and year; bind it to a <see cref="DayInput"/>.</summary>
[HtmlTargetElement("p-day", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DayTagHelper(Texts texts) : FieldTagHelper(texts)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var typed = For.Model as DayInput ?? new DayInput();
        var boxes = Markup.All(
        [
            Box("Day", FieldId, typed.Day, 2),
            Box("Month", $"{FieldId}_Month", typed.Month, 2),
            Box("Year", $"{FieldId}_Year", typed.Year, 4),
        ]);
        Group(output, Fieldset(Markup.Of($"<div class=\"govuk-date-input\">{boxes}</div>")));
    }

    private IHtmlContent Box(string part, string id, string? value, int width)
    {
        var error = ErrorId is null ? "" : " govuk-input--error";
        var label = Texts[part switch { "Day" => "desk.day.day", "Month" => "desk.day.month", _ => "desk.day.year" }];
        return Markup.Of($"<div class=\"govuk-date-input__item\"><label class=\"govuk-label govuk-date-input__label\" for=\"{id}\">{label}</label><input class=\"govuk-input govuk-input--width-{width}{error}\" id=\"{id}\" name=\"{FieldName}.{part}\" type=\"text\" inputmode=\"numeric\" value=\"{value}\"></div>");
    }
}
