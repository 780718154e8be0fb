using Probity.Acts.Settings;
using Probity.Acts.Storage;
using Probity.PortVerrin;
using Probity.PortVerrin.Telling;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Sample.Tests;

[Collection(OneSample.Name)]
public sealed class RegisterTests(FilledSample sample)
{
    private List<Use> Uses
    {
        get
        {
            using var db = sample.Get<Reads>().Open(SampleAgency.Id);
            return [.. db.Set<Use>().AsEnumerable().OrderBy(use => use.Reference)];
        }
    }

    private Use Number(int number) => Uses.Single(use => use.Reference == FormattableString.Invariant($"PV-AI-{number:000}"));

    [Fact]
    public void The_23_uses_stand_where_the_story_leaves_them() =>
        Uses.GroupBy(use => use.State).ToDictionary(group => group.Key, group => string.Join(' ', group.Select(use => use.Reference[6..]))).ShouldBe(new Dictionary<UseState, string>
        {
            [UseState.InOperation] = "001 002 003 004 007 009 011 012 014 016 017 018 020 021",
            [UseState.Suspended] = "015",
            [UseState.Ended] = "005 006 008 010",
            [UseState.Refused] = "013",
            [UseState.Idea] = "019",
            [UseState.Paused] = "022",
            [UseState.Authorised] = "023",
        }, ignoreOrder: true);

    [Theory]
    [InlineData(PurposeCategory.ImageAnalysis, 8), InlineData(PurposeCategory.ContentGeneration, 6), InlineData(PurposeCategory.ProcessOptimisation, 4), InlineData(PurposeCategory.WorkflowAutomation, 5)]
    public void Purposes_are_spread_as_specified(PurposeCategory category, int count) => Uses.Count(use => use.Category == category).ShouldBe(count);

    [Fact]
    public void Of_those_in_operation_only_the_vehicle_forecast_has_lapsed() =>
        Uses.Where(use => use.State == UseState.InOperation && use.AuthorisedUntil <= FilledSample.Now).Select(use => use.Reference).ShouldBe(["PV-AI-004"]);

    [Theory]
    [InlineData(2, 2026, 12, 1), InlineData(7, 2027, 4, 1), InlineData(12, 2027, 2, 25), InlineData(14, 2027, 10, 1), InlineData(15, 2027, 4, 1)]
    public void A_permission_ends_on_its_day_of_the_story(int number, int year, int month, int day) =>
        FilledSample.Story(Number(number).AuthorisedUntil!.Value).ShouldBe(StoryClock.At(year, month, day));

    [Fact]
    public void Every_use_has_a_name_in_both_languages_and_says_what_it_is_for() =>
        Uses.ShouldAllBe(use => use.Name.Length > 0 && use.NameFr!.Length > 0 && use.Purpose.Length > 0 && use.UsedBy.Length > 0);

    [Fact]
    public void Face_search_runs_under_the_conditions_of_its_page()
    {
        var use = sample.Get<LiveUses>().Find(SampleAgency.Id, "PV-AI-007")!;
        use.Authorisation!.Conditions.Select(condition => condition.Id).ShouldBe(["own-view", "second-person", "audit", "no-infrared", "error-gap", "complaints", "gallery", "image-floor", "legal-limits"]);
        use.Authorisation.ByName.ShouldBe("Deputy Chief Nadim Roe");
        use.Rule.ShouldBe("MR-PDA s. 44(2)");
        UseRules.MayRun(use, "face-search-lead", FilledSample.Now).ShouldBeEmpty();
    }

    [Fact]
    public void The_next_use_gets_the_next_number()
    {
        using var read = sample.Get<Reads>().Rent();
        read.Setting(SampleAgency.Id, References.PrefixSetting).ShouldBe("PV-AI-");
    }
}
