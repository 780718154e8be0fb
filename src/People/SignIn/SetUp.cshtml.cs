using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("A new person comes here with a one-time link; the page asks for that session itself.")]
public sealed class SetUpModel(Passwords passwords, CurrentSession current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public IActionResult OnGet() => current.At(Stage.SetUp) switch
    {
        null => LocalRedirect(PeoplePages.SignIn),
        // Has a password and no second factor: only the second half is missing.
        { FirstStep: FirstStep.Password } => LocalRedirect(PeoplePages.SetUpFactor),
        _ => Page(),
    };

    public async Task<IActionResult> OnPost()
    {
        if (current.At(Stage.SetUp) is not { } session) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await passwords.Set(session, null, Password);
        return outcome.Done ? LocalRedirect(PeoplePages.SetUpFactor) : this.Refused(outcome.Refusals);
    }
}
