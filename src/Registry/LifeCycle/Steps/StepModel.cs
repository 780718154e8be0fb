using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Registry.Uses;

namespace Probity.Registry.LifeCycle.Steps;

/// <summary>A page that asks for one reason and takes one step.</summary>
public abstract class StepModel(Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;

    /// <summary>"registry.do." and this is the button; "registry.ask-step." the question.</summary>
    public string Step { get; private set; } = "";

    protected ProbityDb Db => db;

    protected bool Find(string reference, string step)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return false;
        (Use, Step) = (use, step);
        return true;
    }

    protected async Task<IActionResult> Take(Func<Actor, UseId, Reason?, Task<Outcome<Done>>> verb)
    {
        var outcome = await verb(viewer.Required, Use.Id, Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(RegistryPages.Use(Use.Reference)) : this.Refused(outcome.Refusals);
    }
}
