using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Search;
using Probity.Acts.Storage;

namespace Probity.Acts.Changes;

/// <summary>
/// One change being made, on the writer's connection inside its transaction. Only the unit of work makes one, so only it can write.
/// </summary>
public sealed class Work : Session, IDisposable
{
    private readonly DbConnection _connection;
    private readonly IReadOnlyList<ModelPart> _parts;
    private readonly JournalBook _book;
    private readonly Writer _writer;
    private ProbityDb? _db;
    private Actor _actor = null!;

    internal Work(DbConnection connection, IReadOnlyList<ModelPart> parts, JournalBook book, Writer writer)
    {
        _writer = writer;
        _connection = connection;
        _parts = parts;
        _book = book;
        Commands = new PreparedCommands(connection);
    }

    private protected override PreparedCommands Commands { get; }

    /// <summary>What the rooms brought to the database.</summary>
    internal IReadOnlyList<ModelPart> Parts => _parts;

    /// <summary>When the change is made; every act of it carries this time.</summary>
    public DateTimeOffset Now { get; private set; }

    public Actor Actor => _actor;

    /// <summary>The actor's agency through EF. What the verb changes here is saved when it returns without refusing.</summary>
    public ProbityDb Db => _db ??= new ProbityDb(ProbityDb.On(_connection), _parts, _actor.Agency, writes: true);

    /// <summary>Rows that changed.</summary>
    public int Execute(Statement statement, params ReadOnlySpan<object?> values) => Commands.Fill(statement, values).ExecuteNonQuery();

    /// <summary>
    /// Writes the act into the journal in the same transaction. An act without the reason its kind needs is a fault of the verb, which must refuse first.
    /// </summary>
    public JournalId Record(Act act)
    {
        if (act.Kind.NeedsReason && act.Reason is null) throw new InvalidOperationException($"{act.Kind} needs a reason.");
        return Record(_book.Seal(_actor, act, Now));
    }

    /// <summary>Writes an act that was sealed before the transaction, so that the writer does not spend its time on encryption.</summary>
    public JournalId Record(SealedAct act) => _book.Write(this, act);

    internal bool Stands(IReadOnlyList<RowVersion> read)
    {
        foreach (var row in read)
            if (First(row.Question.Held, now => (long?)now.Number(0), row.Id, row.Agency) != row.Version) return false;
        return true;
    }

    private readonly List<Action> _afterCommit = [];
    private int _afterCommitBefore;

    /// <summary>Runs on the writer once the whole group is on disk; must be quick and may not throw. Not run if the change is undone.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    private static readonly Statement Tell = new($"SELECT pg_notify('{MemoryWatch.Channel}', @p0)");

    /// <summary>
    /// What servers keep in memory under this key is no longer so: here it is dropped once the commit is on disk, and the other servers of the database are told with the commit
    /// itself, or not at all. Ids only.
    /// </summary>
    public void Forgets(string memory, string key, Action here)
    {
        AfterCommit(here);
        if (IsPostgres) Execute(Tell, $"{memory} {key}");
    }

    /// <summary>Something falls due at another time than before.</summary>
    internal void Fell() => AfterCommit(_writer.Nudged);

    /// <summary>What was overwritten must not outlast the commit in files that the database keeps beside itself.</summary>
    internal void Scrub() => AfterCommit(_writer.Scrub);

    internal void Begin(Actor actor, DateTimeOffset now)
    {
        // To the millisecond, as the record has it: what is answered now is what is read back later.
        (_actor, Now) = (actor, DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()));
        _afterCommitBefore = _afterCommit.Count;
    }

    internal void Undo()
    {
        Forget();
        _afterCommit.RemoveRange(_afterCommitBefore, _afterCommit.Count - _afterCommitBefore);
    }

    internal void Committed()
    {
        foreach (var action in _afterCommit) action();
        _afterCommit.Clear();
    }

    internal void Lost()
    {
        Forget();
        _afterCommit.Clear();
    }

    internal void Save()
    {
        if (_db is not null)
        {
            var found = _db.ChangeTracker.Entries<IFindable>().Where(entry => entry.State is EntityState.Added or EntityState.Modified)
                .Select(entry => (entry.Entity.Subject, entry.Entity.FoundBy)).ToList();
            _db.Save();
            if (found.Count > 0) SearchIndex.Put(this, found);
        }
        Forget();
    }

    internal void Forget()
    {
        _db?.Dispose();
        _db = null;
    }

    public void Dispose()
    {
        Forget();
        Commands.Dispose();
    }
}
