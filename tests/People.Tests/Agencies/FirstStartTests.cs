using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Tests.Agencies;

public sealed class FirstStartTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void An_agency_begins_with_an_administrator_and_a_leader()
    {
        _here.Card(_here.Administrator.Account!.Value).Roles.ShouldBe([Role.Member, Role.Administrator], ignoreOrder: true);
        _here.Card(_here.Leader.Account!.Value).May(Right.AuthoriseUse).ShouldBeTrue();
        _here.ActsAbout(_here.Agency.Value).ShouldBe(["people.agency-made"]);
    }

    [Fact]
    public async Task Every_fault_is_said_and_nothing_is_half_made()
    {
        var outcome = await _here.Get<FirstStart>().MakeAgency(new NewAgency("", "Not A Code", ["xx"], new NewAccount("UPPER", "", "", null, [])) { TimeZone = "Mars/Olympus" });
        outcome.Codes().ShouldBe(["people.name-missing", "people.code-malformed", "people.language-unknown", "people.time-zone-unknown", "people.name-missing", "people.language-unknown", "people.login-malformed"], ignoreOrder: true);
        _here.Get<AgencyBook>().All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_agencies_cannot_share_a_short_name() =>
        (await _here.Get<FirstStart>().MakeAgency(new NewAgency("Other", "port-verrin", ["en"], new NewAccount("a", "A", "", null, ["en"])))).Codes().ShouldBe(["people.code-taken"]);

    [Fact]
    public async Task An_agency_without_a_leader_gets_one_from_the_installation()
    {
        var made = (await _here.Get<FirstStart>().MakeAgency(new NewAgency("Small", "small", ["en"], new NewAccount("admin", "A", "", null, ["en"])))).Value!;
        var administrator = Acts.Actor.Person(made.Id, made.Administrator);
        var person = (await _here.Get<CreateAccount>().Run(administrator, new NewAccount("chief", "C", "", null, ["en"]))).Value;
        (await _here.Get<FirstStart>().NameLeader(made.Id, person, null)).Codes().ShouldBe(["acts.reason-missing"]);
        (await _here.Get<FirstStart>().NameLeader(made.Id, made.Administrator, "Only one here.")).Codes().ShouldBe(["people.roles-do-not-meet"]);
        (await _here.Get<FirstStart>().NameLeader(made.Id, person, "Order 12 of the chief.")).Done.ShouldBeTrue();
        _here.Get<Probity.People.Accounts.Accounts>().Find(made.Id, person)!.May(Right.AuthoriseUse).ShouldBeTrue();
    }

    [Fact]
    public async Task A_unit_is_made_renamed_and_shown_on_its_accounts()
    {
        var unit = (await _here.Get<KeepUnits>().Make(_here.Administrator, " Serious Crime, unit 4 ")).Value;
        var person = (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("ilva.maren", "Ilva Maren", "Sgt", unit, ["en"]))).Value;
        _here.Card(person).UnitName.ShouldBe("Serious Crime, unit 4");
        (await _here.Get<KeepUnits>().Make(_here.Administrator, "Serious Crime, unit 4")).Codes().ShouldBe(["people.unit-taken"]);
        (await _here.Get<KeepUnits>().Rename(_here.Administrator, unit, "Serious Crime 4")).Done.ShouldBeTrue();
        _here.Card(person).UnitName.ShouldBe("Serious Crime 4");
        _here.Card(person).Called.ShouldBe("Sgt Ilva Maren");
    }
}
