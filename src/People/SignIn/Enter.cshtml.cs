using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Agencies;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("Nobody is signed in yet.")]
public sealed class EnterModel(SignIn signIn, CurrentSession current, EndSession end, AgencyBook agencies, Passkeys.Passkeys passkeys) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>For the script: a challenge bound to this browser.</summary>
    public string PasskeyOptions => passkeys.ToShow(DeviceCookie.Mark(HttpContext), Passkeys.Site.Of(Request));

    public bool SeveralAgencies => agencies.Only is null;

    public IActionResult OnGet() => current.At(Stage.Full) is null ? Page() : LocalRedirect(PeoplePages.Local(Back));

    public async Task<IActionResult> OnPostPasskey()
    {
        var outcome = await signIn.ByPasskey(Answer, Passkeys.Site.Of(Request), this.Origin());
        return outcome.Done ? await this.Instead(current, end, outcome.Value, Back) : this.Refused(outcome.Refusals);
    }

    public async Task<IActionResult> OnPost()
    {
        var outcome = await signIn.ByPassword(Login, Password, this.Origin());
        return outcome.Done ? await this.Instead(current, end, outcome.Value, Back) : this.Refused(outcome.Refusals);
    }
}
