using Probity.Acts.Ids;
using Probity.People.Accounts;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.People.SignIn.Passkeys;
using Keys = Probity.People.SignIn.Passkeys.Passkeys;

namespace Probity.People.Tests.SignIn;

public sealed class PasskeyTests : IDisposable
{
    private static readonly Site Here = new("probity.example", "https://probity.example");

    private readonly Installation _house = new();
    private readonly SoftwareAuthenticator _device = new();

    private Keys Passkeys => _house.Get<Keys>();
    private People.SignIn.SignIn SignIn => _house.Get<People.SignIn.SignIn>();

    private async Task<LiveSession> Somebody(string login = "ilva.maren") => (await _house.SetUp(await _house.Person(login))).Session;

    private async Task<LiveSession> WithPasskey(SoftwareAuthenticator? device = null)
    {
        var session = await Somebody();
        (await Passkeys.Add(session, (device ?? _device).Make(Passkeys.ToMake(session, Here, _house.Card(session.Account))), Here, "Firefox, Linux")).Done.ShouldBeTrue();
        return session;
    }

    private string Asked() => Passkeys.ToShow(Installation.Somewhere.DeviceMark, Here);

    private Task<Acts.Refusals.Outcome<Ticket>> Enter(string shown) => SignIn.ByPasskey(shown, Here, Installation.Somewhere);

    [Theory, InlineData(CoseKey.Es256), InlineData(CoseKey.EdDsa), InlineData(CoseKey.Rs256)]
    public async Task A_passkey_that_was_added_signs_its_person_in_at_once(int alg)
    {
        using var device = new SoftwareAuthenticator(alg) { Count = 7 };
        var session = await WithPasskey(device);
        var entered = await Enter(device.Show(Asked()));
        entered.Done.ShouldBeTrue();
        var live = _house.Session(entered.Value!);
        (live.Account, live.Stage, live.FirstStep).ShouldBe((session.Account, Stage.Full, FirstStep.Passkey));
        Passkeys.Of(session.Agency, session.Account).Single().UsedAt.ShouldNotBeNull();
        _house.ActsAbout(session.Account.Value).ShouldContain("people.passkey-added");
    }

