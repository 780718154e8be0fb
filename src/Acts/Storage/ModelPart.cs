using Microsoft.EntityFrameworkCore;
using Probity.Acts.Ids;

namespace Probity.Acts.Storage;

/// <summary>What a room adds to the one database: its tables' mapping and its migrations (embedded resources "migrations/Room.0001.sqlite.sql").</summary>
public abstract class ModelPart
{
    /// <summary>The room's word in lower case; tables begin with it.</summary>
    public abstract string Room { get; }

    public abstract void Map(ModelBuilder model);

    /// <summary>
    /// After a restore: statements by which what stands in clear beside an erased content follows it, wherever a data key has a <c>destroyed_at</c>. Each may run any number of times.
    /// </summary>
    public virtual IReadOnlyList<string> AfterErasures => [];

    /// <summary>
    /// What stands in this room's tables about a person beside what the person's key seals: statements that clear it for the agency <c>@p0</c> and the account <c>@p1</c>, which is called <c>@p2</c>, with
    /// rank, and <c>@p3</c>, without. The erasure runs them in its transaction, and a restore of older rows runs the same ones again, so each may run any number of times.
    /// </summary>
    public virtual IReadOnlyList<Statement> ClearsPerson => [];
}

/// <summary>A row that belongs to an agency. Every entity does; the query filter is by construction.</summary>
public interface IOwned
{
    AgencyId Agency { get; }
}

/// <summary>A row whose version rules read and the unit of work checks again. It rises with every change.</summary>
public interface IVersioned
{
    long Version { get; set; }
}
