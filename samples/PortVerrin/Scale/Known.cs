using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;
using Probity.Ledger.Entries;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.Registry.Authorisations;

namespace Probity.PortVerrin.Scale;

/// <summary>What is recognised in one decision, by its value.</summary>
internal sealed class Known
{
    private readonly Dictionary<Guid, Whose> _ids = new() { [Guid.Empty] = Whose.Nobody, [SampleAgency.Id.Value] = Whose.Agency };
    private readonly Decision _of;

    public Known(Decision decision, PersonMarks marks, IReadOnlyDictionary<Guid, (int Terms, Authorisation Granted)> granted)
    {
        (_of, Decision, OpenedAt) = (decision, decision.Id.Value, decision.OpenedAt);
        OpenedOn = DateOnly.FromDateTime(OpenedAt.UtcDateTime).DayNumber;
        _ids[Decision] = Whose.Decision;
        foreach (var (whose, person) in new (Whose, AccountId?)[] { (Whose.Officer, decision.Officer), (Whose.Second, decision.Second), (Whose.Third, decision.Third), (Whose.Settler, decision.Settler) })
            if (person is { } account)
            {
                _ids[account.Value] = whose;
                Marks[marks.For(decision.Id, account)!] = whose;
            }
        _ids[Roster.Lansou.Id.Value] = Whose.Complaints;
        _ids[Casting.CaseSystemId.Value] = Whose.Client;
        _ids[SampleUses.FaceSearch.Id.Value] = Whose.Use;
        _ids[SampleUses.FaceSearch.SystemVersion.Value] = Whose.Version;
        _ids[Roster.Roe.Id.Value] = Whose.Leader;
        var live = granted.Values.Where(row => row.Granted.FromAt <= OpenedAt).MaxBy(row => row.Terms);
        _ids[live.Granted.Id.Value] = Whose.Authorisation;
        (Terms, From, Until) = (live.Terms, live.Granted.FromAt!.Value, live.Granted.UntilAt);
        Texts = new(StringComparer.Ordinal)
        {
            [decision.CaseNumber] = Said.Case, [SampleUses.FaceSearch.Reference] = Said.UseReference, [SampleUses.FaceSearch.Name] = Said.UseName, [SampleAgency.Name] = Said.Agency,
            [live.Granted.GrantedByName!] = Said.Leader, [live.Granted.ContentHash] = Said.AuthorisationHash,
        };
    }

    public Guid Decision { get; }
    public string CaseNumber => _of.CaseNumber;
    public DateTimeOffset OpenedAt { get; }
    public int OpenedOn { get; }
    public int Terms { get; }
    public DateTimeOffset From { get; }
    public DateTimeOffset Until { get; }
    public Dictionary<string, Said> Texts { get; }
    public Dictionary<string, Whose> Marks { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> Commitments { get; } = new(StringComparer.Ordinal);
    public Dictionary<long, int> Rows { get; } = [];
    public Dictionary<long, int> Leaves { get; } = [];

    public void Add(int index, OpenedAct act)
    {
        var commitment = Commitment.To(act.Salt, act.Canonical);
        Commitments[Convert.ToHexString(commitment.ToArray())] = index;
        Commitments[commitment.ToBase64Url()] = index;
        Rows[act.Id.Value] = index;
        Leaves[act.LeafIndex!.Value] = index;
    }

    public Whose Of(Guid id) => _ids.TryGetValue(id, out var whose) ? whose : throw new InvalidOperationException($"Nobody knows {id} in {_of.CaseNumber}.");

    /// <summary>Everybody with a seat was drawn from the second persons.</summary>
    public bool IsWhole(HashSet<Guid> seconds) => new[] { _of.Second, _of.Third, _of.Settler }.All(person => person is not { } one || seconds.Contains(one.Value));
}
