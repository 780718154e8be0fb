using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Views;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>A decision being played: the plan, what the system returned, who was drawn, and what each person says in their own language.</summary>
internal sealed class Play(Planned decision, DrawnOutput drawn)
{
    public Planned Decision { get; } = decision;
    public DrawnOutput Drawn { get; } = drawn;
    public Person? Second { get; set; }
    public Person? Third { get; set; }

    private readonly Draws _words = new("007:words:" + decision.Case);

    public Person Person(Seat seat) => seat switch { Seat.First => Decision.Officer, Seat.Second => Second!, _ => Third! };

    /// <summary>What a seat comes to in the end.</summary>
    public FinalAnswer Answer(Seat seat) => (seat, Decision.Review) switch
    {
        (Seat.First, _) or (_, Review.Agrees or Review.None) or (Seat.Third, Review.DiffersKept) => Decision.Final,
        (Seat.Third, _) => FinalAnswer.NoLead,
        (Seat.Second, _) => Decision.Final == FinalAnswer.Insufficient ? FinalAnswer.NoLead : FinalAnswer.Insufficient,
        _ => throw new ArgumentOutOfRangeException(nameof(seat)),
    };

    /// <summary>Second and third persons come without a name: a lead is something they find for themselves or do not.</summary>
    private ViewAnswer ViewOf(Seat seat) => seat == Seat.First ? Decision.View
        : Answer(seat) == FinalAnswer.Insufficient || Answer(seat) == FinalAnswer.Lead && _words.PerCent(60) ? ViewAnswer.Insufficient : ViewAnswer.NoOneKnown;

    private readonly Dictionary<Seat, ViewAnswer> _views = [];

    public OwnView OwnView(Seat seat)
    {
        var person = Person(seat);
        var words = Words.In(person.Language);
        var answer = _views[seat] = ViewOf(seat);
        var stamping = seat == Seat.First && Decision.Manner == Manner.Stamping;
        var reasons = stamping
            ? words.Say("stamping", _words, Decision.Matter, Drawn.Named, answer switch { ViewAnswer.Insufficient => 0, ViewAnswer.NoOneKnown => 1, _ => 2 })
            : words.Say(seat == Seat.First ? Section(answer) : "second", _words, Decision.Matter, Drawn.Named);
        return new OwnView(answer, answer == ViewAnswer.NamedPerson ? Drawn.Named : null, reasons, words.Say("against", _words, Decision.Matter), Sure(answer), Decision.Matter.Facts(_words, person.Language));
    }

    public FinalJudgement Judgement(Seat seat, IReadOnlyList<int> order)
    {
        var words = Words.In(Person(seat).Language);
        var answer = Answer(seat);
        int? candidate = answer == FinalAnswer.Lead ? order.ToList().FindIndex(position => Drawn.Output.Candidates[position].Person == Drawn.Lead) + 1 : null;
        var why = WhyChanged(seat, answer) is { } section ? words.Say(section, _words, Decision.Matter) : null;
        var note = seat switch { Seat.Second => words.Say("second-notes", _words, Decision.Matter), Seat.Third => words.Say("third", _words, Decision.Matter), _ => null };
        return new FinalJudgement(answer, candidate, Sure(_views[seat]), why, note);
    }

    /// <summary>The corpus for a changed answer, or none where the view is kept: keeping it costs no more words than changing it.</summary>
    private string? WhyChanged(Seat seat, FinalAnswer answer) => (_views[seat], answer) switch
    {
        (ViewAnswer.NamedPerson, FinalAnswer.Lead) => seat == Seat.First && Decision.Agreement == Agreement.NamesAnother ? "to-another" : null,
        (ViewAnswer.NoOneKnown, FinalAnswer.NoLead) or (ViewAnswer.Insufficient, FinalAnswer.Insufficient) => null,
        (_, FinalAnswer.Lead) => "to-lead",
        (ViewAnswer.NamedPerson, _) => Decision.Agreement == Agreement.Agrees ? "none-elsewhere" : "none-among",
        _ => "none-after-all",
    };

    private Sureness Sure(ViewAnswer answer) => answer == ViewAnswer.Insufficient
        ? _words.Weighted(30, 45, 25) switch { 0 => Sureness.VeryUnsure, 1 => Sureness.Unsure, _ => Sureness.InBetween }
        : _words.Weighted(20, 40, 30, 10) switch { 0 => Sureness.Unsure, 1 => Sureness.InBetween, 2 => Sureness.Sure, _ => Sureness.VerySure };

    private static string Section(ViewAnswer answer) => answer switch { ViewAnswer.NamedPerson => "named", ViewAnswer.NoOneKnown => "noone", _ => "insufficient" };
}
