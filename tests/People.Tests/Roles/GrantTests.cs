using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Tests.Roles;

public sealed class GrantTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task The_administrator_grants_at_once_only_what_an_administrator_holds()
    {
        var person = await _here.Person("another.admin");
        (await _here.Get<GrantRole>().Run(_here.Administrator, person, Role.Administrator, null)).Value.ShouldBe(Grant.Now);
        _here.Card(person).Rights.ShouldContain(Right.KeepAccounts);
    }

    [Theory]
    [InlineData(Role.Officer), InlineData(Role.SecondPerson), InlineData(Role.AiLead), InlineData(Role.Leader), InlineData(Role.Legal), InlineData(Role.Complaints)]
    [InlineData(Role.Auditor), InlineData(Role.Oversight), InlineData(Role.Integrator), InlineData(Role.Trainer)]
    public async Task Every_other_role_waits_for_the_leader_and_gives_nothing_until_then(Role role)
    {
        var person = await _here.Person("some.one");
        (await _here.Get<GrantRole>().Run(_here.Administrator, person, role, null)).Value.ShouldBe(Grant.NeedsConfirmation);
        _here.Card(person).Roles.ShouldNotContain(role);
        _here.OpenDuties(_here.Leader.Account!.Value).ShouldHaveSingleItem().Kind.ShouldBe(RoleProposal.DutyKind);
        (await _here.Get<DecideProposal>().Confirm(_here.Leader, _here.Waiting().Single().Id, null)).Done.ShouldBeTrue();
        _here.Card(person).Roles.ShouldContain(role);
        _here.OpenDuties(_here.Leader.Account!.Value).ShouldBeEmpty();
        _here.ActsAbout(person.Value).ShouldBe(["people.account-created", "people.role-proposed", "people.role-granted"]);
    }

    [Fact]
    public async Task The_proposer_cannot_confirm_even_as_a_second_administrator()
    {
        var other = Actor.Person(_here.Agency, await _here.Person("another.admin", Role.Administrator));
        var person = (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("o.fficer", "O", "", null, ["en"]) { Roles = [Role.Officer] })).Value;
        var proposal = _here.Waiting().Single().Id;
        (await _here.Get<DecideProposal>().Confirm(_here.Administrator, proposal, null)).Codes().ShouldBe(["people.own-proposal", "people.right-not-held"], ignoreOrder: true);
        (await _here.Get<DecideProposal>().Confirm(other, proposal, null)).Codes().ShouldBe(["people.right-not-held"]);
        _here.Card(person).Roles.ShouldBe([Role.Member]);
    }

    [Fact]
    public async Task Nobody_grants_or_confirms_for_themselves()
    {
        (await _here.Get<GrantRole>().Run(_here.Administrator, _here.Administrator.Account!.Value, Role.Trainer, null)).Codes().ShouldContain("people.own-role");
        await _here.Get<GrantRole>().Run(_here.Administrator, _here.Leader.Account!.Value, Role.Trainer, null);
        (await _here.Get<DecideProposal>().Confirm(_here.Leader, _here.Waiting().Single().Id, null)).Codes().ShouldContain("people.own-role");
    }

    [Fact]
    public async Task Nobody_without_the_right_to_keep_accounts_grants_anything()
    {
        var person = await _here.Person("some.one");
        (await _here.Get<GrantRole>().Run(_here.Leader, person, Role.Officer, null)).Codes().ShouldContain("acts.not-allowed");
        (await _here.Get<CreateAccount>().Run(_here.Leader, new NewAccount("x", "X", "", null, ["en"]))).Codes().ShouldBe(["acts.not-allowed"]);
    }

    [Fact]
    public async Task A_client_or_the_installation_grants_nothing()
    {
        var person = await _here.Person("some.one");
        (await _here.Get<GrantRole>().Run(Actor.Installation(_here.Agency), person, Role.Officer, null)).Codes().ShouldBe(["acts.not-allowed"]);
        (await _here.Get<GrantRole>().Run(new Actor(_here.Agency, ActorKind.Client, Guid.NewGuid()), person, Role.Officer, null)).Codes().ShouldBe(["acts.not-allowed"]);
    }

    [Fact]
    public async Task Declining_takes_a_reason_and_leaves_the_role_ungranted()
    {
        var person = (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("o", "O", "", null, ["en"]) { Roles = [Role.Officer] })).Value;
        var proposal = _here.Waiting().Single().Id;
        (await _here.Get<DecideProposal>().Decline(_here.Leader, proposal, " ")).Codes().ShouldBe(["acts.reason-missing"]);
        (await _here.Get<DecideProposal>().Decline(_here.Leader, proposal, "Not trained yet.")).Done.ShouldBeTrue();
        (await _here.Get<DecideProposal>().Confirm(_here.Leader, proposal, null)).Codes().ShouldBe(["people.proposal-decided"]);
        _here.Card(person).Roles.ShouldBe([Role.Member]);
    }

    [Fact]
    public async Task Two_confirmations_at_once_grant_once()
    {
        var second = Actor.Person(_here.Agency, await _here.Person("second.leader", Role.Leader));
        var person = (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("o", "O", "", null, ["en"]) { Roles = [Role.Officer] })).Value;
        var proposal = _here.Waiting().Single().Id;
        var answers = await Task.WhenAll(_here.Get<DecideProposal>().Confirm(_here.Leader, proposal, null), _here.Get<DecideProposal>().Confirm(second, proposal, null));
        answers.Count(answer => answer.Done).ShouldBe(1);
        _here.ActsAbout(person.Value).Count(kind => kind == "people.role-granted").ShouldBe(1);
    }

    [Fact]
    public async Task Roles_that_do_not_meet_are_refused_with_both_names()
    {
        var person = await _here.Person("aud.itor", Role.Auditor);
        var refusal = (await _here.Get<GrantRole>().Run(_here.Administrator, person, Role.Officer, null)).Refusals.ShouldHaveSingleItem();
        refusal.Code.ShouldBe(PeopleRefusals.RolesDoNotMeet);
        refusal.Values.ShouldBe(new Dictionary<string, string> { ["role"] = "Officer", ["held"] = "Auditor" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_leader_is_named_by_the_installation_only_while_there_is_none()
    {
        var person = await _here.Person("some.one");
        (await _here.Get<Probity.People.Agencies.FirstStart>().NameLeader(_here.Agency, person, "The first one left.")).Codes().ShouldBe(["people.leader-exists"]);
    }
}
