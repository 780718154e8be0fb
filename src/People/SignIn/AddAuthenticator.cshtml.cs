using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OtpNet;
using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Agencies;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

[Public("Open while setting up and from one's own account; the page asks for the session itself.")]
[NeedsFresh]
public sealed class AddAuthenticatorModel(SecondFactors factors, SignIn signIn, CurrentSession current) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public string Picture => PeoplePages.Authenticator + ".svg";

    /// <summary>In groups of four, as people copy it.</summary>
    public string Secret { get; private set; } = "";

    public IActionResult OnGet() => Show() ? Page() : LocalRedirect(PeoplePages.SetUpFactor);

    public async Task<IActionResult> OnPost()
    {
        if (current.ForFactors() is not { } session || !Show()) return LocalRedirect(PeoplePages.SetUpFactor);
        var outcome = await factors.Confirm(session, FactorKind.Authenticator, Code);
        return outcome.Done ? await this.AfterFactor(signIn, session) : this.Refused(outcome.Refusals);
    }

    private bool Show()
    {
        if (current.ForFactors() is not { } session || factors.SecretToShow(session) is not { } secret) return false;
        Secret = string.Join(' ', Base32Encoding.ToString(secret).TrimEnd('=').Chunk(4).Select(group => new string(group)));
        return true;
    }

    /// <summary>The picture to scan, drawn here because the page may load nothing from elsewhere and carry no script.</summary>
    internal static IResult Draw(CurrentSession current, SecondFactors factors, Accounts.Accounts accounts, AgencyBook agencies)
    {
        if (current.ForFactors() is not { } session || factors.SecretToShow(session) is not { } secret) return Results.NotFound();
        var uri = new OtpUri(OtpType.Totp, secret, accounts.Find(session.Agency, session.Account)!.Login, agencies.Find(session.Agency)!.Name).ToString();
        return Results.Text(QrPicture.Svg(uri), "image/svg+xml");
    }
}

internal static class AfterFactorStep
{
    /// <summary>Setting up ends here; somebody who was signed in goes back to their account.</summary>
    public static async Task<IActionResult> AfterFactor(this PageModel page, SignIn signIn, LiveSession session)
    {
        if (session.Stage != Stage.SetUp) return page.LocalRedirect(PeoplePages.Me);
        var outcome = await signIn.FinishSetUp(session, page.Origin());
        return outcome.Done ? page.GoOn(outcome.Value, null) : page.Refused(outcome.Refusals);
    }
}
