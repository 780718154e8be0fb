using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Assessments;

/// <summary>Records an assessment of the use with the version it runs on now. A result that is a no is recorded and moves nothing.</summary>
public sealed class RecordAssessment(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<AssessmentId>> Run(Actor actor, UseId id, AssessmentFacts facts, Reason? reason, AssessmentId? assessmentId = null) => changes.Commit<AssessmentId>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Assess, reason);
        refusals.AddRange(AssessmentRules.Check(facts, work.Now));
        if (refusals.Count > 0) return refusals;
        var evidence = facts.EvidenceHash is { Length: > 0 } hash ? [.. reason!.Evidence ?? [], new Evidence("document", facts.Title.Trim(), hash.Trim().ToLowerInvariant())] : reason!.Evidence;
        var assessment = RecordedAssessment.Of(assessmentId ?? new AssessmentId(Guid.CreateVersion7(work.Now)), use, facts, work.Now);
        work.Db.Add(assessment);
        if (AssessmentRules.Carries(facts.Result)) use.Take(Move.Assess, work.Now);
        work.RecordAbout(use, RegistryActs.UseAssessed, reason with { Evidence = evidence }, new { assessment = assessment.Id, facts, use.SystemVersion, use.State });
        live.ChangedIn(work, use);
        return assessment.Id;
    });
}