    [Theory, InlineData(CoseKey.Es256), InlineData(CoseKey.EdDsa), InlineData(CoseKey.Rs256)]
    public async Task A_signature_with_one_changed_bit_opens_nothing(int alg)
    {
        using var device = new SoftwareAuthenticator(alg);
        await WithPasskey(device);
        var answer = PasskeyAnswer.Read(device.Show(Asked()))!;
        var key = Passkeys.Of(_house.Agency, OnlyAccount()).Single().PublicKey;
        PasskeyRules.Shown(answer, Here, _ => true, key, 0).ShouldBe(0u);
        answer.Signature[^9] ^= 1;
        PasskeyRules.Shown(answer, Here, _ => true, key, 0).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_answer_counts_once()
    {
        await WithPasskey();
        var shown = _device.Show(Asked());
        (await Enter(shown)).Done.ShouldBeTrue();
        (await Enter(shown)).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task An_answer_given_at_another_address_is_refused()
    {
        await WithPasskey();
        _device.Origin = "https://probity.example.evil.example";
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task An_answer_for_another_site_is_refused()
    {
        await WithPasskey();
        _device.RpId = "evil.example";
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Theory, InlineData(0x01), InlineData(0x04), InlineData(0x00)]
    public async Task A_device_that_did_not_recognise_its_holder_opens_nothing(byte flags)
    {
        await WithPasskey();
        _device.Flags = flags;
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task A_challenge_ends_after_five_minutes()
    {
        await WithPasskey();
        var asked = Asked();
        _house.Clock.Pass(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await Enter(_device.Show(asked))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task A_challenge_of_another_browser_is_refused()
    {
        await WithPasskey();
        var elsewhere = new byte[32];
        elsewhere[0] = 1;
        (await Enter(_device.Show(Passkeys.ToShow(elsewhere, Here)))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task A_challenge_that_we_never_gave_is_refused()
    {
        await WithPasskey();
        (await Enter(_device.Show("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task A_key_whose_count_goes_back_was_copied_and_is_refused()
    {
        _device.Count = 9;
        await WithPasskey();
        _device.Count = 4;
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task An_answer_to_making_is_none_to_showing()
    {
        await WithPasskey();
        (await Enter(_device.Show(Asked(), "webauthn.create"))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task Another_device_with_the_name_of_this_key_opens_nothing()
    {
        var session = await WithPasskey();
        using var other = new SoftwareAuthenticator();
        other.Make(Passkeys.ToMake(session, Here, _house.Card(session.Account)));
        var forged = other.Show(Asked()).Replace(System.Buffers.Text.Base64Url.EncodeToString(other.Id), System.Buffers.Text.Base64Url.EncodeToString(_device.Id), StringComparison.Ordinal);
        (await Enter(forged)).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("{}"), InlineData("[]"), InlineData("{\"id\":\"!\"}"), InlineData("{\"id\":7}"), InlineData("null")]
    public async Task What_is_no_answer_is_refused(string? typed)
    {
        var session = await Somebody();
        (await Enter(typed!)).Codes().ShouldBe(["people.passkey-refused"]);
        (await Passkeys.Add(session, typed, Here, "")).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task Every_byte_of_an_answer_counts()
    {
        await WithPasskey();
        for (var at = 0; at < 37; at++)
        {
            var answer = PasskeyAnswer.Read(_device.Show(Asked()))!;
            answer.AuthenticatorData[at] ^= 0x10;
            var key = Passkeys.Of(_house.Agency, OnlyAccount()).Single();
            PasskeyRules.Shown(answer, Here, _ => true, key.PublicKey, 0).ShouldBeNull($"byte {at}");
        }
    }

    private AccountId OnlyAccount()
    {
        using var db = _house.Get<Acts.Storage.Reads>().Open(_house.Agency);
        return db.Set<Passkey>().Single().Account;
    }

    [Fact]
    public async Task A_passkey_is_the_second_step_after_a_password_and_only_in_that_session()
    {
        var session = await WithPasskey();
        var half = _house.Session((await SignIn.ByPassword("ilva.maren", "a long enough secret", Installation.Somewhere)).Value!);
        half.Stage.ShouldBe(Stage.SecondFactor);
        (await SignIn.SecondStepByPasskey(half, _device.Show(Asked()), Here, Installation.Somewhere)).Codes().ShouldBe(["people.passkey-refused"]);
        var shown = _device.Show(Passkeys.ToShow(half.Id.Value.ToByteArray(bigEndian: true), Here, half));
        var entered = await SignIn.SecondStepByPasskey(half, shown, Here, Installation.Somewhere);
        entered.Done.ShouldBeTrue();
        _house.Session(entered.Value!).Account.ShouldBe(session.Account);
        (await SignIn.SecondStepByPasskey(half, shown, Here, Installation.Somewhere)).Done.ShouldBeFalse();
    }

    [Fact]
    public async Task A_passkey_that_was_removed_opens_nothing_and_nobody_removes_one_of_another()
    {
        var session = await WithPasskey();
        var (id, other) = (Passkeys.Of(session.Agency, session.Account).Single().Id, await Somebody("oren.basti"));
        (await Passkeys.Remove(other, id)).Codes().ShouldBe(["acts.unknown"]);
        (await Passkeys.Remove(session, id)).Done.ShouldBeTrue();
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
        _house.ActsAbout(session.Account.Value).ShouldContain("people.passkey-removed");
    }

    [Fact]
    public async Task Who_lost_everything_loses_their_passkeys_too()
    {
        var session = await WithPasskey();
        (await _house.Get<SecondFactors>().RemoveAll(_house.Administrator, session.Account, "Lost phone and sheet")).Done.ShouldBeTrue();
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task A_switched_off_person_does_not_come_in_by_passkey()
    {
        var session = await WithPasskey();
        (await _house.Get<SwitchAccount>().Off(_house.Administrator, session.Account, "Left the agency")).Done.ShouldBeTrue();
        (await Enter(_device.Show(Asked()))).Codes().ShouldBe(["people.passkey-refused"]);
    }

    [Fact]
    public async Task One_key_is_added_once()
    {
        var session = await WithPasskey();
        (await Passkeys.Add(session, _device.Make(Passkeys.ToMake(session, Here, _house.Card(session.Account))), Here, "")).Codes().ShouldBe(["people.passkey-refused"]);
    }

    public void Dispose()
    {
        _device.Dispose();
        _house.Dispose();
    }
}
