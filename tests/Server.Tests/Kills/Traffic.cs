using Probity.Acts.Storage;

namespace Probity.Server.Tests.Kills;

/// <summary>What is going on while the program is killed.</summary>
internal abstract class Traffic
{
    /// <summary>Before the first start: makes what the acts need, in the data directory itself.</summary>
    public abstract Task Prepare(string folder);

    /// <summary>After every start.</summary>
    public abstract Task Begin(ServedProcess served);

    /// <summary>Acts through the real door; each thing that was acknowledged is named, and must be found again under that name.</summary>
    public abstract Task Act(int number, Action<string> acknowledged);

    /// <summary>The names of everything that the database holds.</summary>
    public abstract IReadOnlySet<string> Recorded(Reads reads);

    /// <summary>Half-written acts: state without its journal row, or a journal row without its state.</summary>
    public abstract IEnumerable<string> HalfWritten(Reads reads);
}
