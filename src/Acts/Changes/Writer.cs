namespace Probity.Acts.Changes;

/// <summary>
/// What makes changes, one transaction at a time or many: <see cref="SqliteWriter"/> beside the data, <see cref="PostgresWriter"/> on a server.
/// Nobody is answered before the commit is on disk.
/// </summary>
public abstract class Writer : IDisposable
{
    /// <param name="urgent">Goes before everything that waits: a suspension beats every opening that has not been taken up.</param>
    internal abstract void Enqueue(Waiting waiting, bool urgent);

    /// <summary>Changes that wait to be taken up.</summary>
    internal abstract int Queue { get; }

    /// <summary>After a commit that wrote what falls due.</summary>
    internal event Action? Fell;

    internal void Nudged() => Fell?.Invoke();

    /// <summary>After a commit that destroyed something. PostgreSQL recycles its own logs.</summary>
    internal virtual void Scrub() { }

    public abstract void Dispose();

    /// <summary>A change that waits for its commit.</summary>
    internal abstract class Waiting(Actor actor)
    {
        private int _taken;

        public Actor Actor { get; } = actor;

        public bool TakeUp() => Interlocked.Exchange(ref _taken, 1) == 0;

        /// <summary>
        /// The rows it relies on are asked again inside, so it needs no more than that. Everything else reads and decides inside and must see one moment of the database.
        /// </summary>
        public virtual bool ChecksItsGround => false;

        /// <summary>True if what it wrote shall be kept.</summary>
        public abstract bool Apply(Work work);

        /// <summary>What was prepared outside no longer fits.</summary>
        public abstract void Outdated();

        public abstract void Committed();

        public abstract void Failed(Exception fault);
    }
}
