using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.People.Absences;
using Probity.People.Accounts;

namespace Probity.Judgement.Seconds;

/// <summary>The content of the acts "second drawn" and "third drawn": enough to draw again and find the same person.</summary>
public sealed record DrawPayload(Seat Seat, Guid? Person, int Eligible, string Secret);

/// <summary>The content of the act "settler drawn", in the same way.</summary>
public sealed record SettlerDrawPayload(Guid? Person, int Eligible, string Secret);

/// <summary>Draws the second or third person, or who settles a contest, at random among those who may, and gives them the duty.</summary>
public sealed class SecondDraw(Gate gate, Accounts accounts, Competence competence, RandomNumberGenerator numbers)
{
    private static readonly TimeSpan SecondDue = TimeSpan.FromHours(4);

    private static readonly Statement Reviews = new("""
        SELECT s.person, d.officer, count(*) FROM judgement_step s JOIN judgement_decision d ON d.id = s.decision
        WHERE s.agency = @p0 AND s.name = 'Seconded' AND s.at >= @p1 GROUP BY s.person, d.officer
        """);

    /// <summary>Draws, records the draw, owes the duty; the decision's change carries the person. Nobody eligible leaves the seat open, and the page says so.</summary>
    internal DecisionChange Draw(Work work, DecisionFile file, DecisionChange change, Seat seat, AccountId? not = null)
    {
        var decision = file.Decision;
        var about = Subject.Of(JudgementActs.Subject, decision.Id);
        var due = work.Now + (seat == Seat.Second ? SecondDue : TimeSpan.FromHours(file.Opened.Protocol.SettleHours));
        var (drawn, eligible, secret) = Pick(work, file, due, new[] { decision.Officer, decision.Second, decision.Third, not }.OfType<AccountId>().ToHashSet());
        gate.Note(work, file, seat == Seat.Second ? JudgementActs.SecondDrawn : JudgementActs.ThirdDrawn, new DrawPayload(seat, drawn?.Value, eligible, secret));
        work.Owe(seat == Seat.Second ? JudgementDuties.Second : JudgementDuties.Third, about, drawn, due);
        work.Fall(JudgementDuties.DrawAgain, about, SecondRules.Nears(work.Now, due));
        return seat == Seat.Second ? change with { Second = drawn } : change with { Third = drawn };
    }

    /// <summary>Draws who settles a contest, as soon as a third person would: somebody who had no part so far, and is not the one who contests.</summary>
    /// <param name="not">Who contests, or hands the settling back.</param>
    internal DecisionChange DrawSettler(Work work, DecisionFile file, DecisionChange change, AccountId? not = null)
    {
        var about = Subject.Of(JudgementActs.Subject, file.Decision.Id);
        var due = work.Now.AddHours(file.Opened.Protocol.SettleHours);
        var (drawn, eligible, secret) = Pick(work, file, due, Without(file, not));
        gate.Note(work, file, JudgementActs.SettlerDrawn, new SettlerDrawPayload(drawn?.Value, eligible, secret));
        work.Owe(JudgementDuties.Settle, about, drawn, due);
        work.Fall(JudgementDuties.DrawAgain, about, SecondRules.Nears(work.Now, due));
        return change with { Settler = drawn, SettlerReadAt = null };
    }

    /// <summary>Whether this person could be drawn to settle the contest now.</summary>
    internal bool CouldSettle(Work work, DecisionFile file, AccountId person) => Eligible(work, file, work.Now.AddTicks(1), Without(file, null)).Any(possible => possible.Account == person);

    private static HashSet<AccountId> Without(DecisionFile file, AccountId? not)
    {
        var part = file.TookPart();
        if (not is { } one) part.Add(one);
        return part;
    }

    private (AccountId? Drawn, int Eligible, string Secret) Pick(Work work, DecisionFile file, DateTimeOffset due, IReadOnlySet<AccountId> seated)
    {
        var eligible = Eligible(work, file, due, seated);
        var secret = new byte[16];
        numbers.GetBytes(secret);
        return (SecondRules.Drawn(eligible, file.Decision.Id, secret)?.Account, eligible.Count, Convert.ToHexStringLower(secret));
    }

    private IReadOnlyList<PossibleSecond> Eligible(Work work, DecisionFile file, DateTimeOffset due, IReadOnlySet<AccountId> seated)
    {
        var (agency, decision) = (work.Actor.Agency, file.Decision);
        var reviews = work.Query(Reviews, row => (Person: row.IdOrNull<AccountId>(0), Officer: row.IdOrNull<AccountId>(1), Count: (int)row.Number(2)), agency, work.Now.AddDays(-30));
        var away = work.Away(agency, work.Now, due);
        var people = accounts.Holding(agency, Right.JudgeSecond).Select(card => new PossibleSecond(
            card.Id, card.UnitId?.Value, competence.ForSecond(agency, card.Id, work.Now) is { } certificate && certificate.ValidUntil > work.Now,
            reviews.Where(r => r.Person == card.Id).Sum(r => r.Count), reviews.Where(r => r.Person == card.Id && r.Officer == decision.Officer).Sum(r => r.Count), away.Contains(card.Id)));
        var unit = decision.Officer is { } officer ? accounts.Find(agency, officer)?.UnitId?.Value : null;
        return SecondRules.Eligible(people, seated, unit, file.Opened.Protocol);
    }
}
