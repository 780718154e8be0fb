using Probity.Acts.Ids;

namespace Probity.Acts;

/// <summary>A thing of any room, named by the owning room's word for it ("use", "decision", "account") and its id.</summary>
public readonly record struct Subject(string Kind, Guid Id)
{
    public static Subject Of<TId>(string kind, TId id) where TId : struct, ITypedId<TId> => new(kind, id.Value);
}
