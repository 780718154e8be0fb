using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;

namespace Probity.PortVerrin.Scale;

/// <summary>The decisions of one hour with all their acts, in the order of time, sealed and ready to be written together.</summary>
internal sealed class HourOfDecisions(IReadOnlyList<Copy> copies, IReadOnlyList<TimedAct> acts)
{
    public int Acts => acts.Count;

    /// <param name="first">The place in the ledger of its first act.</param>
    public void Seal(JournalBook book, long first)
    {
        for (var i = 0; i < acts.Count; i++)
            if (acts[i].Of is { } copy) copy.Leaves[acts[i].Index] = first + i;
        Parallel.ForEach(copies, copy => copy.Pattern.Seal(copy, book));
    }

    public void Write(Work work)
    {
        foreach (var act in acts)
            if (act.Of is { } copy) copy.Rows[act.Index] = work.Record(copy.Acts[act.Index]);
            else work.Record(act.Other!);
        foreach (var copy in copies)
            foreach (var row in copy.Pattern.Rows) work.Execute(row.Insert, [.. row.Values.Select(value => value(copy))]);
    }
}

/// <summary>An act of a copy, by its index in the pattern, or one that belongs to no decision.</summary>
internal sealed record TimedAct(DateTimeOffset At, Copy? Of, int Index, SealedAct? Other);
