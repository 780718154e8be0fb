using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("Leaving is open to everyone, also to somebody who is only half signed in.")]
public sealed class LeaveModel(EndSession end, CurrentSession current) : PageModel
{
    public IActionResult OnGet() => current.Any is null ? LocalRedirect(PeoplePages.SignIn) : Page();

    public async Task<IActionResult> OnPost()
    {
        if (current.Any is { } session)
        {
            var outcome = await end.SignOut(session);
            if (!outcome.Done) return this.Refused(outcome.Refusals);
        }
        SessionCookie.Clear(HttpContext);
        return LocalRedirect(PeoplePages.SignIn);
    }
}
