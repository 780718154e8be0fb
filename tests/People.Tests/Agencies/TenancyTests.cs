using System.Buffers.Text;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.People.Units;

namespace Probity.People.Tests.Agencies;

/// <summary>Two agencies in one installation: nothing of the other is seen or changed, by id, by list or by download.</summary>
public sealed class TenancyTests : IDisposable
{
    private readonly Installation _here = new(sample: true);
    private readonly MadeAgency _other;

    public TenancyTests() => _other = _here.MakeAgency("cap-sorel", sample: true);

    public void Dispose() => _here.Dispose();

    private Actor OtherAdministrator => Actor.Person(_other.Id, _other.Administrator);

    [Fact]
    public void An_account_of_the_other_agency_is_not_found_by_its_id()
    {
        _here.Get<Probity.People.Accounts.Accounts>().Find(_here.Agency, _other.Administrator).ShouldBeNull();
        using var db = _here.Get<Reads>().Open(_here.Agency);
        db.Set<Account>().Any(account => account.Id == _other.Administrator).ShouldBeFalse();
        Titles(Account.SubjectKind, _other.Administrator.Value).ShouldBeEmpty();
        Titles(Account.SubjectKind, _here.Administrator.Account!.Value.Value).Values.ShouldBe(["Pavlo Renn"]);
    }

    [Fact]
    public void Lists_and_holders_show_one_agency()
    {
        var accounts = _here.Get<Probity.People.Accounts.Accounts>();
        var page = _here.Get<AccountList>().Page(_here.Agency, new ListQuery { Sort = "name" });
        page.Total.Number.ShouldBe(2);
        page.Rows.ShouldAllBe(card => card.Agency == _here.Agency);
        accounts.Holding(_here.Agency, Right.KeepAccounts).Select(card => card.Id).ShouldBe([_here.Administrator.Account!.Value]);
    }

    [Fact]
    public async Task No_verb_of_one_administrator_reaches_the_other_agency()
    {
        var victim = _other.Leader!.Value;
        var me = _here.Administrator;
        (await _here.Get<SwitchAccount>().Off(me, victim, "x")).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<ChangeAccount>().Run(me, victim, new AccountDetails("X", "", null, ["en"]))).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<GrantRole>().Run(me, victim, Role.Administrator, null)).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<TakeRole>().Run(me, victim, Role.Leader, "x")).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<SignInLinks>().Make(me, victim)).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<SecondFactors>().RemoveAll(me, victim, "x")).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<EndSession>().AllOf(me, victim, "x")).Codes().ShouldBe(["acts.unknown"]);
        _here.Get<Probity.People.Accounts.Accounts>().Find(_other.Id, victim)!.Active.ShouldBeTrue();
    }

    [Fact]
    public async Task An_actor_of_one_agency_named_in_another_is_nobody_there()
    {
        var forged = Actor.Person(_other.Id, _here.Administrator.Account!.Value);
        (await _here.Get<CreateAccount>().Run(forged, new NewAccount("in.truder", "X", "", null, ["en"]))).Codes().ShouldBe(["acts.not-allowed"]);
    }

    [Fact]
    public async Task A_unit_of_the_other_agency_cannot_be_used_or_renamed()
    {
        var unit = (await _here.Get<KeepUnits>().Make(OtherAdministrator, "Boats")).Value;
        (await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("a.b", "A", "", unit, ["en"]))).Codes().ShouldBe(["people.unit-unknown"]);
        (await _here.Get<KeepUnits>().Rename(_here.Administrator, unit, "Mine")).Codes().ShouldBe(["acts.unknown"]);
    }

    [Fact]
    public async Task A_proposal_of_the_other_agency_cannot_be_answered()
    {
        await _here.Get<CreateAccount>().Run(_here.Administrator, new NewAccount("o.fficer", "O", "", null, ["en"]) { Roles = [Role.Officer] });
        var proposal = _here.Waiting().Single();
        (await _here.Get<DecideProposal>().Confirm(Actor.Person(_other.Id, _other.Leader!.Value), proposal.Id, null)).Codes().ShouldBe(["acts.unknown"]);
    }

    [Fact]
    public async Task A_session_keeps_to_its_agency_even_when_the_cookie_is_rewritten()
    {
        var leader = _here.Leader.Account!.Value;
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, leader, sample: true)).Value!;
        var cookie = (await _here.Get<Probity.People.SignIn.SignIn>().ByLink(link.Token, Installation.Somewhere)).Value!.Cookie;
        var bytes = Base64Url.DecodeFromChars(cookie);
        _here.Get<SignedIn>().Find(cookie)!.Agency.ShouldBe(_here.Agency);
        TypedId.Bytes(_other.Id.Value).CopyTo(bytes, 0);
        _here.Get<SignedIn>().Find(Base64Url.EncodeToString(bytes)).ShouldBeNull();
        _here.Get<SignedIn>().Of(_other.Id, leader).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_keeps_to_its_agency_even_when_it_is_rewritten()
    {
        var token = (await _here.Get<SignInLinks>().Make(_here.Administrator, _here.Leader.Account!.Value)).Value!.Token;
        var bytes = Base64Url.DecodeFromChars(token);
        TypedId.Bytes(_other.Id.Value).CopyTo(bytes, 0);
        (await _here.Get<Probity.People.SignIn.SignIn>().ByLink(Base64Url.EncodeToString(bytes), Installation.Somewhere)).Codes().ShouldBe(["people.link-unusable"]);
    }

    [Fact]
    public async Task A_connected_system_acts_in_its_agency_and_cannot_be_cut_off_from_the_other()
    {
        var made = (await _here.Get<KeepClients>().Make(OtherAdministrator, "Reader", [Right.SeeRegister])).Value!;
        _here.Get<ClientBook>().Find(made.Key)!.Actor.Agency.ShouldBe(_other.Id);
        (await _here.Get<KeepClients>().Revoke(_here.Administrator, made.Id, "x")).Codes().ShouldBe(["acts.unknown"]);
        using var db = _here.Get<Reads>().Open(_here.Agency);
        db.Set<ServiceClient>().ShouldBeEmpty();
        Titles(ServiceClient.SubjectKind, made.Id.Value).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_sign_in_name_in_two_agencies_is_two_people()
    {
        await _here.SetUp(await _here.Person("ilva.maren"));
        var door = _here.Get<Probity.People.SignIn.SignIn>();
        (await door.ByPassword("ilva.maren", "a long enough secret", Installation.Somewhere)).Codes().ShouldBe(["people.sign-in-refused"]);
        (await door.ByPassword("ilva.maren@cap-sorel", "a long enough secret", Installation.Somewhere)).Codes().ShouldBe(["people.sign-in-refused"]);
        (await door.ByPassword("ilva.maren@port-verrin", "a long enough secret", Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Fact]
    public void Without_an_agency_nothing_is_seen()
    {
        using var db = _here.Get<Reads>().Open(null);
        db.Set<Account>().ShouldBeEmpty();
        db.Set<AgencyRecord>().ShouldBeEmpty();
    }

    private IReadOnlyDictionary<Guid, string> Titles(string kind, Guid id) =>
        PeopleSubjects.Of(kind).Titles(_here.Get<Reads>(), _here.Agency, [id]);
}
