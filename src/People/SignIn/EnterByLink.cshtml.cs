using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>Opening the address only shows whose link it is; the button uses it up, so that a mail scanner which follows links signs nobody in.</summary>
[Public("Whoever was given a one-time link is not signed in yet.")]
public sealed class EnterByLinkModel(SignIn signIn, SignInLinks links, Accounts.Accounts accounts, CurrentSession current, EndSession end) : PageModel
{
    public AccountCard? Account { get; private set; }

    public IActionResult OnGet(string token)
    {
        if (links.Look(token) is { } whose) Account = accounts.Find(whose.Agency, whose.Account);
        return Account is null ? this.Refused([PeopleRefusals.LinkUnusable]) : Page();
    }

    public async Task<IActionResult> OnPost(string token)
    {
        var outcome = await signIn.ByLink(token, this.Origin());
        return outcome.Done ? await this.Instead(current, end, outcome.Value, null) : this.Refused(outcome.Refusals);
    }
}
