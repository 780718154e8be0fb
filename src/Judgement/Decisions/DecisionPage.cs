using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Contests;

namespace Probity.Judgement.Decisions;

/// <summary>
/// A page about one decision. It exists for whoever <see cref="DecisionReading"/> lets see it, and for everyone else it does not. What of its content the
/// page may show is asked there again, item by item.
/// </summary>
public abstract class DecisionPage(Viewer viewer, Gate gate, TimeProvider clock) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Guid { get; set; }

    public DecisionId Id => new(Guid);
    public DecisionFile Matter { get; private set; } = null!;
    public DateTimeOffset Now { get; private set; }
    public DecisionState State { get; private set; }

    /// <summary>The viewer's own seat on this decision, if any.</summary>
    public Seat? Seat { get; private set; }

    /// <summary>What the viewer can do now, if anything.</summary>
    public StepName? Next { get; private set; }

    protected Viewer Viewer => viewer;
    protected Gate Gate => gate;
    protected Actor Actor => viewer.Required;
    protected ReadSession Session { get; private set; } = null!;

    /// <summary>Reads the decision; false where it does not exist for this viewer. Its connection is given back when the page has been written.</summary>
    protected bool Find()
    {
        if (Session is null)
        {
            Session = gate.Rent();
            HttpContext.Response.RegisterForDispose(Session);
        }
        if (gate.Load(Session, Actor.Agency, Id) is not { } file || !DecisionReading.MaySee(viewer, file.Decision)) return false;
        Matter = file;
        Now = clock.GetUtcNow();
        State = file.Facts.StateAt(Now);
        Seat = Actor.Account is { } person ? DecisionRules.SeatOf(file.Facts, person) : null;
        Next = Actor.Account is { } next ? NextStep.For(file.Facts, next, Now) : null;
        return true;
    }

    /// <summary>The viewer may ask for a new look now.</summary>
    protected bool IsToContest => State == DecisionState.Released && Actor.Account is { } person && ContestRules.MayAsk(Matter.Facts, person, viewer.May(Right.SeeDecisions));

    /// <summary>The viewer may settle the contest: drawn, or coming forward where nobody could be drawn.</summary>
    protected bool IsToSettle => Actor.Account is { } person && ContestRules.IsFor(Matter.Facts, person, viewer.May(Right.JudgeSecond), Matter.TookPart());

    /// <summary>The place that shows what this person can do now.</summary>
    protected IActionResult Go() => LocalRedirect(JudgementPages.Decision(Id));

    /// <summary>Ledger number of a step, once it has one.</summary>
    public long? Leaf(StepName step) => Matter.Act(step)?.LeafIndex;
}
