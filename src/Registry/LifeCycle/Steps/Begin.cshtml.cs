using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.Registry.LifeCycle.Steps;

[Needs(Right.KeepRegister)]
public sealed class BeginModel(BeginUse begin, Viewer viewer, ProbityDb db) : StepModel(viewer, db)
{
    public IActionResult OnGet(string reference) => Find(reference, "begin") ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference) => Find(reference, "begin") ? await Take(begin.Run) : NotFound();
}
