using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Tests.SignIn;

public sealed class SignInTests : IDisposable
{
    private const string Password = "a long enough secret";
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private Probity.People.SignIn.SignIn Door => _here.Get<Probity.People.SignIn.SignIn>();
    private SecondFactors Factors => _here.Get<SecondFactors>();

    [Fact]
    public async Task A_new_person_goes_from_link_to_password_to_second_factor_to_a_session_and_each_is_an_act()
    {
        var person = await _here.Person("ilva.maren");
        var (session, _) = await _here.SetUp(person);
        session.Stage.ShouldBe(Stage.Full);
        _here.ActsAbout(person.Value).ShouldBe(["people.account-created", "people.sign-in-link-made", "people.password-set", "people.second-factor-enrolled", "people.signed-in"]);
    }

    [Fact]
    public async Task Setting_up_cannot_be_finished_without_both_password_and_factor()
    {
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, await _here.Person("a.b"))).Value!;
        var half = _here.Session((await Door.ByLink(link.Token, Installation.Somewhere)).Value!);
        half.Stage.ShouldBe(Stage.SetUp);
        (await Door.FinishSetUp(half, Installation.Somewhere)).Codes().ShouldBe(["people.session-ended"]);
        await _here.Get<Passwords>().Set(half, null, Password);
        (await Door.FinishSetUp(half, Installation.Somewhere)).Codes().ShouldBe(["people.session-ended"]);
    }

    [Fact]
    public async Task Many_uses_of_one_link_at_once_open_one_session()
    {
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, await _here.Person("a.b"))).Value!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Door.ByLink(link.Token, Installation.Somewhere)));
        answers.Count(answer => answer.Done).ShouldBe(1);
        answers.Where(answer => !answer.Done).SelectMany(answer => answer.Codes()).Distinct().ShouldBe(["people.link-unusable"]);
        _here.Get<SignInLinks>().Look(link.Token).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_dies_after_a_quarter_of_an_hour_or_when_the_account_is_switched_off()
    {
        var person = await _here.Person("a.b");
        var (late, cut) = ((await _here.Get<SignInLinks>().Make(_here.Administrator, person)).Value!, (await _here.Get<SignInLinks>().Make(_here.Administrator, person, TimeSpan.FromDays(1))).Value!);
        _here.Clock.Pass(TimeSpan.FromMinutes(15));
        (await Door.ByLink(late.Token, Installation.Somewhere)).Codes().ShouldBe(["people.link-unusable"]);
        await _here.Get<SwitchAccount>().Off(_here.Administrator, person, "Left.");
        (await Door.ByLink(cut.Token, Installation.Somewhere)).Codes().ShouldBe(["people.link-unusable"]);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        var person = await _here.Person("a.b");
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, person)).Value!;
        for (var i = 0; i < 3; i++) _here.Get<SignInLinks>().Look(link.Token).ShouldBe((_here.Agency, person));
        (await Door.ByLink(link.Token, Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Theory]
    [InlineData(""), InlineData("x"), InlineData("AAAA")]
    public async Task What_is_no_link_is_refused_with_the_same_words(string token) =>
        (await Door.ByLink(token, Installation.Somewhere)).Codes().ShouldBe(["people.link-unusable"]);

    [Fact]
    public async Task A_changed_character_of_a_link_is_refused()
    {
        var token = (await _here.Get<SignInLinks>().Make(_here.Administrator, await _here.Person("a.b"))).Value!.Token;
        var changed = token[..60] + (token[60] == 'A' ? 'B' : 'A') + token[61..];
        (await Door.ByLink(changed, Installation.Somewhere)).Codes().ShouldBe(["people.link-unusable"]);
    }

    [Fact]
    public async Task A_link_in_wrong_hands_still_meets_the_second_factor()
    {
        var person = await _here.Person("ilva.maren");
        await _here.SetUp(person);
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, person)).Value!;
        var half = _here.Session((await Door.ByLink(link.Token, Installation.Somewhere)).Value!);
        half.Stage.ShouldBe(Stage.SecondFactor);
        (await Door.SecondStep(half, "000000", Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
    }

    [Fact]
    public async Task Only_a_sample_has_links_that_sign_in_by_themselves()
    {
        (await _here.Get<SignInLinks>().Make(_here.Administrator, await _here.Person("a.b"), sample: true)).Codes().ShouldBe(["people.not-a-sample"]);
        using var sample = new Installation(sample: true);
        var link = (await sample.Get<SignInLinks>().Make(Actor.Installation(sample.Agency), await sample.Person("a.b"), sample: true)).Value!;
        (await sample.Get<Probity.People.SignIn.SignIn>().ByLink(link.Token, Installation.Somewhere)).Value!.Stage.ShouldBe(Stage.Full);
    }

    [Fact]
    public async Task Password_and_authenticator_sign_in_and_the_half_session_is_worth_nothing_afterwards()
    {
        var (_, secret) = await _here.SetUp(await _here.Person("ilva.maren"));
        _here.Clock.Pass(TimeSpan.FromMinutes(1));
        var first = (await Door.ByPassword("Ilva.Maren ", Password, Installation.Somewhere)).Value!;
        first.Stage.ShouldBe(Stage.SecondFactor);
        var full = (await Door.SecondStep(_here.Session(first), _here.CodeOf(secret), Installation.Somewhere)).Value!;
        _here.Session(full).Stage.ShouldBe(Stage.Full);
        _here.Get<SignedIn>().Find(first.Cookie).ShouldBeNull();
    }

    [Fact]
    public async Task A_code_of_the_authenticator_works_once()
    {
        var (_, secret) = await _here.SetUp(await _here.Person("ilva.maren"));
        _here.Clock.Pass(TimeSpan.FromMinutes(1));
        var code = _here.CodeOf(secret);
        (await Door.SecondStep(await Half(), code, Installation.Somewhere)).Done.ShouldBeTrue();
        (await Door.SecondStep(await Half(), code, Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
        _here.Clock.Pass(TimeSpan.FromSeconds(30));
        (await Door.SecondStep(await Half(), _here.CodeOf(secret), Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_is_taken_one_step_late_and_not_three()
    {
        var (_, secret) = await _here.SetUp(await _here.Person("ilva.maren"));
        _here.Clock.Pass(TimeSpan.FromMinutes(5));
        var code = _here.CodeOf(secret);
        _here.Clock.Pass(TimeSpan.FromSeconds(90));
        (await Door.SecondStep(await Half(), code, Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
        code = _here.CodeOf(secret);
        _here.Clock.Pass(TimeSpan.FromSeconds(30));
        (await Door.SecondStep(await Half(), code, Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_code_of_a_printed_sheet_works_once_and_only_after_it_was_confirmed()
    {
        var person = await _here.Person("ilva.maren");
        var (session, _) = await _here.SetUp(person);
        var sheet = (await Factors.MakeSheet(session)).Value!;
        sheet.Codes.Count.ShouldBe(10);
        (await Door.SecondStep(await Half(), sheet.Codes[0], Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
        (await Factors.Confirm(session, FactorKind.CodeSheet, sheet.Codes[3].ToLowerInvariant())).Done.ShouldBeTrue();
        foreach (var code in sheet.Codes) (await Door.SecondStep(await Half(), code, Installation.Somewhere)).Done.ShouldBeTrue();
        (await Door.SecondStep(await Half(), sheet.Codes[3], Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
        Factors.Of(_here.Agency, person).Single(factor => factor.Kind == FactorKind.CodeSheet).CodesLeft.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_sheet_makes_the_old_one_worthless()
    {
        var (session, _) = await _here.SetUp(await _here.Person("ilva.maren"));
        var old = (await Factors.MakeSheet(session)).Value!;
        await Factors.Confirm(session, FactorKind.CodeSheet, old.Codes[0]);
        var next = (await Factors.MakeSheet(session)).Value!;
        (await Factors.Confirm(session, FactorKind.CodeSheet, next.Codes[0])).Done.ShouldBeTrue();
        (await Door.SecondStep(await Half(), old.Codes[1], Installation.Somewhere)).Codes().ShouldBe(["people.factor-refused"]);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_switched_off_account_get_the_same_answer()
    {
        await _here.SetUp(await _here.Person("ilva.maren"));
        var off = await _here.Person("gone.away");
        await _here.SetUp(off);
        await _here.Get<SwitchAccount>().Off(_here.Administrator, off, "Left.");
        string[] answers = [await Answer("nobody.here", Password), await Answer("ilva.maren", "another long secret"), await Answer("gone.away", Password), await Answer("ilva.maren@other-agency", Password), await Answer("", "")];
        answers.Distinct().ShouldBe(["people.sign-in-refused"]);

        async Task<string> Answer(string login, string password) => string.Join(',', (await Door.ByPassword(login, password, Installation.Somewhere)).Codes());
    }

    [Fact]
    public async Task Wrong_answers_slow_a_name_down_whether_it_exists_or_not_and_never_lock_it()
    {
        var person = await _here.Person("ilva.maren");
        await _here.SetUp(person);
        foreach (var login in new[] { "ilva.maren", "nobody.here" })
        {
            for (var i = 0; i < BackoffRules.Free + 1; i++) (await Door.ByPassword(login, "wrong wrong wrong", Installation.Somewhere)).Codes().ShouldBe(["people.sign-in-refused"]);
            (await Door.ByPassword(login, Password, Installation.Somewhere)).Codes().ShouldBe(["people.too-often"]);
        }
        _here.ActsAbout(person.Value).Count(kind => kind == "people.sign-in-held-back").ShouldBe(1);
        _here.Clock.Pass(BackoffRules.Wait(BackoffRules.Free + 1));
        (await Door.ByPassword("ilva.maren", Password, Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Fact]
    public void Waiting_grows_and_stops_growing_at_a_quarter_of_an_hour()
    {
        Enumerable.Range(1, BackoffRules.Free).ShouldAllBe(n => BackoffRules.Wait(n) == TimeSpan.Zero);
        BackoffRules.Wait(BackoffRules.Free + 1).ShouldBe(TimeSpan.FromSeconds(5));
        BackoffRules.Wait(BackoffRules.Free + 3).ShouldBe(TimeSpan.FromSeconds(20));
        BackoffRules.Wait(500).ShouldBe(BackoffRules.Longest);
    }

    [Fact]
    public void One_network_cannot_try_more_than_its_burst()
    {
        using var attempts = AnotherServer(burst: 3);
        Enumerable.Range(0, 3).Select(i => attempts.Admit(_here.Agency, "name" + i, "192.0.2.0/24")).ShouldAllBe(refusal => refusal == null);
        attempts.Admit(_here.Agency, "name4", "192.0.2.0/24")!.Code.ShouldBe(PeopleRefusals.TooOften);
        attempts.Admit(_here.Agency, "name4", "198.51.100.0/24").ShouldBeNull();
    }

    private Attempts AnotherServer(int burst = 1_000) =>
        new(_here.Clock, new PeopleOptions { SignInBurst = burst }, _here.Get<Reads>(), _here.Get<UnitOfWork>(), _here.Get<Acts.Keys.MasterKey>());

    [Fact]
    public async Task A_restart_or_a_second_server_forgets_no_wrong_answer()
    {
        await _here.SetUp(await _here.Person("ilva.maren"));
        foreach (var login in new[] { "ilva.maren", "nobody.here" })
        {
            for (var i = 0; i < BackoffRules.Free + 2; i++)
            {
                await Door.ByPassword(login, "wrong wrong wrong", Installation.Somewhere);
                _here.Clock.Pass(BackoffRules.Wait(i + 1));
            }
            // However the name is written, it is one name.
            (await Door.ByPassword(login + "@port-verrin", "wrong wrong wrong", Installation.Somewhere)).Codes().ShouldBe(["people.sign-in-refused"]);
            using var restarted = AnotherServer();
            restarted.Admit(_here.Agency, "login:" + login, "192.0.2.0/24").ShouldNotBeNull().Values["seconds"].ShouldBe("20");
            restarted.Admit(_here.Agency, "login:somebody.else", "192.0.2.0/24").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Signing_in_and_an_hour_without_a_try_begin_anew()
    {
        var (_, secret) = await _here.SetUp(await _here.Person("ilva.maren"));
        async Task Wrong(int times) { for (var i = 0; i < times; i++) await Door.ByPassword("ilva.maren", "wrong wrong wrong", Installation.Somewhere); }
        await Wrong(BackoffRules.Free);
        _here.Clock.Pass(TimeSpan.FromSeconds(60));
        (await Door.SecondStep(await Half(), _here.CodeOf(secret), Installation.Somewhere)).Done.ShouldBeTrue();
        await Wrong(BackoffRules.Free);
        _here.Clock.Pass(BackoffRules.Forgotten + TimeSpan.FromSeconds(1));
        await Wrong(1);
        (await Door.ByPassword("ilva.maren", Password, Installation.Somewhere)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Losing_the_second_factor_ends_everything_and_the_person_is_told()
    {
        var person = await _here.Person("ilva.maren");
        await _here.SetUp(person);
        (await Factors.RemoveAll(_here.Administrator, person, null)).Codes().ShouldBe(["acts.reason-missing"]);
        (await Factors.RemoveAll(_here.Administrator, person, "Phone and sheet burned.")).Done.ShouldBeTrue();
        _here.Get<SignedIn>().Of(_here.Agency, person).ShouldBeEmpty();
        (await Door.ByPassword("ilva.maren", Password, Installation.Somewhere)).Codes().ShouldBe(["people.sign-in-refused"]);
        _here.OpenDuties(person).ShouldHaveSingleItem().Kind.ShouldBe(SecondFactors.RemovedDuty);
        (await _here.Get<SeeNotice>().Run(Actor.Person(_here.Agency, person), person)).Done.ShouldBeTrue();
        _here.OpenDuties(person).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_secret_of_an_authenticator_is_not_readable_in_the_database()
    {
        var (_, secret) = await _here.SetUp(await _here.Person("ilva.maren"));
        using var db = _here.Get<Reads>().Open(_here.Agency);
        var stored = db.Set<Factor>().Single().Secret!;
        stored.AsSpan().IndexOf(secret).ShouldBe(-1);
        stored.Length.ShouldBe(secret.Length + 28);
    }

    private async Task<LiveSession> Half() => _here.Session((await Door.ByPassword("ilva.maren", Password, Installation.Somewhere)).Value!);
}
