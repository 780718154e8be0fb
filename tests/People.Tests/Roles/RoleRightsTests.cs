using Probity.Acts.Rights;
using Probity.People.Roles;

namespace Probity.People.Tests.Roles;

public class RoleRightsTests
{
    public static TheoryData<Role> AllRoles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllRoles))]
    public void Every_role_lets_its_holder_use_their_own_desk(Role role) => RoleRights.Of([role]).ShouldContain(Right.OwnDesk);

    [Theory, MemberData(nameof(AllRoles))]
    public void No_role_that_an_administrator_may_also_hold_carries_a_case_right(Role role)
    {
        if (!GrantRules.MayMeet(Role.Administrator, role)) return;
        RoleRights.Of([Role.Administrator, role]).Intersect(RoleRights.CaseRights).ShouldBeEmpty();
        RoleRights.HandedOnBy([Role.Administrator, role]).Intersect(RoleRights.CaseRights).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Role.Officer), InlineData(Role.SecondPerson), InlineData(Role.AiLead), InlineData(Role.Leader), InlineData(Role.Auditor), InlineData(Role.Oversight), InlineData(Role.Legal), InlineData(Role.Complaints), InlineData(Role.Integrator)]
    public void An_administrator_cannot_also_be(Role role) => GrantRules.MayMeet(Role.Administrator, role).ShouldBeFalse();

    [Fact]
    public void Whoever_prepares_a_use_cannot_authorise_it() => RoleRights.Of([Role.AiLead]).ShouldNotContain(Right.AuthoriseUse);

    [Fact]
    public void The_second_person_has_no_way_to_look_at_the_first_view() =>
        RoleRights.Of([Role.SecondPerson]).Intersect([Right.SeeDecisions, Right.SeeActs, Right.Judge]).ShouldBeEmpty();

    [Theory, MemberData(nameof(AllRoles))]
    public void Only_a_leader_could_hand_on_what_a_leader_carries(Role role) => GrantRules.Covers([role], Role.Leader).ShouldBe(role == Role.Leader);

    [Theory, MemberData(nameof(AllRoles))]
    public void Nobody_hands_on_more_than_a_role_that_covers_it_does(Role giver)
    {
        // What a granted role lets its holder give must itself have been the giver's to give: otherwise rights would grow from hand to hand.
        foreach (var role in Enum.GetValues<Role>().Where(role => GrantRules.Covers([giver], role)))
            RoleRights.HandedOnBy([role]).IsSubsetOf(RoleRights.HandedOnBy([giver])).ShouldBeTrue($"{giver} grants {role}");
    }

    [Fact]
    public void Independent_roles_meet_each_other_and_no_operative_role()
    {
        GrantRules.MayMeet(Role.Auditor, Role.Oversight).ShouldBeTrue();
        foreach (var role in Enum.GetValues<Role>().Except([Role.Member, Role.Auditor, Role.Oversight])) GrantRules.MayMeet(Role.Auditor, role).ShouldBeFalse();
    }
}
