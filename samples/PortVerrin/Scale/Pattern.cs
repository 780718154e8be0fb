using System.Buffers;
using Probity.Acts;
using Probity.Acts.Storage;
using Probity.Judgement;

namespace Probity.PortVerrin.Scale;

/// <summary>One act of a pattern.</summary>
/// <param name="After">How long after the opening.</param>
/// <param name="Pieces">Its canonical JSON: what stays, and what each copy says itself.</param>
internal sealed record PatternAct(ActKind Kind, ActorKind ActorKind, Whose Actor, TimeSpan After, IReadOnlyList<Action<Copy, IBufferWriter<byte>>> Pieces);

/// <summary>One row of a pattern: its statement, and the value of each column in a copy.</summary>
internal sealed record PatternRow(Statement Insert, IReadOnlyList<Func<Copy, object?>> Values);

/// <summary>
/// A decision of Port Verrin as the gate recorded it, with every id, name and time taken out. What the verbs wrote once is written again, millions of times, with other
/// people in another case; nothing of a verb is told a second time in other words.
/// </summary>
/// <param name="Terms">Which of the authorisations of face search it ran under, in their order.</param>
/// <param name="Officer">Its officer in Port Verrin; a copy's officer has the same habits.</param>
/// <param name="Takes">From the opening to its last act.</param>
/// <param name="Finished">Nothing of it is owed any more.</param>
internal sealed record Pattern(int Terms, Guid Officer, TimeSpan Takes, bool Finished, bool ReceiptUsed, IReadOnlyList<PatternAct> Acts, IReadOnlyList<PatternRow> Rows)
{
    /// <summary>Second, third, settler.</summary>
    public const int Seats = 3;

    /// <summary>Who takes part beside the officer, by draw.</summary>
    public required IReadOnlyList<Whose> Drawn { get; init; }

    /// <summary>Seals the acts of a copy in the order in which each needs what stands before it.</summary>
    public void Seal(Copy copy, Probity.Acts.Journal.JournalBook book)
    {
        var text = new ArrayBufferWriter<byte>(4096);
        for (var i = 0; i < Acts.Count; i++)
        {
            var act = Acts[i];
            text.ResetWrittenCount();
            foreach (var piece in act.Pieces) piece(copy, text);
            copy.Acts[i] = book.Seal(copy.Actor(act), act.Kind, new Subject(JudgementActs.Subject, copy[Whose.Decision]), copy.At(act.After), copy.Key, text.WrittenSpan);
        }
    }
}
