using System.Globalization;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;
using Probity.Judgement.Seconds;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.PortVerrin.Scale;

/// <summary>Draws who decides what when: patterns of Port Verrin, officers with the same habits, second persons as the gate would draw them.</summary>
internal sealed class Planning
{
    /// <summary>A decision whose receipt was used has about eleven acts, the others five; so often are they taken that together they have about nine.</summary>
    private const int ReceiptsOften = 16;

    /// <summary>Of a hundred decisions, how many begin with a sign-in and end with a sign-out.</summary>
    private const int SignsIn = 35;

    /// <summary>What is not finished lies in the last days, and is few.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(3);
    private const int UnfinishedPercent = 3;

    private readonly Crowd _crowd;
    private readonly Hours _hours;
    private readonly DateTimeOffset _end;
    private readonly JournalBook _book;
    private readonly DataKeys _keys;
    private readonly PersonMarks _marks;
    private readonly Pattern[] _finished, _unfinished;
    private readonly LiveUse[][] _uses;
    private readonly PossibleSecond[][] _secondsByUnit;
    private readonly Member _complaints;

    public Planning(Crowd crowd, Hours hours, DateTimeOffset end, int uses, IReadOnlyList<Pattern> patterns, LiveUses live, JournalBook book, DataKeys keys, PersonMarks marks)
    {
        (_crowd, _hours, _end, _book, _keys, _marks) = (crowd, hours, end, book, keys, marks);
        _finished = [.. patterns.Where(pattern => pattern.Finished).SelectMany(pattern => Enumerable.Repeat(pattern, pattern.ReceiptUsed ? ReceiptsOften : 1))];
        _unfinished = [.. patterns.Where(pattern => !pattern.Finished)];
        var running = Enumerable.Range(0, patterns.Max(pattern => pattern.Terms) + 1).Select(terms => Ground.FaceSearch(uses, terms).Select(id => live.Find(Ground.Id, id)!).ToArray());
        _uses = [.. running];
        _secondsByUnit = [.. Enumerable.Range(0, crowd.Units.Count).Select(unit => crowd.Seconds.Where(member => member.Unit != unit).Select(member => new PossibleSecond(member.Id, null, true, 0, 0)).ToArray())];
        _complaints = crowd.One(Role.Complaints);
    }

    public HourOfDecisions Hour(int hour)
    {
        var draws = new Draws(string.Create(CultureInfo.InvariantCulture, $"scale:{hour}"));
        var (number, until, start) = (_hours.Before(hour), _hours.Before(hour + 1), _hours.Start(hour));
        var count = (int)(until - number);
        var copies = new List<Copy>(count);
        var acts = new List<TimedAct>(count * 10);
        for (var i = 0; i < count; i++)
        {
            var opened = start.AddMilliseconds((i * 3_600_000L + draws.Below(3_600_000)) / count);
            if (Pattern(draws, opened) is not { } pattern) continue;
            // Now and then two decisions in one case.
            var same = copies.Count > 0 && draws.PerCent(15);
            var copy = One(draws, pattern, opened, same ? copies[^1][Said.Case] : string.Create(CultureInfo.InvariantCulture, $"VC-{opened.Year}-{number + i:0000000}"));
            copies.Add(copy);
            acts.AddRange(pattern.Acts.Select((act, index) => new TimedAct(copy.At(act.After), copy, index, null)));
            if (draws.PerCent(SignsIn)) SignIn(draws, acts, new AccountId(copy[Whose.Officer]), opened);
        }
        return new HourOfDecisions(copies, [.. acts.OrderBy(act => act.At)]);
    }

    private Pattern? Pattern(Draws draws, DateTimeOffset opened)
    {
        if (opened > _end - Lately && draws.PerCent(UnfinishedPercent)) return Fitting(draws, _unfinished, opened);
        return Fitting(draws, _finished, opened) ?? Fitting(draws, _unfinished, opened);
    }

    /// <summary>Nothing happens after the end; a pattern that would reach beyond it does not fit any more.</summary>
    private Pattern? Fitting(Draws draws, Pattern[] patterns, DateTimeOffset opened)
    {
        for (var i = 0; i < 12; i++)
            if (draws.Of(patterns) is var pattern && opened + pattern.Takes < _end) return pattern;
        return null;
    }

    private Copy One(Draws draws, Pattern pattern, DateTimeOffset opened, string number)
    {
        var (use, officer) = (draws.Of(_uses[pattern.Terms]), draws.Of(_crowd.Officers[pattern.Officer]));
        var granted = use.Authorisation!;
        var copy = new Copy(pattern, opened, _keys.Likely(Ground.Id, _keys.Case(Ground.Id, number))) { From = granted.From, Until = granted.Until, Marks = _marks };
        copy[Whose.Decision] = Guid.CreateVersion7(opened);
        copy[Whose.Agency] = Ground.Id.Value;
        copy[Whose.Officer] = officer.Id.Value;
        copy[Whose.Complaints] = _complaints.Id.Value;
        copy[Whose.Client] = Ground.Client.Value;
        copy[Whose.Use] = use.Id.Value;
        copy[Whose.Version] = use.SystemVersionId.Value;
        copy[Whose.Authorisation] = granted.Id.Value;
        copy[Whose.Leader] = granted.By.Value;
        copy[Said.Case] = number;
        copy[Said.UseReference] = use.Reference;
        copy[Said.UseName] = use.Name;
        copy[Said.Agency] = Ground.Name;
        copy[Said.Leader] = granted.ByName;
        copy[Said.AuthorisationHash] = granted.ContentHash;
        IReadOnlyList<PossibleSecond> eligible = _secondsByUnit[officer.Unit];
        foreach (var whose in pattern.Drawn)
        {
            var secret = Secret(draws);
            var drawn = SecondRules.Drawn(eligible, new DecisionId(copy[Whose.Decision]), secret)!;
            copy.Draws[whose - Whose.Second] = new Draw(Convert.ToHexStringLower(secret), eligible.Count);
            copy[whose] = drawn.Account.Value;
            if (pattern.Drawn.Count > 1) eligible = [.. eligible.Where(person => person != drawn)];
        }
        return copy;
    }

    private static byte[] Secret(Draws draws)
    {
        var secret = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(secret, draws.Bits());
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(secret.AsSpan(8), draws.Bits());
        return secret;
    }

    private void SignIn(Draws draws, List<TimedAct> acts, AccountId person, DateTimeOffset opened)
    {
        var (entered, left) = (opened.AddSeconds(-draws.Between(20, 600)), opened.AddMinutes(draws.Between(10, 200)));
        if (left >= _end) return;
        var session = Guid.CreateVersion7(entered);
        Add(entered, People.SignIn.SignIn.Entered, new { Account = person, First = FirstStep.Password, Second = FactorKind.Authenticator });
        Add(left, EndSession.SignedOut, new { Session = session });

        void Add(DateTimeOffset at, ActKind kind, object payload) => acts.Add(new TimedAct(at, null, 0, _book.Seal(Actor.Person(Ground.Id, person), new Act
        {
            Kind = kind, Subject = Subject.Of(People.Accounts.Account.SubjectKind, person), Reason = null, Scope = KeyScope.Person(person.Value), Payload = payload,
        }, at)));
    }
}
