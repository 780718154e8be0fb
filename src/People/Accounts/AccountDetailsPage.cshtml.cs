using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Units;

namespace Probity.People.Accounts;

[Needs(Right.KeepAccounts)]
public sealed class AccountDetailsPageModel(ChangeAccount change, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty]
    public AccountInput Input { get; set; } = new();

    public AccountId Id { get; private set; }
    public string Called { get; private set; } = "";

    public IActionResult OnGet(AccountId id)
    {
        if (Show(id) is not { } account) return NotFound();
        Input = new AccountInput
        {
            Name = account.Name,
            Title = account.Title,
            Unit = account.Unit?.ToString(),
            Language = account.Languages[0],
            OtherLanguages = string.Join(' ', account.Languages.Skip(1)),
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(AccountId id)
    {
        if (Show(id) is null) return NotFound();
        var outcome = await change.Run(viewer.Required, id, new AccountDetails(Input.Name ?? "", Input.Title ?? "", Input.UnitId, Input.Languages));
        return outcome.Done ? LocalRedirect(PeoplePages.Account(id)) : this.Refused(outcome.Refusals, "Input");
    }

    private Account? Show(AccountId id)
    {
        ViewData["Units"] = UnitOptions.Of(db);
        var account = db.Set<Account>().SingleOrDefault(row => row.Id == id);
        (Id, Called) = (id, $"{account?.Title} {account?.Name}".Trim());
        return account;
    }
}
