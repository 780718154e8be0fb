using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>
/// Is it still you? A form that was sent too long after its person last proved who they are comes here whole, waits in hidden fields under the question, and is sent on to where it was going when
/// the answer is right. The fields of the question have names that no other form has.
/// </summary>
[Needs(Right.OwnDesk)]
public sealed class ConfirmModel(SignIn signIn, CurrentSession current, SignedIn sessions, Passkeys.Passkeys passkeys, IOptions<AntiforgeryOptions> forms) : PageModel
{
    private const string Prefix = "Confirm";

    [BindProperty]
    public string? ConfirmCode { get; set; }

    [BindProperty]
    public string? ConfirmAnswer { get; set; }

    /// <summary>There is a form that goes on, not only a page that opens.</summary>
    [BindProperty]
    public bool ConfirmSends { get; set; }

    /// <summary>From the address alone: the form that waits may have a field of this name too.</summary>
    public string Back => PeoplePages.Local(Request.Query["back"]);

    public int Minutes => (int)SessionRules.FreshFor.TotalMinutes;
    public bool HasPasskey => passkeys.Of(Session.Agency, Session.Account).Count > 0;
    public string PasskeyOptions => passkeys.ToShow(Passkeys.Passkeys.Bound(Session.Id), Passkeys.Site.Of(Request), Session);

    /// <summary>What was typed before, field by field.</summary>
    public IEnumerable<(string Name, string Value)> Waiting => !Request.HasFormContentType ? [] :
        from typed in Request.Form
        where typed.Key != forms.Value.FormFieldName && !typed.Key.StartsWith(Prefix, StringComparison.Ordinal)
        from value in typed.Value
        select (typed.Key, value ?? "");

    private LiveSession Session => current.Required;

    public IActionResult OnGet() => sessions.IsFresh(Session) ? LocalRedirect(Back) : Page();

    public Task<IActionResult> OnPostPasskey() => Answered(() => signIn.ConfirmByPasskey(Session, ConfirmAnswer, Passkeys.Site.Of(Request), this.Origin()));

    public async Task<IActionResult> OnPost()
    {
        if (Request.Form.ContainsKey(nameof(ConfirmCode))) return await Answered(() => signIn.Confirm(Session, ConfirmCode, this.Origin()));
        ConfirmSends = true;
        return sessions.IsFresh(Session) ? Onward() : Page();
    }

    private async Task<IActionResult> Answered(Func<Task<Outcome<Ticket>>> prove)
    {
        // Answered in another window meanwhile.
        if (sessions.IsFresh(Session)) return Onward();
        var outcome = await prove();
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        SessionCookie.Write(HttpContext, outcome.Value.Cookie);
        return Onward();
    }

    private IActionResult Onward() => ConfirmSends ? LocalRedirectPreserveMethod(Back) : LocalRedirect(Back);
}
