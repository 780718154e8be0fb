using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Views;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>What is alive when the sample opens: each persona finds something to do, with its deadline running.</summary>
internal sealed class Today(OpenDecision open, RecordView view, Judge judge, Playing playing, NeverJudged never)
{
    private static readonly Matter Shop = new("Harbour Street", "Shop robbery", "Vol à main armée", 74, 12, "lower face", false, 186, 30, [new(EvidenceKind.Statement, "staff list", "la liste du personnel", "Shop")]);

    public void Write(Story story, IReadOnlyList<Planned> judged)
    {
        HarbourStreet(story);
        MissingChild(story);
        NightBurglary(story);
        never.Refused(story, Plan(CaseNumbers.Text(4411), At(2026, 11, 23, 8, 15), Roster.Maren, "Handbag theft with injury, Lantern Lane", FinalAnswer.NoLead, control: false), pixels: 31);
        Waiting(story, CaseNumbers.GivenTo(judged));
    }

    /// <summary>PV-2026-04417: opened, with everything an officer needs, and nothing answered yet.</summary>
    private void HarbourStreet(Story story)
    {
        var number = CaseNumbers.Text(4417);
        var day = DateOnly.FromDateTime(At(2026, 11, 21).Date);
        var taken = At(2026, 11, 21, 18, 52);
        DateOnly Image(int year, int month) => story.Clock.Day(year, month, 12);
        Candidate Of(string person, char band, DateOnly image, int height, string[] marks, Absence[]? elsewhere = null) => new(person, band, image, new CandidateFacts(height, 1995, marks, elsewhere));
        const string mark = "tattoo on the left hand";
        FaceSearchOutput output = new("FaceLink", "4.2", Outputs.Gallery,
        [
            Of("CG-118204", 'C', Image(2023, 4), 171, [mark]),
            Of("CG-204417", 'B', Image(2024, 9), 186, [mark]),
            Of("CG-131980", 'C', Image(2019, 6), 185, [mark]),
            Of("CG-187731", 'D', Image(2025, 2), 184, [mark], [new Absence("custody", story.Clock.Day(day.AddDays(-1)), story.Clock.Day(day.AddDays(1)))]),
            Of("CG-166045", 'B', Image(2025, 7), 187, []),
            Of("CG-140912", 'D', Image(2022, 11), 185, [mark]),
        ]);
        EvidenceItem Item(string id, EvidenceKind kind, string title, string source, DateTimeOffset at, string text, int pages = 1) =>
            new(id, kind, title, source, story.Clock.Real(at), text, pages, FromAi: false, ExposedToAi: false, null);
        IReadOnlyList<EvidenceItem> evidence =
        [
            Item("image", EvidenceKind.Image, "Still from the shop camera", "Shop", taken, "74 pixels between the eyes; lower face covered by a scarf."),
            Item("witness", EvidenceKind.Statement, "Statement of the shop assistant", "Statement desk", At(2026, 11, 21, 20, 10), "Tall, about thirty, a tattoo on the left hand when it reached into the till. He knew where the cash box stood.", 3),
            Item("till", EvidenceKind.Record, "Till record", "Shop", At(2026, 11, 21, 18, 53), "Drawer opened without a sale at 18:52; 640 missing."),
            Item("shoe", EvidenceKind.Trace, "Footwear mark by the back door", "Scene examination", At(2026, 11, 21, 21, 30), "Work shoe, size 45."),
            Item("cells", EvidenceKind.PhoneData, "Phone cell list, Harbour Street", "Operator, by order of the court", At(2026, 11, 22, 15), "Numbers in the cell between 18:40 and 19:05; two of them are on the staff list of the shop.", 4),
            Item("patrol", EvidenceKind.Document, "Patrol log", "Control Room", At(2026, 11, 21, 19, 4), "A tall person running towards Quay Road at 18:55, not reached."),
            Item("staff", EvidenceKind.Document, "Staff list of the shop, former staff included", "Shop, asked for before any search", At(2026, 11, 22, 9, 30), "Eleven names. One former driver, file CG-204417, knew the cash box and left in quarrel.", 2),
        ];
        var decision = Plan(number, At(2026, 11, 23, 10, 41), Roster.Maren, "Shop robbery, Harbour Street", FinalAnswer.Lead, control: false);
        story.When(decision.OpenedAt, () => open.Run(Casting.AsCaseSystem, Playing.Input(decision, output, Roster.Maren, story.Clock.Real(At(2026, 11, 23, 15, 40)),
            Shop.Probe(story.Clock.Real(taken), number) with { Title = "Still from the shop camera" }, evidence), null, decision.Id));
    }

    /// <summary>PV-2026-04402: protected at once three days ago; the own view of the review is recorded, the final answer waits, 40 minutes are left. The child's face was never searched.</summary>
    private void MissingChild(Story story)
    {
        var number = CaseNumbers.Text(4402);
        var decision = Plan(number, At(2026, 11, 20, 12), Roster.Maren, "Missing child of 8, Old Town: the adult with the child", FinalAnswer.NoLead, control: false) with
        {
            Threat = "A child of 8 is missing since the morning and was led towards the ferry by an adult; the child may be taken abroad within the hour.",
            Agreement = Agreement.SuggestsALead,
        };
        var play = new Play(decision, Outputs.Of(decision, story.Clock));
        story.When(decision.OpenedAt, () => playing.Open(story, play));
        story.When(At(2026, 11, 23, 10, 52), () => view.Run(Casting.As(Roster.Maren), decision.Id, new OwnView(ViewAnswer.NoOneKnown, null,
            "I do not know the adult. The picture is good and the child walks along calmly; from the picture alone I would not say that anybody is taken against their will.",
            "I know by now that the child is safe, and that makes the picture look calmer.", Sureness.InBetween, decision.Matter.Facts(new Draws("today:4402"), "en"))));
    }

