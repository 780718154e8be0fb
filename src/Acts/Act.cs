using Probity.Acts.Keys;

namespace Probity.Acts;

/// <summary>
/// Anything anyone did. The actor and the time come from the unit of work; what is left to say is here, and the compiler demands it.
/// </summary>
public sealed record Act
{
    public required ActKind Kind { get; init; }
    public required Subject Subject { get; init; }

    /// <summary>Required by the kind or null; the unit of work refuses to record a kind that needs a reason without one.</summary>
    public required Reason? Reason { get; init; }

    /// <summary>What happened, as a record that serialises to JSON. It is canonicalised (RFC 8785), committed to and encrypted.</summary>
    public required object Payload { get; init; }

    /// <summary>Whose data key seals the payload: destroying that key erases the content and leaves every proof valid.</summary>
    public required KeyScope Scope { get; init; }
}
