using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;

namespace Probity.Judgement.Drafts;

/// <summary>
/// Unsent text of a page, kept for its author under the case's key. Nothing is recorded by it: it is no act, nobody else sees it, and recording removes it.
/// </summary>
public sealed class SaveDraft(UnitOfWork unitOfWork, Gate gate, Competence competence, DataKeys keys)
{
    private const int Most = 64 * 1024;

    private static readonly Statement Put = new("""
        INSERT INTO judgement_draft(agency, decision, person, data_key, content, saved_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT(decision, person) DO UPDATE SET data_key = excluded.data_key, content = excluded.content, saved_at = excluded.saved_at
        """);
    private static readonly Statement Find = new("SELECT data_key, content, saved_at FROM judgement_draft WHERE agency = @p0 AND decision = @p1 AND person = @p2");

    public Task<Outcome<DateTimeOffset>> Run(Actor actor, DecisionId id, IReadOnlyDictionary<string, string> fields) => unitOfWork.Commit<DateTimeOffset>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file || actor.Account is not { } person) return ActsRefusals.Unknown;
        if (DecisionRules.SeatOf(file.Facts, person) is not { } seat) return JudgementRefusals.NotYours;
        if (!competence.MayJudge(actor.Agency, person, seat)) return JudgementRefusals.OfficerMayNotJudge;
        var content = JsonSerializer.SerializeToUtf8Bytes(fields, HouseJson.Options);
        if (content.Length > Most) return JudgementRefusals.TooLong.At(null, ("most", Most));
        var key = keys.For(actor.Agency, keys.Case(actor.Agency, file.Decision.CaseNumber));
        work.Execute(Put, actor.Agency, id, person, key.Id, key.Seal(content, Bound(id, person)), work.Now);
        return work.Now;
    });

    public (IReadOnlyDictionary<string, string> Fields, DateTimeOffset SavedAt)? Saved(Session session, AgencyId agency, DecisionId id, AccountId person)
    {
        var found = session.First(Find, row => (Key: row.Guid(0), Content: row.Bytes(1), At: row.Moment(2)), agency, id, person);
        if (found.Content is null) return null;
        var plain = keys.ById(agency, found.Key).Open(found.Content, Bound(id, person));
        return (JsonSerializer.Deserialize<Dictionary<string, string>>(plain, HouseJson.Options)!, found.At);
    }

    private static byte[] Bound(DecisionId id, AccountId person) => [.. id.Value.ToByteArray(), .. person.Value.ToByteArray()];
}