    /// <summary>PV-2026-04388: judged this morning. The third answer is a full answer.</summary>
    private void NightBurglary(Story story)
    {
        var number = CaseNumbers.Text(4388);
        var decision = Plan(number, At(2026, 11, 23, 9, 38), Roster.Maren, "Night burglary, Saltmarsh", FinalAnswer.Insufficient, control: false) with
        {
            View = ViewAnswer.Insufficient, Agreement = Agreement.SuggestsALead,
        };
        decision = decision with { Matter = decision.Matter with { Place = "Saltmarsh Road", Pixels = 61 } };
        var play = new Play(decision, Outputs.Of(decision, story.Clock));
        story.When(decision.OpenedAt, () => playing.Open(story, play));
        story.When(At(2026, 11, 23, 10, 22), () => view.Run(Casting.As(Roster.Maren), decision.Id, new OwnView(ViewAnswer.Insufficient, null,
            "Back light from the yard lamp: I see an outline, a hood and one ear. At 61 pixels that is not enough for a name or for a no.",
            "The ear is sharper than the rest, and an examiner might make more of it.", Sureness.Unsure, decision.Matter.Facts(new Draws("today:4388"), "en"))));
        story.When(At(2026, 11, 23, 10, 23), () => playing.Reveal(play, Seat.First));
        story.When(At(2026, 11, 23, 10, 31), () => judge.Run(Casting.As(Roster.Maren), decision.Id, new FinalJudgement(FinalAnswer.Insufficient, null, Sureness.Unsure, null)));
    }

    /// <summary>A lead and a control wait for Okonne, a disagreement waits for Hamala, and one decision waits for any certified officer.</summary>
    private void Waiting(Story story, HashSet<int> given)
    {
        var draws = new Draws("today:waiting");
        var officers = Roster.NumberedOfficers.Where(person => person.Unit != Units.Port && person.Unit != Units.Family).ToList();
        Planned Next(DateTimeOffset at, Person officer, FinalAnswer final, bool control, Agreement agreement) =>
            Plan(CaseNumbers.Next(draws, given, at), at, officer, null, final, control) with { Agreement = agreement, Matter = Matter.Drawn(draws, 60) };

        var lead = Next(At(2026, 11, 23, 4, 50), officers[3], FinalAnswer.Lead, control: false, Agreement.SuggestsALead) with { Second = Roster.Okonne };
        UntilJudged(story, lead, At(2026, 11, 23, 9, 44), null);
        var check = Next(At(2026, 11, 22, 20, 15), officers[11], FinalAnswer.NoLead, control: true, Agreement.Agrees) with { Second = Roster.Okonne };
        UntilJudged(story, check, At(2026, 11, 23, 10, 12), null);
        var dispute = Next(At(2026, 11, 23, 3, 35), officers[17], FinalAnswer.Lead, control: false, Agreement.SuggestsALead) with { Review = Review.DiffersKept, Second = Roster.NumberedSeconds[0], Third = Roster.Hamala };
        UntilJudged(story, dispute, At(2026, 11, 23, 6, 58), At(2026, 11, 23, 9, 31));

        var unassigned = Next(At(2026, 11, 22, 22, 15), officers[0], FinalAnswer.NoLead, control: false, Agreement.Agrees);
        story.When(unassigned.OpenedAt, () =>
        {
            var taken = story.Clock.Real(unassigned.OpenedAt.AddHours(-5));
            return open.Run(Casting.AsCaseSystem, Playing.Input(unassigned, Outputs.Of(unassigned, story.Clock).Output, null, null, unassigned.Matter.Probe(taken, unassigned.Case),
                unassigned.Matter.Items(taken, "en")), null, unassigned.Id);
        });
    }

    private void UntilJudged(Story story, Planned decision, DateTimeOffset judgedAt, DateTimeOffset? secondedAt)
    {
        var play = new Play(decision, Outputs.Of(decision, story.Clock));
        story.When(decision.OpenedAt, () => playing.Open(story, play));
        Seat(Judgement.Decisions.Seat.First, judgedAt, decision.Second!);
        if (secondedAt is { } at) Seat(Judgement.Decisions.Seat.Second, at, decision.Third!);

        void Seat(Seat seat, DateTimeOffset done, Person drawnNext)
        {
            story.When(done.AddSeconds(-190), () =>
            {
                if (seat == Judgement.Decisions.Seat.Second) play.Second = playing.Seated(play, seat);
                return playing.View(play, seat);
            });
            story.When(done.AddSeconds(-171), () => playing.Reveal(play, seat));
            story.When(done, () => playing.Conclude(play, seat, drawnNext));
        }
    }

    /// <param name="title">Offence and place; the matter is about the same.</param>
    private static Planned Plan(string number, DateTimeOffset at, Person officer, string? title, FinalAnswer final, bool control)
    {
        var matter = Matter.Drawn(new Draws("today:" + number), 60);
        if (title is not null) matter = matter with { Offence = title.Split(", ")[0], OffenceFr = title.Split(", ")[0] };
        return new(number, at, officer, Manner.Careful, matter, ViewAnswer.NoOneKnown, Agreement.Agrees, final) { Id = Quotas.IdFor(number, at, control), Title = title };
    }
}
