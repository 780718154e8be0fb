using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.People.Absences;

namespace Probity.People.Tests.Absences;

public sealed class AbsenceRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly AccountId Me = new(TypedId.Named("me")), Other = new(TypedId.Named("other"));
    private static readonly AbsentPerson Person = new(Me, true, new HashSet<Right> { Right.OwnDesk, Right.Judge, Right.AuthoriseUse });
    private static readonly AbsentPerson Deputy = new(Other, true, new HashSet<Right> { Right.OwnDesk, Right.AuthoriseUse });

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static IEnumerable<string> Say(DateOnly? from, DateOnly? until, AccountId? deputy = null, AbsentPerson? seen = null, params Absence[] others) =>
        AbsenceRules.Say(new AbsenceInput(from, until, deputy), Person, seen ?? (deputy is null ? null : Deputy), others, At(from ?? Today), At((until ?? Today).AddDays(1)), Today).Select(no => no.Code.Code);

    private static Absence Away(AccountId who, DateOnly from, DateOnly until, AccountId? deputy = null) => new()
    {
        Id = new AbsenceId(Guid.NewGuid()), Agency = default, Account = who, FromAt = At(from), UntilAt = At(until.AddDays(1)), Deputy = deputy, SaidBy = who, SaidAt = At(Today),
    };

    [Fact]
    public void Today_is_early_enough_and_a_deputy_need_not_judge() => Say(Today, Today, Other).ShouldBeEmpty();

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Say(null, Today.AddDays(-1), Me).ShouldBe(["people.absence-day-missing", "people.absence-past", "people.deputy-self"]);

    [Fact]
    public void It_does_not_end_before_it_begins() => Say(Today.AddDays(2), Today.AddDays(1)).ShouldBe(["people.absence-backwards"]);

    [Theory, InlineData(365, true), InlineData(366, false)]
    public void It_lasts_a_year_at_most(int days, bool may) => Say(Today, Today.AddDays(days)).Any().ShouldBe(!may);

    [Fact]
    public void Nobody_is_away_twice_at_once() => Say(Today, Today.AddDays(5), others: Away(Me, Today.AddDays(5), Today.AddDays(9))).ShouldBe(["people.absence-known"]);

    [Fact]
    public void The_next_absence_may_follow_on_the_day_after() => Say(Today, Today.AddDays(4), others: Away(Me, Today.AddDays(5), Today.AddDays(9))).ShouldBeEmpty();

    [Fact]
    public void The_deputy_must_be_able_to_do_the_work() => Say(Today, Today, Other, Deputy with { Rights = new HashSet<Right> { Right.OwnDesk } }).ShouldBe(["people.deputy-lacks-rights"]);

    [Fact]
    public void An_account_that_is_switched_off_stands_in_for_nobody() => Say(Today, Today, Other, Deputy with { Active = false }).ShouldBe(["people.deputy-lacks-rights"]);

    [Fact]
    public void The_deputy_is_there() => Say(Today, Today.AddDays(3), Other, others: Away(Other, Today.AddDays(3), Today.AddDays(4))).ShouldBe(["people.deputy-away"]);

    [Fact]
    public void Two_people_do_not_stand_in_for_each_other() => Say(Today, Today.AddDays(3), Other, others: Away(Other, Today, Today.AddDays(4), deputy: Me)).ShouldBe(["people.deputy-circle"]);
}
