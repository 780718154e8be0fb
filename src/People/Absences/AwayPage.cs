using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Parts;
using Probity.People.Accounts;

namespace Probity.People.Absences;

/// <summary>When a person is away: on their own page, and on the one of their account.</summary>
public abstract class AwayPage(Viewer viewer, Accounts.Accounts accounts, SayAbsence say, EndAbsence end, ProbityDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public DayInput From { get; set; } = new();

    [BindProperty]
    public DayInput Until { get; set; } = new();

    [BindProperty]
    public AccountId? Deputy { get; set; }

    protected Viewer Viewer => viewer;

    public AccountCard Card { get; private set; } = null!;
    public abstract string Address { get; }
    public IReadOnlyList<Absence> Absences => [.. db.Set<Absence>().Where(row => row.Account == Card.Id && row.EndedAt == null && row.UntilAt > clock.GetUtcNow()).OrderBy(row => row.FromAt)];
    public IEnumerable<SelectListItem> Deputies => accounts.All(Card.Agency).Where(card => card.Active && card.Id != Card.Id).OrderBy(card => card.Name).Select(card => new SelectListItem(card.Called, card.Id.ToString()));

    public string NameOf(AccountId id) => accounts.Find(Card.Agency, id)?.Called ?? "";

    protected bool Find(AccountId id)
    {
        if (accounts.Find(viewer.Required.Agency, id) is not { } card) return false;
        Card = card;
        return true;
    }

    protected async Task<IActionResult> Say() =>
        After(await say.Run(viewer.Required, Card.Id, new AbsenceInput(From.ToDate(), Until.ToDate(), Deputy)));

    protected async Task<IActionResult> End(AbsenceId absence) => After(await end.Run(viewer.Required, Card.Id, absence));

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(Address) : this.Refused(outcome.Refusals);
}
