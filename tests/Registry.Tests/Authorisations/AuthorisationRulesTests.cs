using Probity.Acts.Ids;
using Probity.Registry.Authorisations;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests.Authorisations;

public sealed class AuthorisationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly SystemVersionId FaceLink = new(Guid.Parse("01970000-0000-7000-8000-000000000001"));

    private static readonly UseFacts Complete = new()
    {
        Name = "Face search",
        SystemVersion = FaceLink,
        Purpose = "To find possible leads to an unknown person in a still image.",
        LegalBasis = "MR-PDA s. 41",
        UsedBy = "Serious Crime",
        Owner = new AccountId(Guid.Parse("01970000-0000-7000-8000-000000000002")),
        Class = RiskClass.High,
        DecisionKinds = ["face-search-lead"],
    };

    private static AuthorisedContent Content(UseFacts facts, params Condition[] conditions) =>
        AuthorisedContent.Of("PV-AI-007", facts, conditions, null, Now.AddMonths(10));

    private static string[] Prepared(UseFacts facts, bool assessed = true, DateTimeOffset? from = null, DateTimeOffset? until = null, params Condition[] conditions) =>
        [.. AuthorisationRules.Prepare(facts, assessed, conditions, from, until ?? Now.AddMonths(10), Now).Select(refusal => refusal.Code.Code["registry.".Length..] + (refusal.Place is null ? "" : "@" + refusal.Place))];

    [Fact]
    public void A_complete_and_assessed_use_can_be_put_before_a_leader() => Prepared(Complete).ShouldBeEmpty();

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Prepared(Complete with { Purpose = "", LegalBasis = "", Owner = null, UsedBy = "", Class = RiskClass.NotAssessed }, assessed: false)
            .ShouldBe(["incomplete@Purpose", "incomplete@LegalBasis", "incomplete@Owner", "incomplete@Unit", "incomplete@Class", "not-assessed"]);

    [Fact]
    public void What_the_law_forbids_cannot_be_prepared() => Prepared(Complete with { Prohibited = true }).ShouldBe(["prohibited"]);

    [Fact]
    public void A_permission_lasts_twelve_months_at_most_counted_from_its_beginning()
    {
        Prepared(Complete, until: Now.AddMonths(12)).ShouldBeEmpty();
        Prepared(Complete, until: Now.AddMonths(12).AddMilliseconds(1)).ShouldBe(["end-too-far@Until"]);
        Prepared(Complete, from: Now.AddDays(15), until: Now.AddDays(15).AddMonths(12)).ShouldBeEmpty();
        Prepared(Complete, until: Now).ShouldBe(["end-in-past@Until"]);
        Prepared(Complete, from: Now.AddMonths(3), until: Now.AddMonths(2)).ShouldBe(["begins-after-end@From"]);
    }

    [Theory]
    [InlineData("C21")]
    [InlineData("C01")]
    [InlineData("c1")]
    [InlineData("")]
    public void A_condition_names_a_control_of_the_gate_or_none(string control)
    {
        Prepared(Complete, conditions: [Condition.Plain("own-view", control, "Own view before output, always.")]).ShouldBe(["condition-malformed@Conditions[0]"]);
        Prepared(Complete, conditions: [Condition.Plain("own-view", "C1", "Own view before output, always."), Condition.Plain("reports", Condition.NoControl, "Weekly report.")]).ShouldBeEmpty();
    }

    [Fact]
    public void A_condition_stands_only_once()
    {
        var twice = Condition.With("evidence", "C2", new { items = 2 }, "Two pieces of independent evidence.");
        Prepared(Complete, conditions: [twice, twice]).ShouldBe(["condition-twice@Conditions"]);
    }

    [Fact]
    public void The_same_content_has_the_same_hash_however_its_kinds_were_listed()
    {
        var one = Content(Complete with { DecisionKinds = ["b", "a"] }).Seal();
        var other = Content(Complete with { DecisionKinds = ["a", "b"] }).Seal();
        one.ShouldBe(other);
        one.Hash.Length.ShouldBe(64);
    }

    [Fact]
    public void The_content_survives_being_kept_as_text()
    {
        var content = Content(Complete, Condition.With("evidence", "C2", new { items = 2 }, "Two pieces of independent evidence.", "Deux éléments de preuve indépendants."));
        AuthorisedContent.Read(content.Seal().Text).Seal().ShouldBe(content.Seal());
    }

    [Fact]
    public void Every_member_that_was_approved_changes_the_hash_and_is_named()
    {
        var before = Content(Complete);
        (string, UseFacts)[] edits =
        [
            ("Affected", Complete with { Affected = "People in the gallery" }),
            ("Class", Complete with { Class = RiskClass.Medium }),
            ("DecisionKinds", Complete with { DecisionKinds = [] }),
            ("LegalBasis", Complete with { LegalBasis = "None" }),
            ("NotAllowed", Complete with { NotAllowed = "Live cameras" }),
            ("Purpose", Complete with { Purpose = "To watch" }),
            ("SystemVersion", Complete with { SystemVersion = new SystemVersionId(Guid.Parse("01970000-0000-7000-8000-000000000009")) }),
            ("Unit", Complete with { Unit = new(Guid.Parse("01970000-0000-7000-8000-000000000003")) }),
            ("UsedBy", Complete with { UsedBy = "Everybody" }),
        ];
        foreach (var (member, facts) in edits)
        {
            var after = Content(facts);
            after.Seal().Hash.ShouldNotBe(before.Seal().Hash);
            AuthorisationRules.Changed(before, after).ShouldBe([member]);
        }
        AuthorisationRules.Changed(before, Content(Complete with { Name = "Another name", Errors = "93 of 300" })).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_grants_what_they_prepared()
    {
        var content = Content(Complete);
        var (me, other) = (Guid.NewGuid(), Guid.NewGuid());
        AuthorisationRules.Grant(me, me, false, true, content.Seal().Hash, content, content, Now).ShouldHaveSingleItem().Code.ShouldBe(RegistryRefusals.OwnPreparation);
        AuthorisationRules.Grant(me, other, false, true, content.Seal().Hash, content, content, Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_yes_over_another_content_than_the_present_one_is_refused_with_what_changed()
    {
        var (read, now) = (Content(Complete), Content(Complete with { Purpose = "To watch", LegalBasis = "None" }));
        AuthorisationRules.Grant(Guid.NewGuid(), Guid.NewGuid(), false, true, read.Seal().Hash, read, now, Now)
            .Select(refusal => (refusal.Code, refusal.Place)).ShouldBe([(RegistryRefusals.ContentChanged, "LegalBasis"), (RegistryRefusals.ContentChanged, "Purpose")]);
    }

    [Fact]
    public void A_hash_that_belongs_to_nothing_is_refused_too()
    {
        var content = Content(Complete);
        AuthorisationRules.Grant(Guid.NewGuid(), Guid.NewGuid(), false, true, new string('0', 64), content, content, Now)
            .ShouldHaveSingleItem().Code.ShouldBe(RegistryRefusals.ContentChanged);
    }
}
