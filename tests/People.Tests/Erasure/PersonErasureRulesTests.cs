using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.People.Erasure;

namespace Probity.People.Tests.Erasure;

public sealed class PersonErasureRulesTests
{
    private const string Ground = "Police Data Act s. 58, order of 1 December";

    private static readonly PersonFacts Gone = new("fin.raven", "Insp Findlay Ravenscourt", "Findlay Ravenscourt", Active: false, Own: false, Roles: 0, Proposals: 0, Notices: 0, []);

    private static (string, string?)[] Why(PersonFacts? person, string? typed = "Findlay Ravenscourt", string? ground = Ground) =>
        [.. PersonErasureRules.Faults(person, typed, ground).Select(refusal => (refusal.Code.Code, refusal.Place))];

    private static Hold Held(string reason) => new()
    {
        Agency = new AgencyId(Guid.NewGuid()), Id = new HoldId(Guid.NewGuid()), SubjectKind = "account", Subject = Guid.NewGuid(), Reason = reason, MadeAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Who_has_left_and_is_named_rightly_on_a_ground_may_be_erased() => Why(Gone).ShouldBeEmpty();

    [Theory]
    [InlineData("findlay RAVENSCOURT")]
    [InlineData(" Insp  Findlay Ravenscourt ")]
    public void The_name_is_typed_with_or_without_rank_and_case(string typed) => Why(Gone, typed).ShouldBeEmpty();

    [Fact]
    public void Nobody_is_erased_who_is_not_there() => Why(null).ShouldBe([("acts.unknown", "Person")]);

    [Fact]
    public void Nobody_is_erased_twice() => Why(Gone with { Login = "erased:00", Called = "erased:00", Name = "erased:00" }, "").ShouldBe([("people.person-erased", null)]);

    [Fact]
    public void All_reasons_are_said_at_once() => Why(Gone with { Active = true, Own = true, Roles = 2, Proposals = 1, Notices = 1, Holds = [Held("Court"), Held("Audit")] }, "Somebody else", " ").ShouldBe(
    [
        ("people.erases-oneself", null), ("people.person-active", null), ("people.person-has-roles", null), ("people.person-is-proposed", null), ("people.person-is-watched", null),
        ("people.person-held", null), ("people.person-held", null), ("people.name-differs", "Typed"), ("acts.reason-missing", "Ground"),
    ]);

    [Theory]
    [InlineData("Asked for by Findlay Ravenscourt")]
    [InlineData("Asked for by findlay ravenscourt, order 4")]
    [InlineData("Account fin.raven, order 4")]
    public void A_ground_does_not_keep_the_name(string ground)
    {
        Why(Gone, ground: ground).ShouldBe([("people.ground-names-person", "Ground")]);
        PersonErasureRules.Holding(Gone, ground).Select(refusal => refusal.Code).ShouldBe([PeopleRefusals.GroundNamesPerson]);
    }

    [Fact]
    public void A_ground_has_an_end() => Why(Gone, ground: new string('g', HoldRules.LongestGround + 1)).ShouldBe([("acts.ground-too-long", "Ground")]);

    [Fact]
    public void A_person_at_work_may_be_held_and_one_who_was_erased_may_not()
    {
        PersonErasureRules.Holding(Gone with { Active = true, Roles = 3 }, Ground).ShouldBeEmpty();
        PersonErasureRules.Holding(null, Ground).Select(refusal => refusal.Code).ShouldBe([ActsRefusals.Unknown]);
        PersonErasureRules.Holding(Gone with { Login = "erased:00" }, Ground).Select(refusal => refusal.Code).ShouldBe([PeopleRefusals.PersonErased]);
    }

    [Theory]
    [InlineData("en", "erased account 7f3a2b1c")]
    [InlineData("fr", "compte effacé 7f3a2b1c")]
    public void The_mark_is_said_in_the_readers_language(string language, string said)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
            ErasedAccount.Said("erased:7f3a2b1c").ShouldBe(said);
            ErasedAccount.Said("Sgt Ilva Maren").ShouldBe("Sgt Ilva Maren");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }
}
