using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Tests.Sessions;

public sealed class SessionTests : IDisposable
{
    private readonly Installation _here = new(sample: true);

    public void Dispose() => _here.Dispose();

    private SignedIn Sessions => _here.Get<SignedIn>();

    private async Task<string> SignIn(AccountId person)
    {
        var link = (await _here.Get<SignInLinks>().Make(_here.Administrator, person, sample: true)).Value!;
        return (await _here.Get<Probity.People.SignIn.SignIn>().ByLink(link.Token, Installation.Somewhere)).Value!.Cookie;
    }

    [Fact]
    public async Task Ends_after_half_an_hour_without_a_request_and_lives_on_with_requests()
    {
        var cookie = await SignIn(await _here.Person("a.b"));
        for (var i = 0; i < 5; i++)
        {
            _here.Clock.Pass(TimeSpan.FromMinutes(29));
            Sessions.Find(cookie).ShouldNotBeNull();
        }
        _here.Clock.Pass(TimeSpan.FromMinutes(30));
        Sessions.Find(cookie).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_after_twelve_hours_whatever_happens()
    {
        var cookie = await SignIn(await _here.Person("a.b"));
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20)
        {
            _here.Clock.Pass(TimeSpan.FromMinutes(20));
            Sessions.Find(cookie).ShouldNotBeNull();
        }
        _here.Clock.Pass(TimeSpan.FromMinutes(20));
        Sessions.Find(cookie).ShouldBeNull();
    }

    [Fact]
    public async Task Ending_a_session_holds_for_the_next_request()
    {
        var person = await _here.Person("a.b");
        var (one, other) = (await SignIn(person), await SignIn(person));
        var mine = Sessions.Find(one)!;
        (await _here.Get<EndSession>().OneOfMine(mine, Sessions.Find(other)!.Id)).Done.ShouldBeTrue();
        Sessions.Find(other).ShouldBeNull();
        Sessions.Find(one).ShouldNotBeNull();
        (await _here.Get<EndSession>().SignOut(mine)).Done.ShouldBeTrue();
        Sessions.Find(one).ShouldBeNull();
    }

    [Fact]
    public async Task All_others_end_and_this_one_stays()
    {
        var person = await _here.Person("a.b");
        var cookies = new List<string>();
        for (var i = 0; i < 4; i++) cookies.Add(await SignIn(person));
        (await _here.Get<EndSession>().AllOthersOfMine(Sessions.Find(cookies[2])!)).Value.ShouldBe(3);
        cookies.Select(Sessions.Find).Count(session => session is not null).ShouldBe(1);
        Sessions.Find(cookies[2]).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_ends_a_session_that_is_not_theirs_without_the_right_and_a_reason()
    {
        var (officer, other) = (await _here.Person("a.b"), await _here.Person("c.d"));
        var (mine, theirs) = (Sessions.Find(await SignIn(officer))!, await SignIn(other));
        (await _here.Get<EndSession>().OneOfMine(mine, Sessions.Find(theirs)!.Id)).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<EndSession>().AllOf(Actor.Person(_here.Agency, officer), other, "I want to.")).Codes().ShouldBe(["acts.not-allowed"]);
        (await _here.Get<EndSession>().AllOf(_here.Administrator, other, "")).Codes().ShouldBe(["acts.reason-missing"]);
        (await _here.Get<EndSession>().AllOf(_here.Administrator, other, "Laptop stolen.")).Value.ShouldBe(1);
        Sessions.Find(theirs).ShouldBeNull();
    }

    [Fact]
    public async Task Switching_an_account_off_ends_its_sessions_at_once()
    {
        var person = await _here.Person("a.b");
        var cookie = await SignIn(person);
        (await _here.Get<SwitchAccount>().Off(_here.Administrator, person, "Left.")).Done.ShouldBeTrue();
        Sessions.Find(cookie).ShouldBeNull();
    }

    [Fact]
    public async Task Ending_wins_against_requests_that_come_meanwhile()
    {
        // Each round a session is asked for while it is being ended; once the ending is answered nobody may find it.
        var person = await _here.Person("a.b");
        for (var round = 0; round < 40; round++)
        {
            var cookie = await SignIn(person);
            using var stop = new CancellationTokenSource();
            var asking = Task.Run(() => { while (!stop.IsCancellationRequested) Sessions.Find(cookie); }, CancellationToken.None);
            await _here.Get<EndSession>().AllOf(_here.Administrator, person, "Round.");
            Sessions.Find(cookie).ShouldBeNull();
            await stop.CancelAsync();
            await asking;
        }
    }

    [Fact]
    public async Task A_role_that_was_taken_is_gone_for_whoever_asks_after_the_act()
    {
        var person = await _here.Person("a.b", Role.Trainer);
        _here.Card(person).May(Right.GrantCertificate).ShouldBeTrue();
        (await _here.Get<TakeRole>().Run(_here.Administrator, person, Role.Trainer, "Moves on.")).Done.ShouldBeTrue();
        _here.Card(person).May(Right.GrantCertificate).ShouldBeFalse();
    }

    [Fact]
    public async Task The_picture_of_accounts_is_never_older_than_the_last_answered_act()
    {
        var person = await _here.Person("a.b");
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 2).Select(_ => Task.Run(() => { while (!stop.IsCancellationRequested) _here.Card(person); }, CancellationToken.None)).ToList();
        for (var i = 0; i < 100; i++)
        {
            (await _here.Get<ChangeAccount>().Run(_here.Administrator, person, new AccountDetails("Name " + i, "", null, ["en"]))).Done.ShouldBeTrue();
            _here.Card(person).Name.ShouldBe("Name " + i);
        }
        await stop.CancelAsync();
        await Task.WhenAll(asking);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("short"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void What_is_no_cookie_of_ours_is_nobody(string? cookie) => Sessions.Find(cookie).ShouldBeNull();

    [Fact]
    public async Task A_changed_character_of_a_cookie_is_nobody()
    {
        var cookie = await SignIn(await _here.Person("a.b"));
        Sessions.Find(cookie).ShouldNotBeNull();
        for (var i = 0; i < cookie.Length - 1; i += 7)
            Sessions.Find(cookie[..i] + (cookie[i] == 'x' ? 'y' : 'x') + cookie[(i + 1)..]).ShouldBeNull();
    }
}
