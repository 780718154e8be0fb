using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.People.Absences;

[Needs(Right.OwnDesk)]
public sealed class MyAbsenceModel(Viewer viewer, Accounts.Accounts accounts, SayAbsence say, EndAbsence end, ProbityDb db, TimeProvider clock) : AwayPage(viewer, accounts, say, end, db, clock)
{
    public override string Address => PeoplePages.MyAbsence;

    public void OnGet() => FindMe();

    public Task<IActionResult> OnPost()
    {
        FindMe();
        return Say();
    }

    public Task<IActionResult> OnPostEnd(AbsenceId absence)
    {
        FindMe();
        return End(absence);
    }

    private void FindMe() => Find(Viewer.Required.Account!.Value);
}
