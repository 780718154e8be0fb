using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Judgement;
using Probity.Judgement.Assignment;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Opening;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>What was asked and never judged: refused by the gate, withdrawn, lapsed.</summary>
internal sealed class NeverJudged(OpenDecision open, Withdraw withdraw, Playing playing)
{
    public void Write(Story story, IReadOnlyList<Planned> judged)
    {
        var draws = new Draws("007:never-judged");
        var given = CaseNumbers.GivenTo(judged);

        // Below the floor: 9 under 40 pixels until 15 October, 32 under 60 since; six infrared images since condition 4.
        for (var i = 0; i < 9; i++) Refused(story, Next(draws, given, Between(draws, At(2026, 6, 4), At(2026, 10, 15))), pixels: draws.Between(18, 39));
        for (var i = 0; i < 32; i++) Refused(story, Next(draws, given, Between(draws, At(2026, 10, 16), At(2026, 11, 22))), pixels: draws.Between(31, 59));
        for (var i = 0; i < 6; i++) Refused(story, Next(draws, given, Between(draws, At(2026, 9, 3), At(2026, 11, 20))), infrared: true);

        OutsideTheLaw(story, given);

        for (var i = 0; i < 14; i++)
        {
            var decision = Next(draws, given, Between(draws, At(2026, 6, 8), At(2026, 11, 19)));
            var reason = new Reason(Words.English.Say("withdrawn", draws, decision.Matter));
            story.When(decision.OpenedAt, () => playing.Open(story, new Play(decision, Outputs.Of(decision, story.Clock))));
            story.When(decision.OpenedAt.AddMinutes(draws.Between(8, 900)), () => withdraw.Run(Casting.AsCaseSystem, decision.Id, reason));
        }
        foreach (var at in new[] { At(2026, 7, 17, 16, 20), At(2026, 9, 11, 9, 5), At(2026, 11, 1, 19, 40) })
        {
            var decision = Next(draws, given, at);
            story.When(at, () => playing.Open(story, new Play(decision, Outputs.Of(decision, story.Clock))));
        }
    }

    /// <summary>Eight offences of less than five years, three people who appear to be under 14. A stream of its own, so that the others stay as they are.</summary>
    private void OutsideTheLaw(Story story, HashSet<int> given)
    {
        var draws = new Draws("007:outside-the-law");
        (string En, string Fr, int Years)[] lesser = [("Shoplifting", "Vol à l’étalage", 2), ("Damage to a parked car", "Dégradation d’un véhicule", 3), ("Trespass in a yard", "Intrusion dans une cour", 1), ("Fare evasion with insult", "Fraude et outrage", 2)];
        for (var i = 0; i < 8; i++)
        {
            var decision = Next(draws, given, Between(draws, At(2026, 6, 10), At(2026, 11, 20)));
            var (en, fr, years) = lesser[i % lesser.Length];
            Refused(story, decision with { Matter = decision.Matter with { Offence = en, OffenceFr = fr, Years = years } }, reason: JudgementRefusals.OffenceBelowLimit);
        }
        for (var i = 0; i < 3; i++)
        {
            var decision = Next(draws, given, Between(draws, At(2026, 7, 1), At(2026, 11, 12)));
            Refused(story, decision with { Matter = decision.Matter with { Age = 12, ApparentAge = draws.Between(11, 13) } }, reason: JudgementRefusals.ApparentChild);
        }
    }

    public void Refused(Story story, Planned decision, int? pixels = null, bool infrared = false, RefusalCode? reason = null) => story.When(decision.OpenedAt, async () =>
    {
        var matter = decision.Matter with { Pixels = pixels ?? Math.Max(decision.Matter.Pixels, 60), Infrared = infrared };
        var takenAt = story.Clock.Real(decision.OpenedAt.AddHours(-9));
        var outcome = await open.Run(Casting.AsCaseSystem, Playing.Input(decision, Outputs.Of(decision, story.Clock).Output, decision.Officer, null, matter.Probe(takenAt, decision.Case),
            matter.Items(takenAt, decision.Officer.Language)), null, decision.Id);
        var expected = reason is not null ? reason : infrared ? JudgementRefusals.InfraredImage : JudgementRefusals.BelowQualityFloor;
        if (outcome.Done || outcome.Refusals is not [var only] || only.Code != expected) throw new InvalidOperationException($"{decision.Case} was not refused as planned.");
    });

    private static Planned Next(Draws draws, HashSet<int> given, DateTimeOffset at)
    {
        var number = CaseNumbers.Next(draws, given, at);
        return new Planned(number, at, draws.Of(Roster.FaceOfficers), Manner.Careful, Matter.Drawn(draws, Quotas.FloorAt(at)), ViewAnswer.NoOneKnown, Agreement.Agrees, FinalAnswer.NoLead)
        {
            Id = Quotas.IdFor(number, at, control: false),
        };
    }

    private static DateTimeOffset Between(Draws draws, DateTimeOffset from, DateTimeOffset to) =>
        from.AddDays(draws.Below((int)(to - from).TotalDays)).AddHours(draws.Between(8, 19)).AddSeconds(draws.Below(3600));
}
