using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Settings;
using Probity.Acts.Storage;
using Probity.People.Units;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Live;

/// <summary>
/// Uses in memory for the gate. A committed change is forgotten by the writer before it answers, and what was read meanwhile is not kept;
/// beyond that, the version of the row is checked again in the transaction that relies on it.
/// </summary>
public sealed class LiveUses(Reads reads) : IDisposable
{
    /// <summary>Uses kept in memory; an agency has tens to hundreds.</summary>
    public const int Most = 20_000;

    /// <summary>Setting of an agency: its own rule that demands an authorisation, for citation.</summary>
    public const string RuleSetting = "registry.authorisation-rule";

    private const string Columns = """
        SELECT u.id, u.reference, u.name, u.state, u.version, u.unit, u.decision_kinds, u.class, s.name, v.label, u.system_version,
               a.id, a.content_hash, a.granted_by, a.granted_by_name, a.from_at, a.until_at, a.conditions, u.name_fr
        FROM registry_use u
        JOIN registry_system_version v ON v.id = u.system_version AND v.agency = u.agency
        JOIN registry_system s ON s.id = v.system AND s.agency = u.agency
        LEFT JOIN registry_authorisation a ON a.id = u.authorisation AND a.agency = u.agency
        """;
    private static readonly Statement ById = new(Columns + "\nWHERE u.agency = @p0 AND u.id = @p1");
    private static readonly Statement ByReference = new(Columns + "\nWHERE u.agency = @p0 AND u.reference = @p1");

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>A reference is given once and for ever, so what it names never has to be forgotten.</summary>
    private readonly MemoryCache _named = new(new MemoryCacheOptions { SizeLimit = Most });
    private long _changes;

    public LiveUse? Find(AgencyId agency, UseId id) =>
        _known.TryGetValue((agency, id), out LiveUse? known) ? known : Read(agency, ById, id);

    /// <summary>By "PV-AI-007", as people and connected systems name it.</summary>
    public LiveUse? Find(AgencyId agency, string reference) =>
        _named.TryGetValue((agency, reference), out UseId id) ? Find(agency, id) : Read(agency, ByReference, reference);

    private LiveUse? Read(AgencyId agency, Statement statement, object key)
    {
        var before = Interlocked.Read(ref _changes);
        LiveUse? found;
        using (var read = reads.Rent())
        {
            var rule = read.Setting(agency, RuleSetting);
            found = read.First(statement, row => Read(row, agency, rule), agency, key);
        }
        if (found is null) return null;
        _named.Set((agency, found.Reference), found.Id, Small);
        if (before != Interlocked.Read(ref _changes)) return found;
        _known.Set((agency, found.Id), found, Small);
        // A change that came between the comparison and the line above has not found what it had to remove.
        if (before != Interlocked.Read(ref _changes)) _known.Remove((agency, found.Id));
        return found;
    }

    private static readonly MemoryCacheEntryOptions Small = new() { Size = 1 };

    private static LiveUse Read(Row row, AgencyId agency, string? rule) => new(
        row.Id<UseId>(0), agency, row.Text(1), row.Text(2), row.Word<UseState>(3), row.Number(4), row.IdOrNull<UnitId>(5),
        Json<List<string>>(row.Text(6)), row.Word<RiskClass>(7), row.Text(8), row.Text(9), row.Id<SystemVersionId>(10),
        row.IsNull(11) ? null : new GrantedAuthorisation(row.Id<AuthorisationId>(11), row.Text(12), row.Id<AccountId>(13), row.Text(14),
            row.Moment(15), row.Moment(16), Json<List<Condition>>(row.Text(17))),
        row.TextOrNull(18), rule);

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, HouseJson.Options)!;

    private const string Memory = "uses", Every = "every";

    internal Remembered Remembered => new(Memory, key =>
    {
        if (key == Every) ForgetAll();
        else if (key.Split(' ') is [var agency, var id]) Forget(AgencyId.From(Guid.Parse(agency)), UseId.From(Guid.Parse(id)));
    }, ForgetAll);

    /// <summary>Called inside a change that touched many uses at once.</summary>
    internal void AllChangedIn(Work work) => work.Forgets(Memory, Every, ForgetAll);

    public void Forget(AgencyId agency, UseId id)
    {
        Interlocked.Increment(ref _changes);
        _known.Remove((agency, id));
    }

    /// <summary>Forgets everything, for changes that touch many uses at once: a system renamed, an inventory brought in.</summary>
    public void ForgetAll()
    {
        Interlocked.Increment(ref _changes);
        _known.Clear();
    }

    /// <summary>Called inside a change that touched the use: raises its version even where no column of its own differs, and forgets it once committed.</summary>
    internal void ChangedIn(Work work, Use use)
    {
        var entry = work.Db.Entry(use);
        if (entry.State is not EntityState.Added) entry.Property(changed => changed.ChangedAt).IsModified = true;
        var (agency, id) = (use.Agency, use.Id);
        work.Forgets(Memory, $"{agency} {id}", () => Forget(agency, id));
    }

    public void Dispose()
    {
        _known.Dispose();
        _named.Dispose();
    }
}
