using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Tests.Duties;

public sealed class HoldTests
{
    private static readonly Subject Case = new("case", TypedId.Named("case"));

    [Fact]
    public async Task What_is_held_stays_held_until_it_is_lifted()
    {
        using var here = new Installation();
        var id = (await here.Work.Commit<HoldId>(here.Actor, work => work.Hold(Case, "Court order", null))).Value;
        Held(here).ShouldHaveSingleItem().ShouldSatisfyAllConditions(hold => hold.Reason.ShouldBe("Court order"), hold => hold.MadeBy.ShouldBe(here.Actor.Account));
        Held(here, agency: new AgencyId(TypedId.Named("other"))).ShouldBeEmpty();

        (await here.Work.Commit<bool>(here.Actor, work => work.LiftHold(id, "The court has decided"))).Value.ShouldBeTrue();
        Held(here).ShouldBeEmpty();
        (await here.Work.Commit<bool>(here.Actor, work => work.LiftHold(id, "Again"))).Value.ShouldBeFalse();
    }

    [Fact]
    public async Task A_hold_with_an_end_ends_by_itself()
    {
        using var here = new Installation();
        var end = DateTimeOffset.UnixEpoch.AddYears(80);
        await here.Work.Commit<HoldId>(here.Actor, work => work.Hold(Case, "Complaint", end));
        Held(here, end.AddMilliseconds(-1)).Count.ShouldBe(1);
        Held(here, end).ShouldBeEmpty();
    }

    private static IReadOnlyList<Hold> Held(Installation here, DateTimeOffset now = default, AgencyId? agency = null)
    {
        using var read = here.Get<Reads>().Rent();
        return read.Held(agency ?? here.Agency, Case, now);
    }
}
