using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Judgement.Today;

/// <summary>What waits for this person, with its time, and what they recorded lately. Nothing here ranks or hurries anyone.</summary>
[Needs(Right.OwnDesk)]
public sealed class TodayModel(Viewer viewer, MyDuties duties, MyTraining training, TimeProvider clock) : PageModel
{
    private const int Most = 5;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public Desk Desk { get; private set; } = null!;

    /// <summary>Ordinary duties of people who are away and named this person.</summary>
    public IReadOnlyList<WaitingDuty> LookedAfter { get; private set; } = [];

    /// <summary>What the units that this person leads owe.</summary>
    public IReadOnlyList<WaitingDuty> OfMyUnits { get; private set; } = [];

    /// <summary>What nobody has and this person may take or hand on.</summary>
    public IReadOnlyList<WaitingDuty> OfNobody { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public Shown Show { get; set; }

    /// <summary>Which page of the desk; the name "page" is Razor's own.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

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
        Desk = duties.Waiting(me.Agency, person, viewer.Rights, Enum.IsDefined(Show) ? Show : Shown.All, Number);
        LookedAfter = duties.LookedAfter(me.Agency, person, viewer.Rights);
        OfMyUnits = duties.OfMyUnits(me.Agency, person, viewer.Rights);
        OfNobody = duties.OfNobody(me.Agency, viewer.Rights);
        if (Judges) Lately = duties.Lately(me.Agency, person, Most);
        if (viewer.May(Right.Judge)) Untaken = duties.Untaken(me.Agency);
    }
}
