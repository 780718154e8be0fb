using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.People.Roles;
using Probity.People.Units;
using Probity.Registry.Live;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using static Probity.Registry.Tests.Installation;

namespace Probity.Registry.Tests.Uses;

public sealed class RegisterUseTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task Numbers_follow_the_agencys_prefix_and_given_ones_and_are_never_used_again()
    {
        await _here.Get<UnitOfWork>().Commit<Done>(_here.Lead, work => { work.PutSetting(_here.Agency, References.PrefixSetting, "PV-AI-"); return Done.It; });
        (await _here.AUse()).Reference.ShouldBe("PV-AI-001");
        (await _here.AUse(reference: "PV-AI-007")).Reference.ShouldBe("PV-AI-007");
        (await _here.AUse()).Reference.ShouldBe("PV-AI-008");
        (await _here.AUse(reference: "OTHER-3")).Reference.ShouldBe("OTHER-3");
        var version = (await _here.ASystem()).Version;
        (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(_here.FaceSearch(version), "PV-AI-007"), Because())).Why().ShouldBe(["reference-taken@Reference"]);
        (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(_here.FaceSearch(version), "pv ai 7"), Because())).Why().ShouldBe(["reference-malformed@Reference"]);
    }

    [Fact]
    public async Task Another_agency_counts_for_itself()
    {
        var kerzel = _here.APerson(_here.AnAgency("cap-sorel"), "Yann Kerzel", Role.AiLead);
        (await _here.AUse()).Reference.ShouldBe("AI-001");
        (await _here.AUse(kerzel)).Reference.ShouldBe("AI-001");
    }

    [Fact]
    public async Task What_a_use_names_must_exist_in_its_own_agency()
    {
        var kerzel = _here.APerson(_here.AnAgency("cap-sorel"), "Yann Kerzel", Role.AiLead);
        var theirs = await _here.ASystem(actor: kerzel);
        var facts = _here.FaceSearch(theirs.Version, kerzel) with { Unit = new UnitId(Guid.NewGuid()) };
        (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(facts), Because())).Why()
            .ShouldBe(["unit-unknown@Unit", "owner-unknown@Owner", "version-unknown@SystemVersion"]);
    }

    [Fact]
    public async Task An_edit_over_another_edit_is_refused()
    {
        var use = await _here.AUse();
        var seen = _here.Row(use.Id);
        (await _here.Get<EditUse>().Run(_here.Lead, use.Id, seen.Version, seen.Facts with { Purpose = "First." }, Because())).ShouldBeDone();
        (await _here.Get<EditUse>().Run(_here.Lead, use.Id, seen.Version, seen.Facts with { Purpose = "Second." }, Because())).Refusals.Single().Code.ShouldBe(ActsRefusals.ChangedMeanwhile);
        _here.Row(use.Id).Purpose.ShouldBe("First.");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_no_act()
    {
        var use = await _here.AUse();
        var seen = _here.Row(use.Id);
        (await _here.Get<EditUse>().Run(_here.Lead, use.Id, seen.Version, seen.Facts with { Purpose = seen.Purpose + " " }, Because())).Why().ShouldBe(["nothing-changed"]);
    }

    [Fact]
    public async Task Kinds_of_decision_and_lengths_are_checked_together()
    {
        var version = (await _here.ASystem()).Version;
        var facts = _here.FaceSearch(version) with { Name = new string('x', 201), DecisionKinds = ["Face Search", "ok-kind"] };
        (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(facts), Because())).Why().ShouldBe(["too-long@Name", "kind-malformed@DecisionKinds"]);
    }

    [Fact]
    public async Task A_renamed_system_is_known_to_the_gate_by_its_new_name()
    {
        var use = await _here.ARunningUse();
        var live = _here.Live(use.Id);
        live.SystemName.ShouldBe("FaceLink");
        using var db = _here.Get<Acts.Storage.Reads>().Open(_here.Agency);
        var system = db.Set<AiSystem>().Single();
        (await _here.Get<ChangeSystem>().Run(_here.Lead, system.Id, system.Version, system.Facts with { Name = "FaceLink Pro" }, Because())).ShouldBeDone();
        _here.Live(use.Id).SystemName.ShouldBe("FaceLink Pro");
        _here.WhyNot(use.Id).ShouldBeEmpty();
        _here.Row(use.Id).SearchText.ShouldContain("facelink pro");
    }

    public void Dispose() => _here.Dispose();
}
