using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Sequencing;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Judgement.Receipts;
using Probity.Judgement.Reveals;
using Probity.Judgement.Seconds;
using Probity.Judgement.Views;
using Probity.People.Agencies;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>Plays a planned decision through the gate, step by step, each person in their own seat. The gate decides; the plan only says what people answer.</summary>
internal sealed class Playing(
    OpenDecision open, RecordView view, OpenOutput reveal, Judge judge, Contest contest, OpenFile openFile, SettleContest settle, UseReceipt use, RecordOutcome outcomes, Gate gate, Sequencer sequencer,
    SteeredNumbers numbers, AgencyBook agencies)
{
    public const string Receiver = Casting.CaseSystem;

    public void Write(Story story, Planned decision) => story.When(decision.OpenedAt, async () =>
    {
        var (played, drawn) = (new Play(decision, Outputs.Of(decision, story.Clock)), new Draws("007:times:" + decision.Case));
        await Open(story, played);
        var viewAt = decision.OpenedAt + (decision.ViewAfter ?? TimeSpan.FromSeconds(drawn.Between(240, 7200)));
        story.When(viewAt, () => View(played, Seat.First));
        var revealAt = viewAt.AddSeconds(drawn.Between(6, 50));
        story.When(revealAt, () => Reveal(played, Seat.First));
        story.When(revealAt.AddSeconds(Dwell(drawn, decision.Manner)), () => First(story, played, drawn));
    });

    /// <summary>Minutes that the output stood open: 2.4 for careful people, 1.5 and 1.04 for the others, with their spread.</summary>
    private static int Dwell(Draws draws, Manner manner) => manner switch
    {
        Manner.Careful => draws.Between(92, 216),
        Manner.Anchored => draws.Between(60, 124),
        _ => draws.Between(59, 66),
    };

    public async Task Open(Story story, Play play)
    {
        var decision = play.Decision;
        var takenAt = story.Clock.Real(decision.OpenedAt.AddMinutes(-new Draws("007:taken:" + decision.Case).Between(400, 4200)));
        var language = decision.Officer.Language;
        Story.Must(await open.Run(Casting.AsCaseSystem, Input(decision, play.Drawn.Output, decision.Officer, null, decision.Matter.Probe(takenAt, decision.Case), decision.Matter.Items(takenAt, language)), null, decision.Id));
    }

    public static OpenInput Input(Planned decision, FaceSearchOutput output, Person? officer, DateTimeOffset? due, Probe probe, IReadOnlyList<EvidenceItem> evidence) =>
        new(SampleUses.FaceSearch.Reference, FaceSearchLead.Kind, decision.Case, decision.Title ?? decision.Matter.Title(decision.Officer.Language), "enquiries", Receiver, officer?.Id, due,
            decision.Threat is null ? ProtocolMode.Sealed : ProtocolMode.Protective, decision.Threat, probe, evidence, output,
            new Offence(decision.Matter.OffenceIn(decision.Officer.Language), decision.Matter.Years));

    public async Task View(Play play, Seat seat)
    {
        var person = play.Person(seat);
        Story.Must(await view.Run(Casting.As(person), play.Decision.Id, play.OwnView(seat)));
    }

    public async Task Reveal(Play play, Seat seat)
    {
        // The view must have its place in the ledger; no sequencer runs beside the story.
        await sequencer.NumberAll();
        Story.Must(await reveal.Run(Casting.As(play.Person(seat)), play.Decision.Id));
    }

    private async Task First(Story story, Play play, Draws draws)
    {
        var decision = play.Decision;
        var outcome = await Conclude(play, Seat.First, decision.Second);
        if (outcome.Moved != decision.Moved) throw new InvalidOperationException($"{decision.Case} came out otherwise than planned.");
        if (decision.Threat is null && decision.Review != Review.None) WriteSecond(story, play, draws, story.Clock.Story);
        else Released(story, play, draws);
    }

    /// <param name="drawnNext">Who is to be drawn after it, where the story says so.</param>
    public async Task<JudgedOutcome> Conclude(Play play, Seat seat, Person? drawnNext)
    {
        if (drawnNext is not null) Steer(play, drawnNext);
        return Story.Must(await judge.Run(Casting.As(play.Person(seat)), play.Decision.Id, play.Judgement(seat, Order(play, seat))));
    }

    /// <summary>Whoever was drawn, in their own time and unit, without having seen anything of the first.</summary>
    private void WriteSecond(Story story, Play play, Draws draws, DateTimeOffset judgedAt)
    {
        play.Second = Seated(play, Seat.Second);
        var at = judgedAt.AddMinutes(draws.Between(15, 190));
        story.When(at, () => View(play, Seat.Second));
        at = at.AddSeconds(draws.Between(6, 40));
        story.When(at, () => Reveal(play, Seat.Second));
        story.When(at.AddSeconds(draws.Between(80, 260)), async () =>
        {
            var outcome = await Conclude(play, Seat.Second, play.Decision.Third);
            if (outcome.State == DecisionState.Disagreed) WriteThird(story, play, draws, story.Clock.Story);
            else Released(story, play, draws);
        });
    }

    private void WriteThird(Story story, Play play, Draws draws, DateTimeOffset judgedAt)
    {
        play.Third = Seated(play, Seat.Third);
        var at = judgedAt.AddMinutes(draws.Between(20, 200));
        story.When(at, () => View(play, Seat.Third));
        at = at.AddSeconds(draws.Between(6, 40));
        story.When(at, () => Reveal(play, Seat.Third));
        story.When(at.AddSeconds(draws.Between(120, 400)), async () =>
        {
            await Conclude(play, Seat.Third, null);
            Released(story, play, draws);
        });
    }

    /// <summary>The case system uses the receipt of a lead once; two people ask for a new look.</summary>
    private void Released(Story story, Play play, Draws draws)
    {
        var decision = play.Decision;
        if (decision.Came is { } came) WriteOutcome(story, decision, came);
        if (decision.StaysALead)
            story.When(story.Clock.Story.AddMinutes(draws.Between(4, 240)), () => use.Run(Casting.AsCaseSystem, decision.Id, new ReceiptUseInput("enquiries", Receiver, decision.Case)));
        if (!decision.Contested) return;
        var words = Words.In(Roster.Lansou.Language);
        var at = story.Clock.Story.AddDays(draws.Between(9, 16));
        story.When(at, () => contest.Run(Casting.As(Roster.Lansou), decision.Id, new Reason(words.Say("contest", draws, decision.Matter))));
        at = at.AddDays(draws.Between(6, 12));
        var settledAt = at.AddMinutes(draws.Between(25, 90));
        story.When(at, () => openFile.Run(Casting.As(Settler(play)), decision.Id));
        story.When(settledAt, () =>
        {
            var settler = Settler(play);
            return settle.Run(Casting.As(settler), decision.Id, uphold: true, new Reason(Words.In(settler.Language).Say("settle", draws, decision.Matter)));
        });
    }

    /// <summary>What came of a lead, by its officer: "open" on the day of the release, the rest some days later, when other evidence was in. A stream of its own.</summary>
    private void WriteOutcome(Story story, Planned decision, CameOfIt came)
    {
        var draws = new Draws("007:came:" + decision.Case);
        var at = decision.CameAt ?? (came == CameOfIt.Open ? story.Clock.Story.AddMinutes(draws.Between(30, 400)) : story.Clock.Story.AddDays(draws.Between(3, 9)));
        var source = Words.In(decision.Officer.Language).Say(came switch { CameOfIt.SupportedByOtherEvidence => "came-supported", CameOfIt.Open => "came-open", _ => "came-wrong" }, draws, decision.Matter);
        story.When(at, () =>
        {
            // The day it is where the agency is: the hour at which the sample is filled decides on which day of the record a moment of the story falls.
            var day = agencies.Find(SampleAgency.Id)!.DayOf(story.Clock.GetUtcNow());
            return outcomes.Run(Casting.As(decision.Officer), decision.Id, new OutcomeInput(came, day, source, came == CameOfIt.WrongStoppedBefore ? day : null));
        });
    }

    private IReadOnlyList<int> Order(Play play, Seat seat)
    {
        using var read = gate.Rent();
        return gate.Load(read, SampleAgency.Id, play.Decision.Id)!.Reveal(seat)!.Order;
    }

    public Person Seated(Play play, Seat seat) => Drawn(play, decision => seat == Seat.Second ? decision.Second : decision.Third);

    private Person Settler(Play play) => Drawn(play, decision => decision.Settler);

    private Person Drawn(Play play, Func<Decision, AccountId?> whom)
    {
        using var read = gate.Rent();
        var decision = gate.Load(read, SampleAgency.Id, play.Decision.Id)!.Decision;
        return Roster.Of(whom(decision) ?? throw new InvalidOperationException($"Nobody could be drawn for {decision.CaseNumber}."));
    }

    /// <summary>Looks for numbers with which the gate's own draw falls on the wanted person; the gate draws as it always does.</summary>
    private void Steer(Play play, Person wanted)
    {
        var officer = play.Decision.Officer;
        var eligible = Roster.SecondPersons.Where(person => person != officer && person != play.Second && person.Unit != officer.Unit)
            .OrderBy(person => person.Id.Value).Select(person => new PossibleSecond(person.Id, null, true, 0, 0)).ToList();
        for (var i = 0; ; i++)
        {
            var secret = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"draw/{play.Decision.Case}/{i}")))[..16];
            if (SecondRules.Drawn(eligible, play.Decision.Id, secret)?.Account != wanted.Id) continue;
            numbers.Next(secret);
            return;
        }
    }
}
