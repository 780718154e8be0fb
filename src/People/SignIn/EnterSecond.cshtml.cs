using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("The second step of signing in; it asks for the first one itself.")]
public sealed class EnterSecondModel(SignIn signIn, CurrentSession current, Passkeys.Passkeys passkeys) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public bool HasPasskey => current.At(Stage.SecondFactor) is { } half && passkeys.Of(half.Agency, half.Account).Count > 0;
    public string PasskeyOptions => current.At(Stage.SecondFactor) is { } half ? passkeys.ToShow(Passkeys.Passkeys.Bound(half.Id), Passkeys.Site.Of(Request), half) : "";

    public IActionResult OnGet() => current.At(Stage.SecondFactor) is null ? LocalRedirect(PeoplePages.SignIn) : Page();

    public async Task<IActionResult> OnPostPasskey()
    {
        if (current.At(Stage.SecondFactor) is not { } half) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await signIn.SecondStepByPasskey(half, Answer, Passkeys.Site.Of(Request), this.Origin());
        return outcome.Done ? this.GoOn(outcome.Value, half.FirstStep == FirstStep.Link ? PeoplePages.MyPassword : Back) : this.Refused(outcome.Refusals);
    }

    public async Task<IActionResult> OnPost()
    {
        if (current.At(Stage.SecondFactor) is not { } half) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await signIn.SecondStep(half, Code, this.Origin());
        // Whoever came by a link did so because the password is not known: a new one is the next thing to do.
        return outcome.Done ? this.GoOn(outcome.Value, half.FirstStep == FirstStep.Link ? PeoplePages.MyPassword : Back) : this.Refused(outcome.Refusals);
    }
}
