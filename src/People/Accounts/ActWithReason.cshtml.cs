using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Accounts;

/// <summary>The acts about an account that take one thing from the person who does them: why.</summary>
[Needs(Right.KeepAccounts)]
[NeedsFresh]
public sealed class ActWithReasonModel(Accounts accounts, SwitchAccount onOff, EndSession end, SecondFactors factors, TakeRole take, Viewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public AccountCard Card { get; private set; } = null!;
    public string What { get; private set; } = "";
    public string Heading => Taken is { } role ? texts["people.act.take", ("role", texts["people.role." + role])] : texts["people.act." + What];
    public string Explanation => texts[Taken is null ? $"people.act.{What}-what" : "people.act.take-what"];
    public bool OversightIsTold => What switch
    {
        "switch-off" or "remove-factors" => TakeRules.Watches(Card.Roles),
        _ => Taken is { } role && TakeRules.Watches(new HashSet<Role> { role }),
    };

    private Role? Taken { get; set; }

    public IActionResult OnGet(AccountId id, string what) => Show(id, what) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(AccountId id, string what)
    {
        if (!Show(id, what)) return NotFound();
        var actor = viewer.Required;
        return What switch
        {
            "switch-off" => After(await onOff.Off(actor, id, Reason)),
            "switch-on" => After(await onOff.On(actor, id, Reason)),
            "end-sessions" => After(await end.AllOf(actor, id, Reason)),
            "remove-factors" => After(await factors.RemoveAll(actor, id, Reason)),
            _ => After(await take.Run(actor, id, Taken!.Value, Reason)),
        };
    }

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(PeoplePages.Account(Card.Id)) : this.Refused(outcome.Refusals);

    private bool Show(AccountId id, string what)
    {
        if (accounts.Find(viewer.Required.Agency, id) is not { } card) return false;
        (Card, What) = (card, what);
        if (what.StartsWith("take-", StringComparison.Ordinal))
        {
            if (!Enum.TryParse<Role>(what["take-".Length..], out var role) || !card.Roles.Contains(role) || role == Role.Member) return false;
            Taken = role;
        }
        return true;
    }
}
