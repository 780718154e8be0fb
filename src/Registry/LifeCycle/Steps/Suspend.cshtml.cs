using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Registry.Suspensions;

namespace Probity.Registry.LifeCycle.Steps;

[Needs(Right.SuspendUse)]
public sealed class SuspendModel(SuspendUse suspend, Viewer viewer, ProbityDb db) : StepModel(viewer, db)
{
    public IActionResult OnGet(string reference) => Find(reference, "suspend") ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference) => Find(reference, "suspend") ? await Take(suspend.Run) : NotFound();
}
