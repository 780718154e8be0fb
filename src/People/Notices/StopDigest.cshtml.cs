using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Desk.Doors;
using Probity.People.SignIn;

namespace Probity.People.Notices;

/// <summary>
/// Mail programs post here without a page before it (RFC 8058 one-click), so there is no form token; what allows it is the signed link. Looking changes nothing.
/// </summary>
[Public("Whoever received the message can end the messages, without signing in; the signed link says whose they are.")]
[IgnoreAntiforgeryToken]
public sealed class StopDigestModel(DigestLinks links, ChooseDigest choices) : PageModel
{
    public bool Stopped { get; private set; }

    public IActionResult OnGet(string token) => links.Read(token) is null ? this.Refused([PeopleRefusals.LinkUnusable]) : Page();

    public async Task<IActionResult> OnPost(string token)
    {
        if (links.Read(token) is not { } whose) return this.Refused([PeopleRefusals.LinkUnusable]);
        var outcome = await choices.Stop(Actor.Person(whose.Agency, whose.Person), whose.Person);
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        Stopped = true;
        return Page();
    }
}
