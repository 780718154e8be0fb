using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("Open while setting up and from one's own account; the page asks for the session itself.")]
[NeedsFresh]
public sealed class SetUpFactorModel(SecondFactors factors, CurrentSession current) : PageModel
{
    public bool InSetUp => current.At(Stage.SetUp) is not null;

    public IActionResult OnGet() => Session is null ? LocalRedirect(PeoplePages.SignIn) : Page();

    public async Task<IActionResult> OnPostAuthenticator()
    {
        if (Session is not { } session) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await factors.BeginAuthenticator(session);
        return outcome.Done ? LocalRedirect(PeoplePages.Authenticator) : this.Refused(outcome.Refusals);
    }

    private LiveSession? Session => current.ForFactors();
}

internal static class FactorSessions
{
    /// <summary>Factors are added by a new person who is setting up, or by somebody who is fully signed in; never between the two steps of signing in.</summary>
    public static LiveSession? ForFactors(this CurrentSession current) => current.At(Stage.SetUp) ?? current.At(Stage.Full);
}
