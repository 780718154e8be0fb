namespace Probity.Acts;

/// <summary>
/// A kind of act, "room.what-happened" in the past tense. Each is a static field of its feature, listed in docs/acts.md (a test holds both together).
/// The name goes into the ledger in clear, so it may not carry anything about a person or a case.
/// </summary>
public sealed record ActKind(string Name, bool NeedsReason = false)
{
    public override string ToString() => Name;
}
