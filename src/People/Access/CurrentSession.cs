using Probity.Acts.Refusals;
using Probity.People.Sessions;

namespace Probity.People.Access;

/// <summary>Scoped: the session of this request, also one that is only half signed in and opens nothing yet.</summary>
public sealed class CurrentSession
{
    public LiveSession? Any { get; internal set; }

    public LiveSession? At(Stage stage) => Any?.Stage == stage ? Any : null;

    /// <exception cref="InvalidOperationException">The page demands a right, so a full session is there.</exception>
    public LiveSession Required => At(Stage.Full) ?? throw new InvalidOperationException("This page needs a person's session.");
}
