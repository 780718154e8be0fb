using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;

namespace Probity.PortVerrin.Scale;

/// <summary>Whose id stands in a place of a pattern.</summary>
internal enum Whose { Decision, Agency, Officer, Second, Third, Settler, Complaints, Client, Use, Version, Authorisation, Leader, Nobody }

/// <summary>Which words stand in a place of a pattern.</summary>
internal enum Said { Case, UseReference, UseName, Agency, Leader, AuthorisationHash }

/// <summary>Somebody drawn as second or third person or to settle: the number with which the draw can be repeated, and among how many.</summary>
internal readonly record struct Draw(string Secret, int Eligible);

/// <summary>One decision written from a pattern: its own people, case, use and time, and what becomes of it on the way to the database.</summary>
internal sealed class Copy(Pattern pattern, DateTimeOffset openedAt, DataKey key)
{
    public Pattern Pattern { get; } = pattern;
    public DateTimeOffset OpenedAt { get; } = openedAt;
    public DataKey Key { get; } = key;
    public Guid[] Ids { get; } = new Guid[Enum.GetValues<Whose>().Length];
    public string[] Texts { get; } = new string[Enum.GetValues<Said>().Length];
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
    public Draw[] Draws { get; } = new Draw[Pattern.Seats];

    /// <summary>Of each act, in the order of the pattern: its place in the ledger (known before it is written), itself, and its row.</summary>
    public long[] Leaves { get; } = new long[pattern.Acts.Count];
    public SealedAct[] Acts { get; } = new SealedAct[pattern.Acts.Count];
    public JournalId[] Rows { get; } = new JournalId[pattern.Acts.Count];

    public Guid this[Whose whose] { get => Ids[(int)whose]; set => Ids[(int)whose] = value; }

    public string this[Said said] { get => Texts[(int)said]; set => Texts[(int)said] = value; }

    public required PersonMarks Marks { get; init; }

    public string Mark(Whose whose) => Marks.For(new DecisionId(this[Whose.Decision]), new AccountId(this[whose]))!;

    public DateTimeOffset At(TimeSpan afterOpening) => OpenedAt + afterOpening;

    public Actor Actor(PatternAct act) => new(new AgencyId(this[Whose.Agency]), act.ActorKind, this[act.Actor]);
}
