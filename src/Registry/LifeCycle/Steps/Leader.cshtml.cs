using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Registry.Authorisations;
using Probity.Registry.Suspensions;
using Probity.Registry.Uses;

namespace Probity.Registry.LifeCycle.Steps;

/// <summary>The steps that are a leader's alone, each with its reason.</summary>
[Needs(Right.AuthoriseUse)]
[NeedsFresh]
public sealed class LeaderModel(ResumeUse resume, EndUse end, RefuseUse refuse, WithdrawAuthorisation withdraw, ReturnAuthorisation giveBack, Viewer viewer, ProbityDb db) : StepModel(viewer, db)
{
    public IActionResult OnGet(string reference, string step) => Verb(step) is not null && Find(reference, step) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference, string step) =>
        Verb(step) is { } verb && Find(reference, step) ? await Take(verb) : NotFound();

    private Func<Actor, UseId, Reason?, Task<Outcome<Done>>>? Verb(string step) => step switch
    {
        "resume" => resume.Run,
        "end" => end.Run,
        "refuse" => refuse.Run,
        "withdraw" => withdraw.Run,
        "return" => Return,
        _ => null,
    };

    private Task<Outcome<Done>> Return(Actor actor, UseId use, Reason? reason) =>
        giveBack.Run(actor, use, Db.Set<Authorisation>().Where(row => row.Use == use && row.State == AuthorisationState.Prepared).Select(row => row.Id).FirstOrDefault(), reason);
}
