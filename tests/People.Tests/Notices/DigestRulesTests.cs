using System.Text;
using Probity.People.Notices;

namespace Probity.People.Tests.Notices;

public sealed class DigestRulesTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("2026-11-23T05:59:00Z", "2026-11-23T06:00:00Z")]
    [InlineData("2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z")] // clocks go back in between
    [InlineData("2026-03-28T20:00:00Z", "2026-03-29T05:00:00Z")] // clocks go forward in between
    public void It_goes_out_at_seven_where_the_agency_is(string now, string next) => DigestRules.NextMorning(DateTimeOffset.Parse(now, null), Paris).ShouldBe(DateTimeOffset.Parse(next, null));

    [Theory]
    [InlineData("name@agency.example", true)]
    [InlineData(" name@agency.example ", true)]
    [InlineData("", false)]
    [InlineData("name", false)]
    [InlineData("a@b.example,c@d.example", false)]
    [InlineData("Name <a@b.example>", false)]
    [InlineData("a@b.example\r\nBcc: c@d.example", false)]
    [InlineData("a@b@c.example", false)]
    public void One_address_is_taken_and_nothing_beside_it(string typed, bool taken) => (DigestRules.Address(typed) is null).ShouldBe(taken);

    [Fact]
    public void At_once_speaks_of_what_is_new_and_daily_of_what_waits()
    {
        var sent = DateTimeOffset.UnixEpoch;
        DigestRules.IsWanted(DigestOften.AtOnce, 1, sent.AddSeconds(1), sent).ShouldBeTrue();
        DigestRules.IsWanted(DigestOften.AtOnce, 1, sent, sent).ShouldBeFalse();
        DigestRules.IsWanted(DigestOften.Daily, 1, sent, sent).ShouldBeTrue();
        DigestRules.IsWanted(DigestOften.Daily, 0, null, null).ShouldBeFalse();
    }

    [Fact]
    public void A_calendar_folds_at_75_octets_never_inside_a_character_and_escapes_text()
    {
        var text = CalendarRules.Write("Semaine; d'été, " + new string('é', 90), [(Guid.Empty, "Eine\r\nZeile\\", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1))]);
        text.ShouldEndWith("END:VCALENDAR\r\n");
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        unfolded.ShouldContain("X-WR-CALNAME:Semaine\\; d'été\\, " + new string('é', 90));
        unfolded.ShouldContain("SUMMARY:Eine\\nZeile\\\\");
        unfolded.ShouldContain("DTSTART:19700101T010000Z");
    }
}
