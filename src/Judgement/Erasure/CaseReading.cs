using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Erasure;

/// <summary>Everything that stands under one case number.</summary>
public static class CaseReading
{
    /// <summary>The word for a case among subjects; its id is a keyed hash of its number, so that holds and acts do not list case numbers.</summary>
    public const string Kind = "case";

    private static readonly Statement Decisions = new("SELECT id, state, opened_at, expires_at FROM judgement_decision WHERE agency = @p0 AND case_number = @p1");

    public static CaseFacts Case(this Session session, DataKeys keys, AgencyId agency, string number, DateTimeOffset now)
    {
        var decisions = session.Query(Decisions, row => (Id: row.Id<DecisionId>(0), State: row.Word<DecisionState>(1), Opened: row.Moment(2), Expires: row.Moment(3)), agency, number);
        // A contest has no time limit of the protocol: until it is settled the case is not over.
        var moving = decisions.Count(decision => decision.State == DecisionState.Contested || (DecisionRules.StillMoves(decision.State) && decision.Expires > now));
        IReadOnlyList<Hold> holds =
        [
            .. session.Held(agency, new Subject(Kind, keys.CaseId(agency, number)), now),
            .. decisions.SelectMany(decision => session.Held(agency, Subject.Of(JudgementActs.Subject, decision.Id), now)),
        ];
        return new CaseFacts(decisions.Count, moving, decisions.Count == 0 ? null : decisions.Min(decision => decision.Opened), decisions.Count == 0 ? null : decisions.Max(decision => decision.Opened), holds);
    }
}
