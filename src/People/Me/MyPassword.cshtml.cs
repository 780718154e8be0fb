using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Me;

[Needs(Right.OwnDesk)]
[NeedsFresh(Before = true)]
public sealed class MyPasswordModel(CurrentSession current, Passwords passwords) : PageModel
{
    [BindProperty]
    public string? Old { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool AsksForOld => current.Required.FirstStep is FirstStep.Password or FirstStep.Passkey;

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var outcome = await passwords.Set(current.Required, Old, Password);
        return outcome.Done ? LocalRedirect(PeoplePages.Me) : this.Refused(outcome.Refusals);
    }
}
