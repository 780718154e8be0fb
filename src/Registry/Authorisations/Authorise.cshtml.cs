using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Accounts;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>Shows exactly what is approved, and carries its hash: what changed since cannot be approved by accident.</summary>
[Needs(Right.AuthoriseUse)]
[NeedsFresh]
public sealed class AuthoriseModel(AuthoriseUse authorise, Accounts accounts, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    [BindProperty] public AuthorisationId Authorisation { get; set; }
    [BindProperty] public string? Read { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;
    public Authorisation? Waiting { get; private set; }
    public AuthorisedContent? Approved { get; private set; }
    public string PreparedBy { get; private set; } = "";
    public bool PreparedByViewer { get; private set; }
    public string Version { get; private set; } = "";
    public string? UnitName { get; private set; }
    public IReadOnlyList<RecordedAssessment> Assessments { get; private set; } = [];
    public IReadOnlyList<string> Changed { get; private set; } = [];

    public IActionResult OnGet(string reference) => Find(reference) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference)
    {
        if (!Find(reference)) return NotFound();
        var outcome = await authorise.Run(viewer.Required, Use.Id, Authorisation, Read ?? "", Acts.Reason.FromText(Reason));
        if (outcome.Done) return LocalRedirect(RegistryPages.Use(reference));
        // What changed stands in one notice with the names of the members; the page below shows the content as it is now.
        Changed = [.. outcome.Refusals.Where(refusal => refusal.Code == RegistryRefusals.ContentChanged && refusal.Place is not null).Select(refusal => texts["registry.content." + refusal.Place])];
        ModelState.Remove(nameof(Authorisation));
        ModelState.Remove(nameof(Read));
        return this.Refused([.. outcome.Refusals.Select(refusal => refusal.Code == RegistryRefusals.ContentChanged ? refusal with { Place = null } : refusal).DistinctBy(refusal => (refusal.Code, refusal.Place))]);
    }

    private bool Find(string reference)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return false;
        Use = use;
        Waiting = db.Set<Authorisation>().FirstOrDefault(row => row.Use == use.Id && row.State == AuthorisationState.Prepared);
        if (Waiting is null) return true;
        Approved = AuthorisedContent.Read(Waiting.Content);
        var preparer = new AccountId(Waiting.PreparedBy);
        PreparedBy = accounts.Find(viewer.Required.Agency, preparer)?.Called ?? texts["registry.somebody"];
        PreparedByViewer = viewer.Required.Account == preparer;
        var version = db.Set<SystemVersion>().Single(row => row.Id == Approved.SystemVersion);
        Version = Words.SystemAndVersion(db.Set<AiSystem>().Single(row => row.Id == version.System).Name, version.Label);
        UnitName = Approved.Unit is { } unit ? db.Set<Unit>().Where(row => row.Id == unit).Select(row => row.Name).FirstOrDefault() : null;
        Assessments = [.. db.Set<RecordedAssessment>().Where(row => row.Use == use.Id && row.SystemVersion == Approved.SystemVersion).OrderByDescending(row => row.RecordedAt)];
        return true;
    }
}
