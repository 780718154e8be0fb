using Microsoft.AspNetCore.Http;
using Probity.Desk.Language;

namespace Probity.Desk.Tests.Language;

public sealed class LanguageChoiceTests
{
    [Theory]
    [InlineData("fr", "ar", "fr")]
    [InlineData(null, "fr-CA,fr;q=0.9,en;q=0.5", "fr")]
    [InlineData(null, "de,ar;q=0.4,en;q=0.3", "ar")]
    [InlineData(null, "de", "en")]
    [InlineData(null, null, "en")]
    [InlineData("xx", "fr", "fr")]
    public void The_readers_choice_comes_first_then_the_browsers(string? cookie, string? accept, string expected)
    {
        var context = new DefaultHttpContext();
        if (cookie is not null) context.Request.Headers.Cookie = $"language={cookie}";
        if (accept is not null) context.Request.Headers.AcceptLanguage = accept;
        LanguageChoice.Of(context.Request).ShouldBe(expected);
    }

    [Theory]
    [InlineData("/uses?q=a", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\r\nSet-Cookie: x=1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_way_back_stays_on_this_site(string? back, bool local) => LanguageChoice.IsLocal(back).ShouldBe(local);

    [Fact]
    public void An_unknown_language_sets_no_cookie()
    {
        var context = new DefaultHttpContext();
        LanguageChoice.Choose(context, "xx", "/uses");
        context.Response.Headers.SetCookie.Count.ShouldBe(0);
    }

    [Fact]
    public void A_choice_is_kept_in_a_plain_cookie()
    {
        var context = new DefaultHttpContext();
        LanguageChoice.Choose(context, "ar", "/uses");
        context.Response.Headers.SetCookie.ToString().ShouldStartWith("language=ar; max-age=31536000; path=/; samesite=lax; httponly");
    }
}
