using Probity.Acts.Refusals;
using Probity.People.Accounts;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.People.SignIn.Passkeys;
using Keys = Probity.People.SignIn.Passkeys.Passkeys;

namespace Probity.People.Tests.SignIn;

/// <summary>Somebody who is signed in shows again that it is them.</summary>
public sealed class ConfirmTests : IDisposable
{
    private static readonly Site Here = new("probity.example", "https://probity.example");

    private readonly Installation _house = new();
    private readonly SoftwareAuthenticator _device = new();

    private People.SignIn.SignIn Door => _house.Get<People.SignIn.SignIn>();
    private SignedIn Sessions => _house.Get<SignedIn>();
    private Keys Passkeys => _house.Get<Keys>();

    private async Task<(LiveSession Session, byte[] Secret)> Stale(string login = "ilva.maren")
    {
        var (session, secret) = await _house.SetUp(await _house.Person(login));
        Sessions.IsFresh(session).ShouldBeTrue();
        _house.Clock.Pass(SessionRules.FreshFor);
        Sessions.IsFresh(session).ShouldBeFalse();
        return (session, secret);
    }

    private Task<Outcome<Ticket>> Confirm(LiveSession session, string? code) => Door.Confirm(session, code, Installation.Somewhere);

    [Theory]
    [InlineData(FirstStep.Password, 0, true), InlineData(FirstStep.Password, 599, true), InlineData(FirstStep.Password, 600, false), InlineData(FirstStep.Link, 600, false), InlineData(FirstStep.Passkey, 86_400, false)]
    [InlineData(FirstStep.Password, -599, true), InlineData(FirstStep.Password, -600, false)]
    [InlineData(FirstStep.SampleLink, 600, true)]
    public void A_proof_is_fresh_for_ten_minutes_and_a_sample_link_never_was_one(FirstStep first, int seconds, bool fresh)
    {
        var confirmed = new DateTimeOffset(2026, 11, 23, 10, 20, 0, TimeSpan.Zero);
        SessionRules.IsFresh(first, confirmed, confirmed.AddSeconds(seconds)).ShouldBe(fresh);
    }

    [Fact]
    public async Task A_code_makes_a_new_session_in_the_place_of_the_old_one_and_it_ends_no_later()
    {
        var (old, secret) = await Stale();
        var cookie = (await Confirm(old, _house.CodeOf(secret))).Value.ShouldNotBeNull();
        var renewed = _house.Session(cookie);
        Sessions.IsFresh(renewed).ShouldBeTrue();
        renewed.Id.ShouldNotBe(old.Id);
        (renewed.Account, renewed.Stage, renewed.FirstStep, renewed.EndsAt).ShouldBe((old.Account, Stage.Full, old.FirstStep, old.EndsAt));
        var listed = Sessions.Of(_house.Agency, old.Account).ShouldHaveSingleItem();
        (listed.Id, listed.MadeAt).ShouldBe((renewed.Id, _house.Clock.GetUtcNow() - SessionRules.FreshFor));
        _house.ActsAbout(old.Account.Value)[^1].ShouldBe("people.confirmed");
    }

