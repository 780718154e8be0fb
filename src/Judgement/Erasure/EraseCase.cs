using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Access;

namespace Probity.Judgement.Erasure;

/// <summary>
/// Erases the content of a case by destroying its key: evidence, outputs, views, judgements, disclosure packs. That the decisions were made, when, by whom and with what result stays,
/// as does every proof; the case number does not.
/// </summary>
public sealed class EraseCase(UnitOfWork unitOfWork, DataKeys keys)
{
    private const string Cleared = "'erased-' || substr(hex(id), 25)";

    private static readonly Statement Clear = new($"UPDATE judgement_decision SET case_number = {Cleared}, version = version + 1 WHERE agency = @p0 AND case_number = @p1");
    private static readonly Statement ClearDrafts = new("DELETE FROM judgement_draft WHERE agency = @p0 AND decision IN (SELECT id FROM judgement_decision WHERE agency = @p0 AND case_number = @p1)");

    /// <summary>After a restore of rows that are older than the erasure.</summary>
    internal const string AfterErasures = $"""
        UPDATE judgement_decision SET case_number = {Cleared} WHERE case_number NOT LIKE 'erased-%' AND id IN (
          SELECT act.subject FROM acts_journal AS act JOIN acts_data_key AS key ON key.id = act.data_key WHERE key.destroyed_at IS NOT NULL AND act.subject_kind = 'decision')
        """;

    public Task<Outcome<CaseFacts>> Run(Actor actor, string number, string? ground) => unitOfWork.Commit<CaseFacts>(actor, work =>
    {
        if (!work.May(Right.EraseContent)) return ActsRefusals.NotAllowed;
        number = number.Trim();
        var facts = work.Case(keys, actor.Agency, number, work.Now);
        var no = ErasureRules.Faults(facts, ground);
        if (no.Count > 0) return Outcome<CaseFacts>.No(no);
        work.Execute(ClearDrafts, actor.Agency, number);
        work.Execute(Clear, actor.Agency, number);
        work.DestroyKeyOf(keys, keys.Case(actor.Agency, number));
        work.Record(new Act
        {
            Kind = JudgementActs.CaseErased,
            Subject = new Subject(CaseReading.Kind, keys.CaseId(actor.Agency, number)),
            Reason = Reason.FromText(ground),
            Payload = new { facts.Decisions, facts.FirstOpened, facts.LastOpened },
            Scope = KeyScope.Agency,
        });
        return facts;
    });
}
