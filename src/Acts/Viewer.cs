using Probity.Acts.Ids;
using Probity.Acts.Rights;

namespace Probity.Acts;

/// <summary>Who is looking during this request. The door fills it once, from the session or the client's key; rooms read it.</summary>
public sealed class Viewer
{
    public Actor? Actor { get; private set; }
    public IReadOnlySet<Right> Rights { get; private set; } = new HashSet<Right>();

    public AgencyId? Agency => Actor?.Agency;

    /// <exception cref="InvalidOperationException">Nobody is signed in: a page that asks this must demand a right.</exception>
    public Actor Required => Actor ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool May(Right right) => Rights.Contains(right);

    public void Is(Actor actor, IReadOnlySet<Right> rights) => (Actor, Rights) = (actor, rights);
}