    [Fact]
    public async Task The_cookie_of_before_planted_or_stolen_is_worth_nothing()
    {
        var (_, secret) = await _house.SetUp(await _house.Person("ilva.maren"));
        _house.Clock.Pass(TimeSpan.FromMinutes(1));
        var half = (await Door.ByPassword("ilva.maren", "a long enough secret", Installation.Somewhere)).Value!;
        var full = (await Door.SecondStep(_house.Session(half), _house.CodeOf(secret), Installation.Somewhere)).Value!;
        _house.Clock.Pass(SessionRules.FreshFor);
        (await Confirm(_house.Session(full), _house.CodeOf(secret))).Done.ShouldBeTrue();
        Sessions.Find(full.Cookie).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_codes_change_nothing_count_with_those_of_signing_in_and_are_an_act()
    {
        var (session, secret) = await Stale();
        for (var i = 0; i < BackoffRules.Free; i++) (await Confirm(session, "000000")).Codes().ShouldBe(["people.factor-refused"]);
        (await Confirm(session, "000000")).Codes().ShouldBe(["people.factor-refused"]);
        (await Confirm(session, _house.CodeOf(secret))).Codes().ShouldBe(["people.too-often"]);
        _house.ActsAbout(session.Account.Value)[^1].ShouldBe("people.sign-in-held-back");
        Sessions.IsFresh(session).ShouldBeFalse();

        // The same wait holds back the second step of signing in.
        var half = _house.Session((await Door.ByPassword("ilva.maren", "a long enough secret", Installation.Somewhere)).Value!);
        (await Door.SecondStep(half, _house.CodeOf(secret), Installation.Somewhere)).Codes().ShouldBe(["people.too-often"]);

        _house.Clock.Pass(BackoffRules.Wait(BackoffRules.Free + 1));
        (await Confirm(session, _house.CodeOf(secret))).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_of_somebody_else_and_a_code_that_was_used_are_refused()
    {
        var (session, secret) = await Stale();
        var (_, others) = await _house.SetUp(await _house.Person("oren.basti"));
        (await Confirm(session, _house.CodeOf(others))).Codes().ShouldBe(["people.factor-refused"]);
        var code = _house.CodeOf(secret);
        var renewed = _house.Session((await Confirm(session, code)).Value!);
        (await Confirm(renewed, code)).Codes().ShouldBe(["people.factor-refused"]);
    }

    [Fact]
    public async Task A_passkey_confirms_its_own_person_in_this_session_and_once()
    {
        var session = await WithPasskey("ilva.maren", _device);
        using var theirs = new SoftwareAuthenticator();
        var other = await WithPasskey("oren.basti", theirs);
        _house.Clock.Pass(SessionRules.FreshFor);
        string Asked(LiveSession of) => Passkeys.ToShow(of.Id.Value.ToByteArray(bigEndian: true), Here, of);

        (await Shown(session, theirs.Show(Asked(session)))).Codes().ShouldBe(["people.passkey-refused"]);
        (await Shown(session, _device.Show(Asked(other)))).Codes().ShouldBe(["people.passkey-refused"]);
        (await Shown(session, _device.Show(Passkeys.ToShow(Installation.Somewhere.DeviceMark, Here)))).Codes().ShouldBe(["people.passkey-refused"]);
        (await Shown(session, null)).Codes().ShouldBe(["people.passkey-refused"]);
        Sessions.IsFresh(session).ShouldBeFalse();

        var shown = _device.Show(Asked(session));
        var renewed = _house.Session((await Shown(session, shown)).Value!);
        (Sessions.IsFresh(renewed), renewed.Account).ShouldBe((true, session.Account));
        (await Shown(renewed, shown)).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task Half_a_session_confirms_nothing_and_a_switched_off_person_neither()
    {
        var (session, secret) = await Stale();
        var half = _house.Session((await Door.ByPassword("ilva.maren", "a long enough secret", Installation.Somewhere)).Value!);
        (await Confirm(half, _house.CodeOf(secret))).Codes().ShouldBe(["people.session-ended"]);
        (await _house.Get<SwitchAccount>().Off(_house.Administrator, session.Account, "Left the agency")).Done.ShouldBeTrue();
        (await Confirm(session, _house.CodeOf(secret))).Codes().ShouldBe(["people.sign-in-refused"]);
    }

    [Fact]
    public async Task Many_right_answers_at_once_make_one_session()
    {
        var (session, secret) = await Stale();
        var code = _house.CodeOf(secret);
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Confirm(session, code)))).Count(answer => answer.Done).ShouldBe(1);
        Sessions.Of(_house.Agency, session.Account).Count.ShouldBe(1);
    }

    private async Task<LiveSession> WithPasskey(string login, SoftwareAuthenticator device)
    {
        var session = (await _house.SetUp(await _house.Person(login))).Session;
        (await Passkeys.Add(session, device.Make(Passkeys.ToMake(session, Here, _house.Card(session.Account))), Here, "Firefox, Linux")).Done.ShouldBeTrue();
        return session;
    }

    private Task<Outcome<Ticket>> Shown(LiveSession session, string? shown) => Door.ConfirmByPasskey(session, shown, Here, Installation.Somewhere);

    public void Dispose()
    {
        _device.Dispose();
        _house.Dispose();
    }
}
