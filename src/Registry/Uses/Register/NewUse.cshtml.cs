using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Accounts;

namespace Probity.Registry.Uses.Register;

/// <summary>
/// Three pages of questions, then check your answers, then the act. What was typed travels with the form, so nothing is kept about a use before it is recorded.
/// </summary>
[Needs(Right.KeepRegister)]
public sealed class NewUseModel(RegisterUse register, Accounts accounts, Viewer viewer, ProbityDb db) : PageModel
{
    public const int Check = 4;

    [BindProperty]
    public UseForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The page that was answered.</summary>
    [BindProperty]
    public int Step { get; set; } = 1;

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public void OnGet() => Offer();

    /// <param name="to">The page asked for, or "record".</param>
    public async Task<IActionResult> OnPost(string? to)
    {
        Offer();
        if (to == "record") return await Record();
        var next = int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Check) : 1;
        // Going on asks the rules about this page and the pages before it; going back asks nothing.
        var faults = next > Step ? Form.Check().Where(refusal => StepOf(refusal) < next).ToList() : [];
        if (faults.Count > 0)
        {
            Step = faults.Min(StepOf);
            return this.Refused(faults, nameof(Form));
        }
        Step = next;
        // The hidden fields of the next page show what the form holds, not what the last page sent.
        ModelState.Clear();
        return Page();
    }

    private async Task<IActionResult> Record()
    {
        var outcome = await register.Run(viewer.Required, new NewUse(Form.ToFacts(), Form.Reference, Version: Form.ToVersion()), Acts.Reason.FromText(Reason));
        if (outcome.Done) return LocalRedirect(RegistryPages.Use(outcome.Value.Reference));
        Step = Math.Min(Check, outcome.Refusals.Where(refusal => refusal.Place is not null).Select(StepOf).DefaultIfEmpty(Check).Min());
        return this.Refused([.. outcome.Refusals.Select(refusal => refusal.Place is null or "Reason" ? refusal : refusal with { Place = $"{nameof(Form)}.{refusal.Place}" })]);
    }

    private static int StepOf(Refusal refusal)
    {
        for (var i = 0; i < UseForm.Steps.Count; i++)
            if (UseForm.Steps[i].Contains(refusal.Place)) return i + 1;
        return Check;
    }

    private void Offer() => (Units, Owners) = (UseChoices.Units(db), UseChoices.Owners(accounts, viewer.Required.Agency));
}
