using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Judgement.Today;

/// <summary>What waits for this person, with its time, and what they recorded lately. Nothing here counts, ranks or hurries anyone.</summary>
[Needs(Right.OwnDesk)]
public sealed class TodayModel(Viewer viewer, MyDuties duties, MyTraining training, TimeProvider clock) : PageModel
{
    private const int Most = 5;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<WaitingJudgement> Judgements { get; private set; } = [];
    public IReadOnlyList<WaitingDuty> Others { get; private set; } = [];
    public IReadOnlyList<RecordedJudgement> Lately { get; private set; } = [];

    public IReadOnlyList<HeldCertificate> Training { get; private set; } = [];

    /// <summary>Decisions that this person could take.</summary>
    public long Untaken { get; private set; }

    public bool Judges => viewer.May(Right.Judge) || viewer.May(Right.JudgeSecond);

    public void OnGet()
    {
        var me = viewer.Required;
        var person = me.Account!.Value;
        Training = training.Of(me.Agency, person);
        (Judgements, Others) = duties.Waiting(me.Agency, person);
        if (Judges) Lately = duties.Lately(me.Agency, person, Most);
        if (viewer.May(Right.Judge)) Untaken = duties.Untaken(me.Agency);
    }
}
