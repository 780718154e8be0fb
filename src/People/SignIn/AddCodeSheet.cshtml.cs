using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;

namespace Probity.People.SignIn;

/// <summary>Ten codes on paper. They are on the page that answers the request and nowhere else: the server keeps only keyed hashes.</summary>
[Public("Open while setting up and from one's own account; the page asks for the session itself.")]
[NeedsFresh]
public sealed class AddCodeSheetModel(SecondFactors factors, SignIn signIn, CurrentSession current, Accounts.Accounts accounts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<string> Codes { get; private set; } = [];
    public bool Waiting { get; private set; }
    public string Person => current.ForFactors() is { } session ? accounts.Find(session.Agency, session.Account)!.Called : "";

    public IActionResult OnGet() => current.ForFactors() is null ? LocalRedirect(PeoplePages.SignIn) : Page();

    public async Task<IActionResult> OnPostMake()
    {
        if (current.ForFactors() is not { } session) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await factors.MakeSheet(session);
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        (Codes, Waiting) = (outcome.Value.Codes, true);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirm()
    {
        if (current.ForFactors() is not { } session) return LocalRedirect(PeoplePages.SignIn);
        var outcome = await factors.Confirm(session, FactorKind.CodeSheet, Code);
        Waiting = true;
        return outcome.Done ? await this.AfterFactor(signIn, session) : this.Refused(outcome.Refusals);
    }
}
