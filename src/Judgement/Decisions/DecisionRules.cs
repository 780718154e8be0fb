using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Decisions;

/// <summary>
/// The state machine: which step may follow, by whom. No step can be skipped, repeated or taken by another seat's person.
/// </summary>
public static class DecisionRules
{
    /// <summary>Something can still be recorded on it.</summary>
    public static bool StillMoves(DecisionState state) =>
        state is DecisionState.Opened or DecisionState.ViewCommitted or DecisionState.Revealed or DecisionState.Judged or DecisionState.Disagreed;

    /// <summary>Which seat this person has on the decision, if any.</summary>
    public static Seat? SeatOf(DecisionFacts decision, AccountId person) =>
        decision.Officer == person ? Seat.First
        : decision.Second == person ? Seat.Second
        : decision.Third == person ? Seat.Third
        : null;

    public static StepName ViewStep(Seat seat) => seat switch { Seat.First => StepName.View, Seat.Second => StepName.SecondView, _ => StepName.ThirdView };

    public static StepName RevealStep(Seat seat) => seat switch { Seat.First => StepName.Revealed, Seat.Second => StepName.SecondRevealed, _ => StepName.ThirdRevealed };

    public static StepName JudgeStep(Seat seat) => seat switch { Seat.First => StepName.Judged, Seat.Second => StepName.Seconded, _ => StepName.Adjudicated };

    /// <summary>Every reason why this person may not take this step now.</summary>
    public static IReadOnlyList<Refusal> MayTake(DecisionFacts decision, StepName step, Seat seat, AccountId person, DateTimeOffset now)
    {
        var no = new List<Refusal>();
        if (SeatOf(decision, person) != seat) no.Add(JudgementRefusals.NotYours);
        var state = decision.StateAt(now);
        if (!StillMoves(state))
        {
            no.Add(JudgementRefusals.NotOpenAnyMore.At(null, ("state", state)));
            return no;
        }
        if (decision.Steps.Contains(step)) no.Add(JudgementRefusals.AlreadyRecorded.At(null, ("step", step)));
        else if (Before(step, decision.Mode) is { } needed && !decision.Steps.Contains(needed)) no.Add(JudgementRefusals.StepOutOfOrder.At(null, ("step", step), ("needed", needed)));
        else if (!StateAllows(step, state)) no.Add(JudgementRefusals.StepOutOfOrder.At(null, ("step", step), ("needed", state)));
        return no;
    }

    /// <summary>The step that must stand in the ledger before this one. Under the open protocol the output was seen elsewhere, and the view is still asked first.</summary>
    private static StepName? Before(StepName step, ProtocolMode mode) => step switch
    {
        StepName.View => mode == ProtocolMode.Protective ? StepName.Released : StepName.Opened,
        StepName.Revealed => StepName.View,
        StepName.Judged => StepName.Revealed,
        StepName.SecondView => StepName.Judged,
        StepName.SecondRevealed => StepName.SecondView,
        StepName.Seconded => StepName.SecondRevealed,
        StepName.ThirdView => StepName.Seconded,
        StepName.ThirdRevealed => StepName.ThirdView,
        StepName.Adjudicated => StepName.ThirdRevealed,
        _ => null,
    };

    private static bool StateAllows(StepName step, DecisionState state) => step switch
    {
        StepName.View => state == DecisionState.Opened,
        StepName.Revealed => state == DecisionState.ViewCommitted,
        StepName.Judged => state == DecisionState.Revealed,
        StepName.SecondView or StepName.SecondRevealed or StepName.Seconded => state == DecisionState.Judged,
        StepName.ThirdView or StepName.ThirdRevealed or StepName.Adjudicated => state == DecisionState.Disagreed,
        _ => false,
    };

    /// <summary>The state after a step.</summary>
    public static DecisionState After(StepName step, bool secondNeeded, bool agreed) => step switch
    {
        StepName.View => DecisionState.ViewCommitted,
        StepName.Revealed => DecisionState.Revealed,
        StepName.Judged => secondNeeded ? DecisionState.Judged : DecisionState.Released,
        StepName.SecondView or StepName.SecondRevealed => DecisionState.Judged,
        StepName.Seconded => agreed ? DecisionState.Released : DecisionState.Disagreed,
        StepName.ThirdView or StepName.ThirdRevealed => DecisionState.Disagreed,
        StepName.Adjudicated => DecisionState.Released,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>
    /// A second person judges every lead, and a random share of the rest as a control: the draw is the decision's own id, so nobody can choose which.
    /// </summary>
    public static bool NeedsSecond(DecisionId decision, FinalAnswer answer, Protocol protocol) =>
        protocol.SecondPerson && (answer == FinalAnswer.Lead || Draw(decision, "control") < protocol.ControlDrawPercent);

    /// <summary>0 to 99, from the id and a purpose; uniform, and the same whenever it is asked.</summary>
    public static int Draw(DecisionId decision, string purpose)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(decision.Value.ToString("N") + "/" + purpose), hash);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % 100);
    }
}
