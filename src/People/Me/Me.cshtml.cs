using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Me;

[Needs(Right.OwnDesk)]
public sealed class MeModel(CurrentSession current, Accounts.Accounts accounts, SignedIn sessions, SecondFactors factors, EndSession end, SeeNotice see, ProbityDb db) : PageModel
{
    public AccountCard Card => accounts.Find(Mine.Agency, Mine.Account)!;
    public IReadOnlyList<AccountSession> Sessions => sessions.Of(Mine.Agency, Mine.Account);
    public IReadOnlyList<(FactorKind Kind, DateTimeOffset Since, int CodesLeft)> Factors => factors.Of(Mine.Agency, Mine.Account);
    public bool HasPassword => db.Set<AccountPassword>().Any(row => row.Account == Mine.Account);
    public AccountSessionId Current => Mine.Id;
    public bool FactorsWereRemoved => db.Set<Duty>().Any(duty => duty.Kind == SecondFactors.RemovedDuty && duty.Holder == Mine.Account && duty.DoneAt == null);

    private LiveSession Mine => current.Required;

    public void OnGet() { }

    public async Task<IActionResult> OnPostEnd(AccountSessionId id) => After(await end.OneOfMine(Mine, id));

    public async Task<IActionResult> OnPostEndOthers() => After(await end.AllOthersOfMine(Mine));

    public async Task<IActionResult> OnPostSeen() => After(await see.Run(Mine.Actor, Mine.Account));

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(PeoplePages.Me) : this.Refused(outcome.Refusals);
}
