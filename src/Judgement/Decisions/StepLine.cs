using Probity.Desk.Parts;

namespace Probity.Judgement.Decisions;

/// <summary>A step on the plumb line of a page.</summary>
/// <param name="Key">The end of its text keys: "judgement.step.{key}" is its title.</param>
/// <param name="At">When it was taken.</param>
public sealed record StepOnLine(string Key, StepState State, DateTimeOffset? At = null, long? Leaf = null)
{
    /// <summary>The end of the text key of its note where it was not taken yet, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>The two plumb lines of a decision: the five steps of the person who judges, and the whole history.</summary>
public static class StepLine
{
    /// <summary>Evidence, own view, output, judgement, and who comes after.</summary>
    public static IReadOnlyList<StepOnLine> Of(DecisionFile file, Seat seat, StepName now)
    {
        var (view, reveal, judge) = (DecisionRules.ViewStep(seat), DecisionRules.RevealStep(seat), DecisionRules.JudgeStep(seat));
        var line = new List<StepOnLine>
        {
            new("evidence", StepState.Done),
            One(file, "view", view, now),
            One(file, "output", reveal, now) with { Note = "sealed" },
            One(file, seat == Seat.First ? "judgement" : "own-judgement", judge, now),
        };
        if (seat == Seat.First && file.Opened.Protocol.SecondPerson) line.Add(new("second", StepState.Next) { Note = "second" });
        if (seat == Seat.Second) line.Add(new("compare", StepState.Next) { Note = "compare" });
        if (seat == Seat.Third) line.Add(new("release", StepState.Next));
        return line;
    }

    private static StepOnLine One(DecisionFile file, string key, StepName step, StepName now) =>
        new(key, file.Took(step) ? StepState.Done : step == now ? StepState.Now : StepState.Next, file.Step(step)?.At);

    /// <summary>Every step that was taken, then the one that is waited for.</summary>
    public static IReadOnlyList<StepOnLine> History(DecisionFile file, DecisionState state)
    {
        var line = file.Steps.Select(step => new StepOnLine("history." + step.Name, StepState.Done, step.At, file.Act(step.Name)?.LeafIndex)).ToList();
        if (state is DecisionState.Refused) return [new StepOnLine("history.Refused", StepState.Done, file.Decision.OpenedAt, line.FirstOrDefault()?.Leaf)];
        if (Awaited(file, state) is { } awaited) line.Add(new StepOnLine("awaited." + awaited, StepState.Now));
        else if (state is DecisionState.Withdrawn or DecisionState.Expired)
            line.Add(new StepOnLine("history." + state, StepState.Done, state == DecisionState.Expired ? file.Decision.ExpiresAt : file.Decision.ChangedAt));
        return line;
    }

    /// <summary>Who is waited for, as the end of a text key; null where nothing is.</summary>
    public static string? Awaited(DecisionFile file, DecisionState state) => state switch
    {
        DecisionState.Opened => file.Decision.Officer is null ? "taker" : "view",
        DecisionState.ViewCommitted or DecisionState.Revealed => "judgement",
        DecisionState.Judged => file.Decision.Second is null ? "no-second" : "second",
        DecisionState.Disagreed => file.Decision.Third is null ? "no-third" : "third",
        DecisionState.Contested => file.Decision.Settler is null ? "no-settler" : "settlement",
        _ => null,
    };
}
