using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;

namespace Probity.Judgement;

/// <summary>
/// What the gate asks of people. A first view that nobody records in time lapses with its decision and nothing may follow from it, so nobody is told of it; a review of what was given
/// to protect, and what others wait for after a judgement, is told.
/// </summary>
internal static class JudgementDuties
{
    public const string View = "judgement.view", DrawAgain = "judgement.draw-again";

    public static readonly DutyRule
        Review = new("judgement.review", Right.SeeDecisions, TellAfter: TimeSpan.FromHours(4)),
        Second = new("judgement.second", Right.SeeDecisions, TellAfter: TimeSpan.FromHours(1)),
        Third = new("judgement.third", Right.SeeDecisions, TellAfter: TimeSpan.FromHours(4)),
        Settle = new("judgement.settle", Right.SeeDecisions, TellAfter: TimeSpan.FromHours(24));

    public static readonly IReadOnlyList<DutyRule> All = [Review, Second, Third, Settle];

    private static readonly Statement Where = new("SELECT state, expires_at FROM judgement_decision WHERE agency = @p0 AND id = @p1");

    /// <summary>Expiry is computed when read, so nobody crossed it off.</summary>
    public static readonly SubjectLapse Lapse = new(JudgementActs.Subject, (session, agency, id, now) =>
        session.First(Where, row => (State: row.Word<DecisionState>(0), Until: row.Moment(1)), agency, new DecisionId(id)) is var (state, until) && now >= until && DecisionRules.StillMoves(state));
}
