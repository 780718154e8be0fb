using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.People.Roles;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using static Probity.Registry.Tests.Installation;

namespace Probity.Registry.Tests.Authorisations;

public sealed class AuthorisationTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task A_leader_approves_the_content_that_was_prepared_and_the_gate_reads_it()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var condition = Condition.With("independent-evidence", "C2", new { items = 2 }, "Two pieces of independent evidence.", "Deux éléments de preuve indépendants.");
        var prepared = await _here.Prepare(use.Id, conditions: condition);
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, prepared.Id, prepared.ContentHash, Because())).ShouldBeDone();

        var granted = _here.Live(use.Id).Authorisation.ShouldNotBeNull();
        granted.Id.ShouldBe(prepared.Id);
        granted.ContentHash.ShouldBe(prepared.ContentHash);
        granted.By.ShouldBe(_here.Roe.Account!.Value);
        granted.ByName.ShouldBe("Nadim Roe");
        granted.From.ShouldBe(_here.Clock.GetUtcNow());
        granted.Conditions.Single().Parameters.GetProperty("items").GetInt32().ShouldBe(2);
        _here.LastAct(use.Id).GetProperty("payload").GetProperty("contentHash").GetString().ShouldBe(prepared.ContentHash);
    }

    [Fact]
    public async Task Who_prepared_it_may_not_approve_it_even_with_the_right()
    {
        var both = _here.APerson(_here.Agency, "Both", Role.AiLead, Role.Leader);
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var prepared = await _here.Prepare(use.Id, by: both);
        (await _here.Get<AuthoriseUse>().Run(both, use.Id, prepared.Id, prepared.ContentHash, Because())).Why().ShouldBe(["own-preparation"]);
        (await _here.Get<AuthoriseUse>().Run(_here.Delune, use.Id, prepared.Id, prepared.ContentHash, Because())).ShouldBeDone();
    }

    [Fact]
    public async Task Who_is_no_leader_may_not_approve_whatever_the_door_said()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var prepared = await _here.Prepare(use.Id);
        (await _here.Get<AuthoriseUse>().Run(_here.Lead, use.Id, prepared.Id, prepared.ContentHash, Because())).Why().ShouldBe(["not-allowed"]);
    }

    [Fact]
    public async Task A_change_between_reading_and_approving_is_refused_with_what_changed()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var prepared = await _here.Prepare(use.Id);
        await Edit(use.Id, facts => facts with { LegalBasis = "Maristan Police Data Act, s. 42" });
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, prepared.Id, prepared.ContentHash, Because())).Why().ShouldBe(["content-changed@LegalBasis"]);
        _here.Row(use.Id).State.ShouldBe(UseState.Assessed);

        var again = await _here.Prepare(use.Id, until: _here.Clock.GetUtcNow().AddMonths(3));
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, prepared.Id, prepared.ContentHash, Because())).Why().ShouldBe(["content-changed@LegalBasis", "content-changed@Until"]);
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, again.Id, again.ContentHash, Because())).ShouldBeDone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_edit_of_what_was_approved_voids_the_permission_and_stops_the_gate(bool running)
    {
        var use = running ? await _here.ARunningUse() : await _here.AnAuthorisedUse();
        var granted = _here.Live(use.Id).Authorisation!.Id;
        await Edit(use.Id, facts => facts with { Purpose = "To find anyone in any image." });

        _here.Row(use.Id).State.ShouldBe(UseState.Assessed);
        _here.WhyNot(use.Id).ShouldBe(["not-authorised"]);
        State(granted).ShouldBe(AuthorisationState.Void);
        _here.Acts(use.Id).TakeLast(2).ShouldBe(["use-changed", "authorisation-voided"]);
        _here.LastAct(use.Id).GetProperty("payload").GetProperty("changed")[0].GetString().ShouldBe("Purpose");
    }

    [Fact]
    public async Task An_edit_of_what_nobody_approves_leaves_the_permission()
    {
        var use = await _here.ARunningUse();
        var before = _here.Live(use.Id).Version;
        await Edit(use.Id, facts => facts with { Name = "Face search", Errors = "Right person missing in 93 of 300." });
        _here.WhyNot(use.Id).ShouldBeEmpty();
        _here.Live(use.Id).Name.ShouldBe("Face search");
        _here.Live(use.Id).Version.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Another_version_is_another_use_of_the_permission_and_needs_its_own_assessment()
    {
        var use = await _here.ARunningUse();
        var system = await _here.ASystem("FaceLink", "4.3");
        await Edit(use.Id, facts => facts with { SystemVersion = system.Version });
        _here.WhyNot(use.Id).ShouldBe(["not-authorised"]);
        var preparation = new Preparation([], null, _here.Clock.GetUtcNow().AddMonths(1));
        (await _here.Get<PrepareAuthorisation>().Run(_here.Lead, use.Id, preparation, Because())).Why().ShouldBe(["not-assessed"]);
        await _here.Assess(use.Id);
        (await _here.Get<PrepareAuthorisation>().Run(_here.Lead, use.Id, preparation, Because())).ShouldBeDone();
    }

    [Fact]
    public async Task A_suspension_outlives_an_edit_and_a_new_permission()
    {
        var use = await _here.ARunningUse();
        (await _here.Get<SuspendUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        await Edit(use.Id, facts => facts with { Purpose = "Narrower." });
        _here.Row(use.Id).State.ShouldBe(UseState.Suspended);
        await _here.Authorise(use.Id);
        _here.WhyNot(use.Id).ShouldBe(["suspended-use"]);
        (await _here.Get<ResumeUse>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_renewal_replaces_the_permission_without_stopping_the_use()
    {
        var use = await _here.ARunningUse();
        var first = _here.Live(use.Id).Authorisation!.Id;
        _here.Clock.Pass(TimeSpan.FromDays(200));
        var second = await _here.Authorise(use.Id);
        _here.WhyNot(use.Id).ShouldBeEmpty();
        _here.Live(use.Id).Authorisation!.Id.ShouldBe(second);
        State(first).ShouldBe(AuthorisationState.Replaced);
        State(second).ShouldBe(AuthorisationState.Granted);
    }

    [Fact]
    public async Task A_withdrawn_permission_has_to_be_asked_for_again()
    {
        var use = await _here.ARunningUse();
        (await _here.Get<WithdrawAuthorisation>().Run(_here.Roe, use.Id, Because())).ShouldBeDone();
        _here.WhyNot(use.Id).ShouldBe(["not-authorised"]);
        (await _here.Get<ResumeUse>().Run(_here.Roe, use.Id, Because())).Why().ShouldBe(["cannot-resume"]);
    }

    [Fact]
    public async Task What_was_sent_back_cannot_be_approved_any_more()
    {
        var use = await _here.AUse();
        await _here.Assess(use.Id);
        var prepared = await _here.Prepare(use.Id);
        (await _here.Get<ReturnAuthorisation>().Run(_here.Roe, use.Id, prepared.Id, Because("Say who is affected."))).ShouldBeDone();
        (await _here.Get<AuthoriseUse>().Run(_here.Roe, use.Id, prepared.Id, prepared.ContentHash, Because())).Why().ShouldBe(["not-waiting"]);
    }

    private async Task Edit(UseId id, Func<UseFacts, UseFacts> change)
    {
        var row = _here.Row(id);
        (await _here.Get<EditUse>().Run(_here.Lead, id, row.Version, change(row.Facts), Because())).ShouldBeDone();
    }

    private AuthorisationState State(AuthorisationId id)
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        return db.Set<Authorisation>().Single(row => row.Id == id).State;
    }

    public void Dispose() => _here.Dispose();
}
