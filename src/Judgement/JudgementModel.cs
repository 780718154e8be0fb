using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.Erasure;

namespace Probity.Judgement;

public sealed class JudgementModel : ModelPart
{
    public override string Room => "judgement";

    public override IReadOnlyList<string> AfterErasures => [EraseCase.AfterErasures];

    public override IReadOnlyList<Statement> ClearsPerson => OfPerson;

    private static readonly Statement[] OfPerson = [new("DELETE FROM judgement_draft WHERE agency = @p0 AND person = @p1")];

    public override void Map(ModelBuilder model)
    {
        model.Entity<Decision>(decision =>
        {
            decision.ToTable("judgement_decision");
            decision.HasKey(d => d.Id);
        });
        model.Entity<DecisionStep>(step =>
        {
            step.ToTable("judgement_step");
            step.HasKey(s => new { s.Decision, s.Name });
        });
    }
}
