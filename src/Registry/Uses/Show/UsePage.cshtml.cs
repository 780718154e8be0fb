using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.History;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Authorisations.Keeping;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses.List;

namespace Probity.Registry.Uses.Show;

/// <summary>Something the viewer can do to the use now.</summary>
public sealed record UseStep(string TextKey, string Path);

[Needs(Right.SeeRegister)]
public sealed class UsePageModel(ProbityDb db, Desk.History.History history, Accounts accounts, AgencyBook agencies, Viewer viewer, Texts texts, TimeProvider clock) : PageModel
{
    public Use Use { get; private set; } = null!;
    public AiSystem System { get; private set; } = null!;
    public SystemVersion Version { get; private set; } = null!;
    public IReadOnlyList<SystemVersion> OtherVersions { get; private set; } = [];
    public IReadOnlyList<RecordedAssessment> Assessments { get; private set; } = [];
    public IReadOnlyList<Authorisation> Authorisations { get; private set; } = [];
    public ListPage<PastAct> History { get; private set; } = null!;
    public IReadOnlyList<KeptCondition> Conditions { get; private set; } = [];
    public IReadOnlyList<TimelineStep> Line { get; private set; } = [];
    public string? UnitName { get; private set; }
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Authorisation? Granted => Authorisations.FirstOrDefault(row => row.Id == Use.Authorisation);
    public Authorisation? Waiting => Authorisations.FirstOrDefault(row => row.State == AuthorisationState.Prepared);
    public Standing Standing => Standings.Of(Use.State, Use.AuthorisedUntil, Use.FoundDueAt, Now);
    public string Name => Texts.Language == "fr" && Use.NameFr is { Length: > 0 } french ? french : Use.Name;

    /// <summary>An acceptable assessment of the version in use exists.</summary>
    public bool VersionAssessed => Assessments.FirstOrDefault(row => row.SystemVersion == Use.SystemVersion) is { } last && AssessmentRules.Carries(last.Result);
    public string? OwnerName => Use.Owner is { } owner ? Called(owner) : null;
    public bool WithProofs => viewer.May(Right.SeeActs);
    public bool MaySuspend => viewer.May(Right.SuspendUse) && Can(Move.Suspend);
    private Texts Texts => texts;

    public IActionResult OnGet(string reference)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return NotFound();
        Use = use;
        Version = db.Set<SystemVersion>().Single(version => version.Id == use.SystemVersion);
        System = db.Set<AiSystem>().Single(system => system.Id == Version.System);
        OtherVersions = [.. db.Set<SystemVersion>().Where(version => version.System == System.Id && version.Id != Version.Id).OrderByDescending(version => version.RegisteredAt).Take(5)];
        Assessments = [.. db.Set<RecordedAssessment>().Where(row => row.Use == use.Id).OrderByDescending(row => row.RecordedAt).ThenByDescending(row => row.Id)];
        Authorisations = [.. db.Set<Authorisation>().Where(row => row.Use == use.Id).OrderByDescending(row => row.PreparedAt).ThenByDescending(row => row.Id)];
        if (Granted is { } granted) Conditions = KeptConditions.Of(db, granted, agencies.Find(viewer.Required.Agency)!.DayOf, Now);
        UnitName = use.Unit is { } unit ? db.Set<Unit>().Where(row => row.Id == unit).Select(row => row.Name).FirstOrDefault() : null;
        History = history.Page(history.Find(RegistryActs.UseKind, use.Id.Value)!, ListQuery.Of(QueryCollection.Empty, Desk.History.History.Definition));
        Line = UseTimeline.Of(use, Assessments.FirstOrDefault(row => AssessmentRules.Carries(row.Result))?.RecordedAt,
            Authorisations.FirstOrDefault(row => row.GrantedAt is not null)?.GrantedAt, BegunAt(), Now);
        return Page();
    }

    /// <summary>When it was first put in operation; the journal knows it, the row only its present state.</summary>
    private DateTimeOffset? BegunAt() => db.Set<JournalRow>()
        .Where(row => row.SubjectKind == RegistryActs.UseKind && row.Subject == Use.Id.Value && row.Kind == RegistryActs.UseBegun.Name)
        .OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefault();

    public IReadOnlyList<UseStep> Steps()
    {
        List<UseStep> steps = [];
        void Offer(bool may, string what) { if (may) steps.Add(new UseStep("registry.do." + what, RegistryPages.Use(Use.Reference, what))); }
        var (keeps, leads) = (viewer.May(Right.KeepRegister), viewer.May(Right.AuthoriseUse));
        Offer(leads && Can(Move.Authorise) && Waiting is not null, "authorise");
        Offer(keeps && Can(Move.Assess), "assess");
        Offer(keeps && Can(Move.Prepare) && VersionAssessed, "prepare");
        Offer(keeps && Can(Move.Begin), "begin");
        Offer(keeps && Can(Move.Edit), "edit");
        Offer(leads && Can(Move.Resume), "resume");
        Offer(leads && Can(Move.Withdraw) && Use.Authorisation is not null, "withdraw");
        Offer(leads && Can(Move.Refuse), "refuse");
        Offer(leads && Can(Move.End), "end");
        return steps;
    }

    private bool Can(Move move) => LifeCycleRules.Next(Use.State, move, Use.RunsUnauthorised) is not null;

    public string Called(AccountId account) => accounts.Find(viewer.Required.Agency, account)?.Called ?? texts["registry.somebody"];
}
