using Probity.Acts;
using Probity.Acts.Ids;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.SignIn;

namespace Probity.People.Tests.Accounts;

public sealed class OversightTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task The_only_auditor_cannot_be_switched_off_nor_lose_the_role_nor_their_second_factor()
    {
        var auditor = await _here.Person("mael.torin", Role.Auditor);
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, auditor, "Reorganisation.")).Codes().ShouldBe(["people.last-oversight"]);
        (await _here.Get<TakeRole>().Run(_here.Administrator, auditor, Role.Auditor, "Reorganisation.")).Codes().ShouldBe(["people.last-oversight"]);
        (await _here.Get<SecondFactors>().RemoveAll(_here.Administrator, auditor, "Lost phone.")).Codes().ShouldBe(["people.last-oversight"]);
        _here.Card(auditor).Active.ShouldBeTrue();
    }

    [Fact]
    public async Task Switching_one_off_is_an_act_with_a_reason_that_every_other_one_owes_a_look()
    {
        var (auditor, rapporteur) = (await _here.Person("mael.torin", Role.Auditor), await _here.Person("rolan.messif", Role.Oversight));
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, auditor, null)).Codes().ShouldBe(["acts.reason-missing"]);
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, auditor, "Left the service.")).Done.ShouldBeTrue();
        _here.ActsAbout(auditor.Value)[^1].ShouldBe("people.oversight-account-disabled");
        _here.OpenDuties(rapporteur).ShouldHaveSingleItem().Kind.ShouldBe(OversightNotice.DutyKind);
        (await _here.Get<SeeNotice>().Run(Actor.Person(_here.Agency, rapporteur), auditor)).Done.ShouldBeTrue();
        _here.OpenDuties(rapporteur).ShouldBeEmpty();
    }

    [Fact]
    public async Task Taking_the_role_is_the_same_act()
    {
        var (auditor, rapporteur) = (await _here.Person("mael.torin", Role.Auditor), await _here.Person("rolan.messif", Role.Oversight));
        (await _here.Get<TakeRole>().Run(_here.Administrator, auditor, Role.Auditor, "Moves to Patrol.")).Done.ShouldBeTrue();
        _here.ActsAbout(auditor.Value)[^1].ShouldBe("people.oversight-account-disabled");
        _here.OpenDuties(rapporteur).Count.ShouldBe(1);
        _here.Card(auditor).Roles.ShouldBe([Role.Member]);
    }

    [Fact]
    public async Task Both_at_once_cannot_leave_nobody_watching()
    {
        var (auditor, rapporteur) = (await _here.Person("mael.torin", Role.Auditor), await _here.Person("rolan.messif", Role.Oversight));
        var answers = await Task.WhenAll(_here.Get<SwitchAccount>().Off(_here.Administrator, auditor, "One."), _here.Get<SwitchAccount>().Off(_here.Administrator, rapporteur, "Two."));
        answers.Count(answer => answer.Done).ShouldBe(1);
    }

    [Fact]
    public async Task The_last_leader_and_the_last_administrator_stay()
    {
        var other = Actor.Person(_here.Agency, await _here.Person("other.admin", Role.Administrator));
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, _here.Leader.Account!.Value, "Why not.")).Codes().ShouldBe(["people.last-holder"]);
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, _here.Administrator.Account!.Value, "Myself.")).Codes().ShouldContain("people.own-account");
        (await _here.Get<SwitchAccount>().Off(other, _here.Administrator.Account!.Value, "Left.")).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Coming_back_brings_no_role_that_the_administrator_could_not_grant()
    {
        var officer = await _here.Person("ilva.maren", Role.Officer);
        await _here.Get<SwitchAccount>().Off(_here.Administrator, officer, "Parental leave.");
        _here.Card(officer).May(Acts.Rights.Right.Judge).ShouldBeFalse();
        (await _here.Get<SwitchAccount>().On(_here.Administrator, officer, "Is back.")).Done.ShouldBeTrue();
        _here.Card(officer).Roles.ShouldBe([Role.Member]);
        _here.Waiting().ShouldHaveSingleItem().Role.ShouldBe(Role.Officer);
    }
}
