using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn.Passkeys;

[Needs(Right.OwnDesk)]
[NeedsFresh(Before = true)]
public sealed class MyPasskeysModel(CurrentSession current, Passkeys passkeys, Accounts.Accounts accounts) : PageModel
{
    [BindProperty]
    public string? Answer { get; set; }

    public IReadOnlyList<Passkey> Mine => passkeys.Of(Session.Agency, Session.Account);
    public string Options => passkeys.ToMake(Session, Site.Of(Request), accounts.Find(Session.Agency, Session.Account)!);

    private LiveSession Session => current.Required;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAdd() => After(await passkeys.Add(Session, Answer, Site.Of(Request), this.Origin().Device));

    public async Task<IActionResult> OnPostRemove(PasskeyId id) => After(await passkeys.Remove(Session, id));

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(PeoplePages.Passkeys) : this.Refused(outcome.Refusals);
}
