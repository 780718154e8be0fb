using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.People.Absences;

[Needs(Right.KeepAccounts)]
public sealed class AccountAbsenceModel(Viewer viewer, Accounts.Accounts accounts, SayAbsence say, EndAbsence end, ProbityDb db, TimeProvider clock) : AwayPage(viewer, accounts, say, end, db, clock)
{
    public override string Address => PeoplePages.Account(Card.Id, "away");

    public IActionResult OnGet(AccountId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(AccountId id) => Find(id) ? await Say() : NotFound();

    public async Task<IActionResult> OnPostEnd(AccountId id, AbsenceId absence) => Find(id) ? await End(absence) : NotFound();
}
