using Probity.Desk.Language;

namespace Probity.Desk.Tests.Language;

/// <summary>By code points, because a wrong space looks right: U+202F is the narrow no-break space, U+00A0 the no-break space.</summary>
public sealed class FormatsTests
{
    private static readonly AgencyFormats Indic = Given.PortVerrin with { ArabicDigits = Digits.ArabicIndic };

    [Theory]
    [InlineData("en", 1234, "1234")]
    [InlineData("en", 18209, "18\u202F209")]
    [InlineData("fr", 18209, "18\u202F209")]
    [InlineData("ar", 18209, "18\u202F209")]
    [InlineData("en", 1234567, "1\u202F234\u202F567")]
    [InlineData("en", -18209, "\u221218\u202F209")]
    public void A_number_in_a_sentence_is_grouped_from_five_digits(string language, long n, string expected) =>
        Given.Formats(language).Number(n).ShouldBe(expected);

    [Fact]
    public void A_number_in_a_table_is_grouped_from_four_digits() => Given.Formats("en").TableNumber(1234).ShouldBe("1\u202F234");

    [Theory]
    [InlineData("en", "1234.5")]
    [InlineData("fr", "1234,5")]
    [InlineData("ar", "1234.5")]
    public void The_decimal_sign_follows_the_language(string language, string expected) => Given.Formats(language).Figure(1234.5m).ShouldBe(expected);

    [Fact]
    public void Arabic_Indic_digits_are_used_throughout_or_not_at_all()
    {
        var formats = Given.Formats("ar", Indic);
        formats.Number(18209).ShouldBe("\u0661\u0668\u066C\u0662\u0660\u0669");
        formats.Figure(45.3m).ShouldBe("\u0664\u0665\u066B\u0663");
        formats.Share(0.453).ShouldBe("\u0664\u0665\u066A");
        formats.Date(new DateOnly(2026, 11, 22)).ShouldBe("\u0662\u0662 نوفمبر \u0662\u0660\u0662\u0666");
    }

    [Fact]
    public void The_agency_chooses_the_Arabic_decimal_sign() =>
        Given.Formats("ar", Given.PortVerrin with { ArabicDecimalSign = "," }).Figure(45.3m).ShouldBe("45,3");

    [Theory]
    [InlineData("en", "45\u202F%")]
    [InlineData("fr", "45\u202F%")]
    [InlineData("ar", "45%")]
    public void A_share_is_shown_as_per_cent_that_cannot_break(string language, string expected) => Given.Formats(language).Share(0.453).ShouldBe(expected);

    [Fact]
    public void A_rounded_share_never_becomes_minus_nothing() => Given.Formats("en").Share(-0.001).ShouldBe("0\u202F%");

    [Theory]
    [InlineData("en", "22 November 2026")]
    [InlineData("fr", "22 novembre 2026")]
    [InlineData("ar", "22 نوفمبر 2026")]
    public void A_day_is_written_in_words(string language, string expected) => Given.Formats(language).Date(new DateOnly(2026, 11, 22)).ShouldBe(expected);

    [Fact]
    public void French_says_premier() => Given.Formats("fr").Date(new DateOnly(2026, 6, 1)).ShouldBe("1er juin 2026");

    [Fact]
    public void The_agency_chooses_the_names_of_the_Arabic_months() =>
        Given.Formats("ar", Given.PortVerrin with { ArabicMonths = ArabicMonths.Levantine }).Date(new DateOnly(2026, 11, 22)).ShouldBe("22 تشرين الثاني 2026");

    [Theory]
    [InlineData("en", "Monday 23 November 2026")]
    [InlineData("fr", "lundi 23 novembre 2026")]
    [InlineData("ar", "الاثنين، 23 نوفمبر 2026")]
    public void The_day_of_the_week_comes_first(string language, string expected) => Given.Formats(language).WeekdayDate(new DateOnly(2026, 11, 23)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "14:05", "22 November 2026, 14:05")]
    [InlineData("fr", "14\u00A0h\u00A005", "22 novembre 2026 à 14\u00A0h\u00A005")]
    [InlineData("ar", "14:05", "22 نوفمبر 2026، 14:05")]
    public void A_time_is_told_in_the_agency_s_zone(string language, string time, string both)
    {
        var moment = new DateTimeOffset(2026, 11, 22, 13, 5, 59, TimeSpan.Zero);
        Given.Formats(language).Time(moment).ShouldBe(time);
        Given.Formats(language).DateAndTime(moment).ShouldBe(both);
        Given.Formats(language).TableTime(moment).ShouldBe("14:05");
    }

    [Theory]
    [InlineData("en", "22\u00A0Nov 2026, 14:05")]
    [InlineData("fr", "22\u00A0nov. 2026, 14:05")]
    [InlineData("ar", "22\u00A0نوفمبر 2026، 14:05")]
    public void In_a_table_day_and_time_are_short(string language, string expected) =>
        Given.Formats(language).TableDateAndTime(new DateTimeOffset(2026, 11, 22, 13, 5, 0, TimeSpan.Zero)).ShouldBe(expected);

    [Fact]
    public void An_evening_in_UTC_is_already_the_next_day_in_the_agency() =>
        Given.Formats("en").Date(new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero)).ShouldBe("23 November 2026");

    [Theory]
    [InlineData(250, "4\u00A0h 10\u00A0min left", "il reste 4\u00A0h 10\u00A0min")]
    [InlineData(40, "40\u00A0min left", "il reste 40\u00A0min")]
    [InlineData(120, "2\u00A0h left", "il reste 2\u00A0h")]
    [InlineData(1440, "1\u00A0day left", "il reste 1\u00A0jour")]
    [InlineData(1440 * 2 + 190, "2\u00A0days 3\u00A0h left", "il reste 2\u00A0jours 3\u00A0h")]
    [InlineData(1440 * 128 + 90, "128\u00A0days left", "il reste 128\u00A0jours")]
    [InlineData(-90, "1\u00A0h 30\u00A0min late", "en retard de 1\u00A0h 30\u00A0min")]
    public void What_is_left_is_said_in_its_two_largest_units(int minutes, string english, string french)
    {
        Given.Formats("en").Left(TimeSpan.FromMinutes(minutes)).ShouldBe(english);
        Given.Formats("fr").Left(TimeSpan.FromMinutes(minutes)).ShouldBe(french);
    }

    [Fact]
    public void Time_left_is_rounded_down() => Given.Formats("en").Left(TimeSpan.FromSeconds(119)).ShouldBe("1\u00A0min left");

    [Fact]
    public void Nothing_depends_on_the_culture_of_the_thread()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("fr-FR");
        Given.Formats("en").Figure(1234.5m).ShouldBe("1234.5");
        Given.Formats("en").Date(new DateOnly(2026, 11, 22)).ShouldBe("22 November 2026");
    }
}
