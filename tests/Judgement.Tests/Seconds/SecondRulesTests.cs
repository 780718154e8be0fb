using Probity.Acts.Ids;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;

namespace Probity.Judgement.Tests.Seconds;

public sealed class SecondRulesTests
{
    private static readonly Guid Crime = new("00000000-0000-7000-8000-00000000c001"), Port = new("00000000-0000-7000-8000-00000000c002");
    private static readonly DecisionId Decision = new(new Guid("00000000-0000-7000-8000-000000000d00"));

    private static PossibleSecond Person(int n, Guid? unit = null, bool certified = true, int reviews = 0, int ofThisOfficer = 0) => new(Given.Person(n), unit ?? Port, certified, reviews, ofThisOfficer);

    private static IEnumerable<AccountId> Eligible(params PossibleSecond[] people) =>
        SecondRules.Eligible(people, new HashSet<AccountId> { Given.Officer }, Crime, Given.Protocol()).Select(person => person.Account);

    [Fact]
    public void The_officer_is_never_the_second_person() => Eligible(Person(1), Person(2)).ShouldBe([Given.Person(2)]);

    [Fact]
    public void Nobody_of_the_officers_unit_is() => Eligible(Person(2, Crime), Person(3)).ShouldBe([Given.Person(3)]);

    [Fact]
    public void Nobody_without_a_certificate_is() => Eligible(Person(2, certified: false)).ShouldBeEmpty();

    [Fact]
    public void Nobody_who_is_away_is() => Eligible(Person(2) with { Away = true }, Person(3)).ShouldBe([Given.Person(3)]);

    [Fact]
    public void Whoever_is_away_and_has_not_begun_is_replaced_and_nobody_else()
    {
        var away = new HashSet<AccountId> { Given.Person(2) };
        SecondRules.NeedsAnother(Given.Person(2), begun: false, away).ShouldBeTrue();
        SecondRules.NeedsAnother(Given.Person(2), begun: true, away).ShouldBeFalse();
        SecondRules.NeedsAnother(Given.Person(3), begun: false, away).ShouldBeFalse();
        SecondRules.NeedsAnother(null, begun: false, away).ShouldBeFalse();
    }

    [Fact]
    public void A_person_without_a_unit_is_of_another_unit() =>
        SecondRules.Eligible([Person(2) with { Unit = null }], new HashSet<AccountId>(), Crime, Given.Protocol()).ShouldHaveSingleItem();

    // Share after this one, of all reviews in 30 days; the limit is 30 per cent and counts from the tenth review.
    [Theory, InlineData(9, 9, true), InlineData(10, 2, true), InlineData(10, 3, false), InlineData(19, 5, true), InlineData(19, 6, false), InlineData(99, 29, true), InlineData(99, 30, false)]
    public void The_same_pair_does_not_meet_too_often(int reviews, int ofThisOfficer, bool eligible) => Eligible(Person(2, reviews: reviews, ofThisOfficer: ofThisOfficer)).Any().ShouldBe(eligible);

    [Fact]
    public void The_order_in_which_people_are_listed_does_not_matter() => Eligible(Person(4), Person(2), Person(3)).ShouldBe(Eligible(Person(3), Person(4), Person(2)));

    [Fact]
    public void A_draw_can_be_repeated_with_its_secret()
    {
        var people = SecondRules.Eligible([Person(2), Person(3), Person(4)], new HashSet<AccountId>(), Crime, Given.Protocol());

        SecondRules.Drawn(people, Decision, [1, 2, 3]).ShouldBe(SecondRules.Drawn(people, Decision, [1, 2, 3]));
        SecondRules.Drawn([], Decision, [1]).ShouldBeNull();
    }

    [Fact]
    public void Everyone_is_drawn_equally_often()
    {
        var people = SecondRules.Eligible([Person(2), Person(3), Person(4)], new HashSet<AccountId>(), Crime, Given.Protocol());
        var drawn = Enumerable.Range(0, 3_000).Select(n => SecondRules.Drawn(people, Decision, BitConverter.GetBytes(n))!.Account).GroupBy(account => account).Select(group => group.Count());

        drawn.ShouldAllBe(times => times > 880 && times < 1120);
        drawn.Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(Seat.Second, 9, true, true), InlineData(Seat.Third, 9, true, true), InlineData(Seat.Second, 10, true, false), InlineData(Seat.Second, 9, false, false), InlineData(Seat.First, 9, true, false)]
    public void A_view_from_a_shared_browser_waits_until_the_window_is_over(Seat seat, int minutes, bool shared, bool refused)
    {
        var no = SecondRules.SameDevice(seat, Given.Now, shared, Given.Protocol(), Given.Now.AddMinutes(minutes));

        (no is not null).ShouldBe(refused);
        if (no is not null) (no.Code, no.Values["from"]).ShouldBe((JudgementRefusals.SameDevice, Given.Now.AddMinutes(10).ToString("O", null)));
    }

    [Fact]
    public void Protection_never_waits_for_another_browser() =>
        SecondRules.SameDevice(Seat.Second, Given.Now, true, Given.Protocol() with { Mode = Judgement.Protocols.ProtocolMode.Protective }, Given.Now).ShouldBeNull();
}
