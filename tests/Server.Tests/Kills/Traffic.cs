using Probity.Acts.Storage;

namespace Probity.Server.Tests.Kills;

/// <summary>What is going on while the program is killed.</summary>
internal abstract class Traffic
{
    /// <summary>Once, after the first start: signs in, makes what the acts need.</summary>
    public abstract Task Prepare(ServedProcess served);

    /// <summary>After every start: what belongs to the new process, for example a form's token.</summary>
    public virtual Task Begin(ServedProcess served) => Task.CompletedTask;

    /// <summary>One act through the real door; the name under which it must be found again, or nothing if it was not acknowledged.</summary>
    public abstract Task<string?> Act(ServedProcess served, int number);

    /// <summary>Everything that the database holds of these acts.</summary>
    public abstract IReadOnlySet<string> Recorded(Reads reads);

    /// <summary>Half-written acts: state without its journal row, or a journal row without its state.</summary>
    public abstract IEnumerable<string> HalfWritten(Reads reads);
}
