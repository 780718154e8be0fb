using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.People.Accounts;

namespace Probity.Judgement.Seconds;

/// <summary>The content of the acts "second drawn" and "third drawn": enough to draw again and find the same person.</summary>
public sealed record DrawPayload(Seat Seat, Guid? Person, int Eligible, string Secret);

/// <summary>Draws the second or third person at random among those who may, and gives them the duty.</summary>
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
        var agency = work.Actor.Agency;
        var decision = file.Decision;
        var seated = new[] { decision.Officer, decision.Second, decision.Third, not }.OfType<AccountId>().ToHashSet();
        var reviews = work.Query(Reviews, row => (Person: row.IdOrNull<AccountId>(0), Officer: row.IdOrNull<AccountId>(1), Count: (int)row.Number(2)), agency, work.Now.AddDays(-30));
        var people = accounts.Holding(agency, Right.JudgeSecond).Select(card => new PossibleSecond(
            card.Id, card.UnitId?.Value, competence.ForSecond(agency, card.Id, work.Now) is { } certificate && certificate.ValidUntil > work.Now,
            reviews.Where(r => r.Person == card.Id).Sum(r => r.Count), reviews.Where(r => r.Person == card.Id && r.Officer == decision.Officer).Sum(r => r.Count)));
        var unit = decision.Officer is { } officer ? accounts.Find(agency, officer)?.UnitId?.Value : null;
        var eligible = SecondRules.Eligible(people, seated, unit, file.Opened.Protocol);
        var secret = new byte[16];
        numbers.GetBytes(secret);
        var drawn = SecondRules.Drawn(eligible, decision.Id, secret);
        gate.Note(work, file, seat == Seat.Second ? JudgementActs.SecondDrawn : JudgementActs.ThirdDrawn,
            new DrawPayload(seat, drawn?.Account.Value, eligible.Count, Convert.ToHexStringLower(secret)));
        work.Owe(seat == Seat.Second ? "judgement.second" : "judgement.third", Subject.Of(JudgementActs.Subject, decision.Id), drawn?.Account,
            work.Now + (seat == Seat.Second ? SecondDue : TimeSpan.FromHours(file.Opened.Protocol.SettleHours)));
        return seat == Seat.Second ? change with { Second = drawn?.Account } : change with { Third = drawn?.Account };
    }
}
