using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>What every step of signing in does with its outcome: the new cookie, and the next step.</summary>
internal static class SignInDoor
{
    public static Origin Origin(this PageModel page) => Probity.People.SignIn.Origin.Of(page.HttpContext.Connection.RemoteIpAddress, page.Request.Headers.UserAgent, DeviceCookie.Mark(page.HttpContext));

    /// <summary>A first step ends whatever this browser was signed in as before: nobody can go back into it.</summary>
    public static async Task<IActionResult> Instead(this PageModel page, CurrentSession before, EndSession end, Ticket ticket, string? back)
    {
        if (before.Any is { } session) await end.SignOut(session);
        return page.GoOn(ticket, back);
    }

    public static IActionResult GoOn(this PageModel page, Ticket ticket, string? back)
    {
        SessionCookie.Write(page.HttpContext, ticket.Cookie);
        return page.LocalRedirect(Next(ticket.Stage, back));
    }

    public static string Next(Stage stage, string? back) => stage switch
    {
        Stage.SecondFactor => With(PeoplePages.SecondStep, back),
        Stage.SetUp => With(PeoplePages.SetUp, back),
        _ => PeoplePages.Local(back),
    };

    private static string With(string path, string? back) => PeoplePages.Local(back) is var local && local == "/" ? path : $"{path}?back={Uri.EscapeDataString(local)}";
}
