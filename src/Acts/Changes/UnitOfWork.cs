using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Telemetry;

namespace Probity.Acts.Changes;

/// <summary>
/// The only way to change anything: state and journal rows in one transaction, or nothing. It answers after the commit is on disk.
/// </summary>
public sealed class UnitOfWork(Writer writer)
{
    /// <summary>How often a verb is asked again when somebody changed what it had read.</summary>
    public const int Attempts = 3;

    /// <summary>Changes that wait for the writer.</summary>
    internal int Queue => writer.Queue;

    /// <summary>After a commit that wrote what falls due; called on the writer's thread.</summary>
    internal event Action? Fell { add => writer.Fell += value; remove => writer.Fell -= value; }

    /// <summary>
    /// For ordinary verbs: runs on the writer inside the transaction, so whatever it reads there is current. It loads, asks the pure rules, changes
    /// tracked rows and records acts; a refusal undoes all of it unless the refusal itself was recorded.
    /// </summary>
    /// <param name="urgent">Goes before everything that waits.</param>
    public async Task<Outcome<T>> Commit<T>(Actor actor, Func<Work, Outcome<T>> verb, bool urgent = false)
    {
        using var span = Measures.Source.StartActivity("change");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var waiting = new Job<T>(actor, null, verb);
            writer.Enqueue(waiting, urgent);
            var (stands, outcome) = await waiting.Answer;
            if (stands) return Measures.Counted(outcome);
        }
        return Measures.Counted<T>(ActsRefusals.ChangedMeanwhile);
    }

    /// <summary>
    /// For hot paths: the verb reads and decides outside, and the writer only checks the versions it read and writes. A version that moved means that the
    /// verb is asked again, three times at most; then the answer is a refusal that says so.
    /// </summary>
    public async Task<Outcome<T>> Commit<T>(Actor actor, Func<int, Outcome<Change<T>>> decide)
    {
        using var span = Measures.Source.StartActivity("change");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Outcome<Change<T>> decided;
            try
            {
                decided = decide(attempt);
            }
            catch (KeyDestroyedException)
            {
                return Measures.Counted<T>(ActsRefusals.KeyDestroyed);
            }
            if (!decided.Done) return Measures.Counted(decided.Refused<T>());
            var waiting = new Job<T>(actor, decided.Value.Read, decided.Value.Write);
            writer.Enqueue(waiting, urgent: false);
            var (stands, outcome) = await waiting.Answer;
            if (stands) return Measures.Counted(outcome);
        }
        return Measures.Counted<T>(ActsRefusals.ChangedMeanwhile);
    }

    private sealed class Job<T>(Actor actor, IReadOnlyList<RowVersion>? read, Func<Work, Outcome<T>> write) : Writer.Waiting(actor)
    {
        private readonly TaskCompletionSource<(bool Stands, Outcome<T> Outcome)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _stands;
        private Outcome<T> _outcome;

        public Task<(bool Stands, Outcome<T> Outcome)> Answer => _answer.Task;

        public override bool ChecksItsGround => read is not null;

        public override bool Apply(Work work)
        {
            _stands = read is null || work.Stands(read);
            if (!_stands) return false;
            _outcome = write(work);
            return _outcome.KeepsRecord;
        }

        public override void Outdated() => _stands = false;

        public override void Committed() => _answer.TrySetResult((_stands, _outcome));

        public override void Failed(Exception fault)
        {
            if (fault is InDoubtException) _answer.TrySetResult((true, ActsRefusals.StoreInDoubt));
            else if (StoreFaults.Unavailable(fault)) _answer.TrySetResult((true, ActsRefusals.StoreUnavailable));
            else if (fault is KeyDestroyedException) _answer.TrySetResult((true, ActsRefusals.KeyDestroyed));
            else _answer.TrySetException(fault);
        }
    }
}
