using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Absences;
using Probity.People.Accounts;
using Probity.People.Late;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Tests.Absences;

public sealed class AbsenceTests : IDisposable
{
    private readonly Installation _here = new();

    private DateOnly Today => DateOnly.FromDateTime(_here.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Whoever_is_away_is_known_to_be_and_their_deputy_looks_after_them_until_they_are_back()
    {
        var (one, other) = (await _here.Person("one.person"), await _here.Person("other.person"));
        var me = Actor.Person(_here.Agency, one);
        var said = await _here.Get<SayAbsence>().Run(me, one, new AbsenceInput(Today, Today.AddDays(2), other));
        said.Done.ShouldBeTrue();
        var now = _here.Clock.GetUtcNow();
        using (var read = _here.Get<Reads>().Rent())
        {
            read.Away(_here.Agency, now, now.AddHours(4)).ShouldBe([one]);
            read.DeputyOf(_here.Agency, other, now).ShouldBe([one]);
            read.Away(_here.Agency, now.AddDays(3), now.AddDays(4)).ShouldBeEmpty();
        }
        (await _here.Get<EndAbsence>().Run(me, one, said.Value)).Done.ShouldBeTrue();
        using (var read = _here.Get<Reads>().Rent()) read.Away(_here.Agency, now, now.AddHours(4)).ShouldBeEmpty();
        _here.ActsAbout(one.Value).TakeLast(2).ShouldBe(["people.absence-said", "people.absence-ended"]);
        (await _here.Get<EndAbsence>().Run(me, one, said.Value)).Codes().ShouldBe(["people.absence-over"]);
    }

    [Fact]
    public async Task Only_the_person_and_whoever_keeps_accounts_say_it()
    {
        var (one, other) = (await _here.Person("one.person"), await _here.Person("other.person"));
        var input = new AbsenceInput(Today, Today, null);
        (await _here.Get<SayAbsence>().Run(Actor.Person(_here.Agency, other), one, input)).Codes().ShouldBe(["acts.not-allowed"]);
        (await _here.Get<SayAbsence>().Run(_here.Administrator, one, input)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_far_outside_the_calendar_is_refused_and_does_no_harm() =>
        (await _here.Get<SayAbsence>().Run(_here.Leader, _here.Leader.Account!.Value, new AbsenceInput(DateOnly.MaxValue, DateOnly.MaxValue, null))).Done.ShouldBeFalse();

    [Fact]
    public async Task What_is_late_is_told_once_to_the_head_of_the_unit_and_ends_when_it_is_done()
    {
        var (unit, head, thing) = ((await _here.Get<KeepUnits>().Make(_here.Administrator, "Crime")).Value, await _here.Person("head.person"), new Subject("thing", TypedId.Named("thing")));
        var one = (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("late.person", "Late Person", "", unit, ["en"]))).Value;
        (await _here.Get<KeepUnits>().Lead(_here.Administrator, unit, head)).Done.ShouldBeTrue();
        await Do(work => work.Owe(RoleProposal.DutyRule, thing, one, work.Now.AddDays(3)));

        _here.Clock.Pass(TimeSpan.FromDays(4) - TimeSpan.FromMinutes(1));
        await _here.Get<DueRunner>().RunAll();
        _here.Get<OpenDuties>().Of(_here.Agency, head).ShouldBeEmpty();
        _here.Clock.Pass(TimeSpan.FromMinutes(1));
        await _here.Get<DueRunner>().RunAll();
        var told = _here.Get<OpenDuties>().Of(_here.Agency, head).ShouldHaveSingleItem();
        (told.Kind, told.SubjectKind).ShouldBe((Duties.LateKind, OpenDuties.SubjectKind));
        _here.Clock.Pass(TimeSpan.FromDays(30));
        await _here.Get<DueRunner>().RunAll();
        _here.Get<OpenDuties>().Of(_here.Agency, head).Count.ShouldBe(1);

        await Do(work => work.SettleAll(thing));
        _here.Get<OpenDuties>().Of(_here.Agency, head).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_done_in_time_is_told_to_nobody()
    {
        var thing = new Subject("thing", TypedId.Named("thing"));
        var one = await _here.Person("one.person");
        await Do(work => work.Owe(RoleProposal.DutyRule, thing, one, work.Now.AddDays(3)));
        await Do(work => work.SettleAll(thing));
        _here.Clock.Pass(TimeSpan.FromDays(9));
        await _here.Get<DueRunner>().RunAll();
        _here.OpenDuties(_here.Administrator.Account!.Value).ShouldBeEmpty();
    }

    private static readonly AccountId A = new(TypedId.Named("a")), B = new(TypedId.Named("b")), C = new(TypedId.Named("c"));

    [Fact]
    public void The_head_is_told_unless_it_is_the_head_who_is_late_or_away()
    {
        LateRules.Told(A, B, [C], new HashSet<AccountId>()).ShouldBe([B]);
        LateRules.Told(B, B, [B, C], new HashSet<AccountId>()).ShouldBe([C]);
        LateRules.Told(A, B, [C], new HashSet<AccountId> { B }).ShouldBe([C]);
        LateRules.Told(null, null, [A, C], new HashSet<AccountId>()).ShouldBe([A, C]);
    }

    private Task Do(Action<Acts.Changes.Work> what) => _here.Get<Acts.Changes.UnitOfWork>().Commit<Done>(Actor.Installation(_here.Agency), work =>
    {
        what(work);
        return Done.It;
    });

    public void Dispose() => _here.Dispose();
}
