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
