using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;

namespace Probity.People.Notices;

/// <summary>How a person wants to hear that something waits.</summary>
[Needs(Right.OwnDesk)]
public sealed class NoticesPageModel(Viewer viewer, ChooseDigest choose, KeepCalendar calendar, MailOptions mail, ProbityDb db, Texts texts) : PageModel
{
    [BindProperty]
    public DigestOften Often { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>Of the link in the message that asks whether the address is right; a program that follows links changes nothing.</summary>
    public string? Secret { get; private set; }

    public string? MadeAddress { get; private set; }
    public bool IsOn => mail.IsOn;
    public Digest? Chosen => db.Set<Digest>().SingleOrDefault(row => row.Account == viewer.Required.Account);
    public DateTimeOffset? CalendarSince => db.Set<CalendarAddress>().SingleOrDefault(row => row.Account == viewer.Required.Account)?.MadeAt;
    public IEnumerable<SelectListItem> Choices => Enum.GetValues<DigestOften>().Select(often => new SelectListItem(texts["people.notices.often." + often], often.ToString()));

    public void OnGet(string? secret)
    {
        Secret = secret;
        if (Chosen is { } chosen) (Often, Address) = (chosen.Often, choose.AddressOf(chosen));
    }

    public async Task<IActionResult> OnPostMail(CancellationToken stop) => After(await choose.Run(viewer.Required, Often, Address, stop));

    public async Task<IActionResult> OnPostConfirm(string? secret) => After(await choose.Confirm(viewer.Required, secret));

    public async Task<IActionResult> OnPostCalendar()
    {
        var made = await calendar.Make(viewer.Required);
        if (!made.Done) return this.Refused(made.Refusals);
        MadeAddress = $"{Request.Scheme}://{Request.Host}{Request.PathBase}{CalendarFeed.Path}{made.Value}.ics";
        OnGet(null);
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke() => After(await calendar.Revoke(viewer.Required));

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(PeoplePages.Notices) : this.Refused(outcome.Refusals);
}
