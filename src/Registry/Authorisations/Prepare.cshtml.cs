using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>Puts conditions and dates to what is said about the use. What a leader then reads is exactly this.</summary>
[Needs(Right.KeepRegister)]
public sealed class PrepareModel(PrepareAuthorisation prepare, Viewer viewer, Texts texts, AgencyFormats agency, ProbityDb db) : PageModel
{
    [BindProperty] public List<string> Chosen { get; set; } = [];
    [BindProperty] public Dictionary<string, string?> Numbers { get; set; } = [];

    /// <summary>Conditions in own words, one on each line.</summary>
    [BindProperty] public string? Others { get; set; }
    [BindProperty] public DayInput From { get; set; } = new();
    [BindProperty] public DayInput Until { get; set; } = new();
    [BindProperty] public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;

    public IActionResult OnGet(string reference)
    {
        if (!Find(reference)) return NotFound();
        // A renewal begins from what was in force or sent back last, so that nothing of it is forgotten.
        var last = db.Set<Authorisation>().Where(row => row.Use == Use.Id).OrderByDescending(row => row.PreparedAt).FirstOrDefault();
        foreach (var condition in last?.Conditions ?? [])
        {
            if (ConditionKinds.All.FirstOrDefault(kind => kind.Id == condition.Id) is not { } kind) Others = string.Join('\n', new[] { Others, condition.Text }.Where(line => line is not null));
            else
            {
                Chosen.Add(kind.Id);
                if (kind.AsksNumber && condition.Parameters.TryGetProperty(kind.Parameter!, out var number)) Numbers[kind.Id] = number.GetRawText();
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(string reference)
    {
        if (!Find(reference)) return NotFound();
        List<Refusal> refusals = [];
        var conditions = Conditions(refusals);
        DateTimeOffset? from = From.IsEmpty ? null : Day(From, nameof(From), refusals) is { } first ? agency.Begins(first) : null;
        var last = Until.IsEmpty ? null : Day(Until, nameof(Until), refusals);
        if (Until.IsEmpty) refusals.Add(RegistryRefusals.EndMissing.At(nameof(Until)));
        if (refusals.Count > 0) return this.Refused(refusals);
        var outcome = await prepare.Run(viewer.Required, Use.Id, new Preparation(conditions, from, agency.Until(last!.Value)), Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(RegistryPages.Use(reference)) : this.Refused(outcome.Refusals);
    }

    private List<Condition> Conditions(List<Refusal> refusals)
    {
        List<Condition> conditions = [];
        foreach (var kind in ConditionKinds.All.Where(kind => Chosen.Contains(kind.Id)))
        {
            int? number = int.TryParse(Numbers.GetValueOrDefault(kind.Id), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
            if (kind.AsksNumber && number is null) refusals.Add(RegistryRefusals.NumberMissing.At($"Numbers[{kind.Id}]"));
            else conditions.Add(kind.With(number, texts));
        }
        var lines = (Others ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        conditions.AddRange(lines.Select((line, i) => Condition.Plain($"own-{i + 1}", Condition.NoControl, line)));
        return conditions;
    }

    private static DateOnly? Day(DayInput input, string place, List<Refusal> refusals)
    {
        if (input.ToDate() is { } day) return day;
        refusals.Add(RegistryRefusals.DayMissing.At(place));
        return null;
    }

    private bool Find(string reference)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return false;
        Use = use;
        return true;
    }
}
