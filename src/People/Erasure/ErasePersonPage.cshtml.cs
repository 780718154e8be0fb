using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Parts;
using Probity.People.Agencies;

namespace Probity.People.Erasure;

/// <summary>Erasing a person's content, and the holds that forbid it. The person is named by their account's id or sign-in name, in a form or by the link on the account's page.</summary>
[Needs(Right.EraseContent), NeedsFresh]
public sealed class ErasePersonModel(
    Viewer viewer, Reads reads, Accounts.Accounts accounts, ErasePerson erase, HoldPerson hold, JournalBook book, AgencyBook agencies, IEnumerable<KeptOfPerson> kept, TimeProvider clock) : PageModel
{
    /// <summary>An account's id, or what is typed to sign in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    /// <summary>The name, to confirm.</summary>
    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public DayInput Until { get; set; } = new();

    [BindProperty]
    public Guid Hold { get; set; }

    [BindProperty]
    public string? What { get; set; }

    /// <summary>What was done just now: the end of its text's key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public PersonFacts? Facts { get; private set; }
    public AccountId Id { get; private set; }
    public string Called => ErasedAccount.Said(Facts!.Called);

    /// <summary>What every room keeps about the person, and how many of each.</summary>
    public IReadOnlyList<(KeptOfPerson Kept, long Count)> Kept { get; private set; } = [];

    /// <summary>The erasure, where it has happened.</summary>
    public PastPersonErasure? Past { get; private set; }

    public bool MaySeeAccounts => viewer.May(Right.SeeAccounts);

    public IActionResult OnGet()
    {
        // A sign-in name is sent as a form, never in an address.
        if (AccountId.TryParse(Person, null, out _)) Load();
        return Facts is null && !string.IsNullOrWhiteSpace(Person) ? NotFound() : Page();
    }

    public IActionResult OnPostLook()
    {
        ModelState.Clear();
        (Ground, Typed) = (null, null);
        Load();
        return Facts is null ? this.Refused([ActsRefusals.Unknown.At(nameof(Person))]) : Page();
    }

    public async Task<IActionResult> OnPostAct()
    {
        Load();
        if (!Until.IsEmpty && Until.ToDate() is null) return this.Refused([PeopleRefusals.HoldDayMissing.At(nameof(Until))]);
        switch (What)
        {
            case "Erase":
                return After(await erase.Run(viewer.Required, Id, Typed, Ground), "erased");
            case "Hold":
                DateTimeOffset? until = Until.ToDate() is { } day ? agencies.Find(viewer.Required.Agency)!.EndOf(day) : null;
                return After(await hold.Run(viewer.Required, Id, Ground, until), "held");
            default:
                return this.Refused([PeopleRefusals.ErasureAnswerMissing.At(nameof(What)), .. HoldRules.Ground(Ground)]);
        }
    }

    public async Task<IActionResult> OnPostLift()
    {
        Load();
        return After(await hold.Lift(viewer.Required, Id, new HoldId(Hold), Ground), "lifted");
    }

    private IActionResult After<T>(Outcome<T> outcome, string done) => outcome.Done ? LocalRedirect($"{PeoplePages.Erase(Id)}&done={done}") : this.Refused(outcome.Refusals);

    private void Load()
    {
        if (string.IsNullOrWhiteSpace(Person)) return;
        var agency = viewer.Required.Agency;
        var typed = Person.Trim();
        // A person who was erased is found by the id alone: the name is free for somebody else.
        if (AccountId.TryParse(typed, null, out var id)) Id = id;
        else if (accounts.All(agency).SingleOrDefault(card => string.Equals(card.Login, typed, StringComparison.OrdinalIgnoreCase)) is { Erased: false } card) Id = card.Id;
        else return;
        using var session = reads.Rent();
        Facts = session.Person(agency, Id, viewer.Required.Account, clock.GetUtcNow());
        if (Facts is null) return;
        Kept = [.. kept.Select(one => (one, session.Number(one.Count, agency, Id)))];
        if (Facts.Erased) Past = session.PastPersonErasure(book, agency, Id);
    }
}
