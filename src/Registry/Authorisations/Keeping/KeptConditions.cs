using Probity.Acts.Storage;
using Probity.Desk.Parts;

namespace Probity.Registry.Authorisations.Keeping;

public sealed record KeptCondition(Condition Condition, ConditionStanding Standing, IReadOnlyList<ConditionRecord> Records);

/// <summary>The conditions of an authorisation with how each stands now.</summary>
internal static class KeptConditions
{
    public static IReadOnlyList<KeptCondition> Of(ProbityDb db, Authorisation granted, Func<DateTimeOffset, DateOnly> dayOf, DateTimeOffset now)
    {
        var records = db.Set<ConditionRecord>().Where(row => row.Authorisation == granted.Id).ToList().ToLookup(row => row.Condition);
        var (from, today) = (dayOf(granted.FromAt ?? granted.GrantedAt ?? granted.PreparedAt), dayOf(now));
        return [.. granted.Conditions.Select(condition =>
        {
            List<ConditionRecord> own = [.. records[condition.Id].OrderByDescending(row => row.Day).ThenByDescending(row => row.Id.Value)];
            return new KeptCondition(condition, KeepingRules.StandingOf(condition, own.Count == 0 ? null : (own[0].Result, own[0].Day), from, today), own);
        })];
    }

    public static StateKind Kind(this ConditionState state) => state switch
    {
        ConditionState.Met => StateKind.Ok,
        ConditionState.Breached or ConditionState.Overdue => StateKind.Stop,
        ConditionState.Late or ConditionState.InPart => StateKind.Attention,
        ConditionState.NotRecorded => StateKind.Neutral,
        _ => StateKind.Info,
    };
}
