using Probity.Acts.Rights;
using Probity.Desk.Layout;

namespace Probity.Desk.Tests.Layout;

public sealed class NavigationTests
{
    private static readonly Navigation Items = new(
    [
        new NavigationItem("uses", "/uses", Right.SeeRegister, 20),
        new NavigationItem("today", "/", Order: 10),
        new NavigationItem("accounts", "/accounts", Right.SeeAccounts, 30),
    ], []);

    private static PageFrame Signed(params Right[] rights) => new() { AgencyName = "Port Verrin", PersonName = "Ilva Maren", Rights = rights.ToHashSet() };

    [Fact]
    public void A_person_sees_the_words_their_rights_open_in_order() =>
        Items.For(Signed(Right.SeeRegister), "/").Select(n => n.Item.TextKey).ShouldBe(["today", "uses"]);

    [Fact]
    public void Nobody_signed_in_sees_no_navigation() => Items.For(new PageFrame { AgencyName = "Port Verrin" }, "/").ShouldBeEmpty();

    [Theory]
    [InlineData("/", "today")]
    [InlineData("/uses", "uses")]
    [InlineData("/uses/PV-AI-007/history", "uses")]
    [InlineData("/usesx", null)]
    public void The_current_word_is_the_one_above_the_page(string path, string? current) =>
        Items.For(Signed(Right.SeeRegister), path).Where(n => n.IsCurrent).Select(n => n.Item.TextKey).SingleOrDefault().ShouldBe(current);
}
