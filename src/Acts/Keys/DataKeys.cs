using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Settings;
using Probity.Acts.Storage;

namespace Probity.Acts.Keys;

/// <summary>One data key, unwrapped in memory. <see cref="Stored"/> is false until the row that holds it is committed.</summary>
public sealed class DataKey
{
    private readonly byte[] _key;

    internal DataKey(Guid id, AgencyId agency, KeyScope scope, byte[] key, bool stored) => (Id, Agency, Scope, _key, Stored) = (id, agency, scope, key, stored);

    public Guid Id { get; }
    internal AgencyId Agency { get; }
    internal KeyScope Scope { get; }
    internal bool Stored { get; set; }
    internal ReadOnlySpan<byte> Bytes => _key;

    /// <param name="bound">Authenticated with the content, so that a sealed column cannot be moved to another row.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound) => MasterKey.Seal(_key, plain, bound);

    /// <exception cref="CryptographicException">Altered, moved or sealed with another key.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound) => MasterKey.Open(_key, sealedBytes, bound);
}

/// <summary>
/// The data keys: one per agency, case or person, made when first needed and stored, wrapped by the master key, in the transaction that first uses it.
/// </summary>
public sealed class DataKeys(MasterKey master, Reads reads, TimeProvider clock)
{
    private static readonly Statement Find = new("SELECT id, wrapped FROM acts_data_key WHERE agency = @p0 AND scope = @p1");
    private static readonly Statement FindById = new("SELECT scope, wrapped FROM acts_data_key WHERE agency = @p0 AND id = @p1");
    private static readonly Statement Insert = new("INSERT INTO acts_data_key(agency, scope, id, wrapped, made_at) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO NOTHING");

    // Bounded: a busy agency opens thousands of cases a day and each has its key. An evicted key is read and unwrapped again.
    private readonly Recent<(AgencyId, string), DataKey> _byScope = new(20_000);
    private readonly Recent<(AgencyId, Guid), DataKey> _byId = new(20_000);
    private readonly byte[] _caseNames = master.Derive(CaseNamesDerived);

    /// <summary>The scope of a case: a keyed hash of its number, so that the table of keys does not list case numbers.</summary>
    public KeyScope Case(AgencyId agency, string number) => KeyScope.Named("case:" + CaseId(agency, number).ToString("N"));

    /// <summary>The same as an id, for acts and holds about a case as a whole.</summary>
    public Guid CaseId(AgencyId agency, string number)
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(CaseNames(agency), Encoding.UTF8.GetBytes(agency.Value.ToString("N") + "/" + number), mac);
        return TypedId.FromBytes(mac[..16]);
    }

    internal const string CaseNamesSetting = "keys.case-names";
    private const string CaseNamesDerived = "probity case names v1", CaseNamesPurpose = "case names";

    private readonly ConcurrentDictionary<AgencyId, byte[]> _ofAgency = new();

    /// <summary>The key under which an agency's cases are named: the installation's, or the one that came with the agency from another.</summary>
    internal byte[] CaseNames(AgencyId agency) => _ofAgency.GetOrAdd(agency, _ =>
    {
        using var read = reads.Rent();
        return read.Setting(agency, CaseNamesSetting) is { } own ? master.Unwrap(Convert.FromBase64String(own), CaseNamesPurpose) : _caseNames;
    });

    /// <summary>The setting that brings an agency's naming of cases into this installation.</summary>
    internal static (string Name, string Value) BroughtCaseNames(byte[] key, MasterKey master) => (CaseNamesSetting, Convert.ToBase64String(master.Wrap(key, CaseNamesPurpose)));

    /// <summary>The naming of cases of an agency that leaves, given its setting there.</summary>
    internal static byte[] LeavingCaseNames(string? setting, MasterKey master) =>
        setting is null ? master.Derive(CaseNamesDerived) : master.Unwrap(Convert.FromBase64String(setting), CaseNamesPurpose);

    /// <summary>The key of a scope, made if there is none yet.</summary>
    /// <exception cref="KeyDestroyedException">The scope was erased.</exception>
    public DataKey For(AgencyId agency, KeyScope scope)
    {
        if (_byScope.Find((agency, scope.Name)) is { } known) return known;
        var before = Interlocked.Read(ref _destroyed);
        (Guid Id, byte[]? Wrapped) found;
        using (var read = reads.Rent()) found = read.First(Find, row => (row.Guid(0), row.BytesOrNull(1)), agency, scope.Name);
        var key = found.Id != default
            ? new DataKey(found.Id, agency, scope, Unwrap(found.Wrapped, scope), stored: true)
            : new DataKey(Guid.CreateVersion7(clock.GetUtcNow()), agency, scope, RandomNumberGenerator.GetBytes(32), stored: false);
        // Two who come first at once must get the same key, or one of them is sent back by Store.
        lock (_byScope) return _byScope.Find((agency, scope.Name)) ?? Keep(key, before);
    }

    /// <summary>
    /// The key of a scope that is probably new, without asking the database: if it was not new, the transaction finds the other key, undoes the change and the verb is asked
    /// again; it must then use <see cref="For"/>. For the gate, where nearly every case is new.
    /// </summary>
    public DataKey Likely(AgencyId agency, KeyScope scope)
    {
        if (_byScope.Find((agency, scope.Name)) is { } known) return known;
        var made = new DataKey(Guid.CreateVersion7(clock.GetUtcNow()), agency, scope, RandomNumberGenerator.GetBytes(32), stored: false);
        lock (_byScope) return _byScope.Find((agency, scope.Name)) ?? Keep(made);
    }

    /// <summary>The key with which a stored row was sealed.</summary>
    /// <exception cref="KeyDestroyedException">The scope was erased; the content cannot be read by anyone.</exception>
    public DataKey ById(AgencyId agency, Guid id)
    {
        if (_byId.Find((agency, id)) is { } known) return known;
        var before = Interlocked.Read(ref _destroyed);
        using var read = reads.Rent();
        var found = read.First(FindById, row => (Scope: row.Text(0), Wrapped: row.BytesOrNull(1)), agency, id);
        if (found.Scope is null) throw new KeyDestroyedException();
        var scope = KeyScope.Named(found.Scope);
        return Keep(new DataKey(id, agency, scope, Unwrap(found.Wrapped, scope), stored: true), before);
    }

    /// <summary>Makes sure, inside the transaction, that the key's row is there. Somebody else's key for the same scope means: ask the verb again.</summary>
    internal void Store(Work work, DataKey key)
    {
        if (key.Stored) return;
        if (work.Execute(Insert, key.Agency, key.Scope.Name, key.Id, master.Wrap(key.Bytes, Purpose(key.Scope)), work.Now) == 0)
        {
            var (id, wrapped) = work.First(Find, row => (row.Guid(0), row.BytesOrNull(1)), key.Agency, key.Scope.Name);
            if (id != key.Id)
            {
                Keep(new DataKey(id, key.Agency, key.Scope, Unwrap(wrapped, key.Scope), stored: true));
                throw new OutdatedException();
            }
        }
        work.AfterCommit(() => key.Stored = true);
    }

    internal const string Memory = "data-keys";

    private long _destroyed;

    internal Remembered Remembered => new(Memory, key =>
    {
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        Forget(AgencyId.From(Guid.Parse(key.AsSpan(0, space))), KeyScope.Named(key[(space + 1)..]));
    }, ForgetAll);

    private void ForgetAll()
    {
        Interlocked.Increment(ref _destroyed);
        _byScope.Clear();
        _byId.Clear();
        _ofAgency.Clear();
    }

    /// <summary>The key of the scope was destroyed.</summary>
    internal void Forget(AgencyId agency, KeyScope scope)
    {
        Interlocked.Increment(ref _destroyed);
        if (_byScope.Find((agency, scope.Name)) is { } known) _byId.Forget((agency, known.Id));
        _byScope.Forget((agency, scope.Name));
    }

    /// <param name="before">What was counted before the row was read: a key destroyed since is not kept.</param>
    private DataKey Keep(DataKey key, long before)
    {
        Keep(key);
        if (before != Interlocked.Read(ref _destroyed))
        {
            _byScope.Forget((key.Agency, key.Scope.Name));
            _byId.Forget((key.Agency, key.Id));
        }
        return key;
    }

    private DataKey Keep(DataKey key)
    {
        _byScope.Keep((key.Agency, key.Scope.Name), key);
        _byId.Keep((key.Agency, key.Id), key);
        return key;
    }

    private byte[] Unwrap(byte[]? wrapped, KeyScope scope) => wrapped is null ? throw new KeyDestroyedException() : master.Unwrap(wrapped, Purpose(scope));

    /// <summary>A stored key, wrapped by another master key.</summary>
    internal static byte[] Rewrapped(byte[] wrapped, string scope, MasterKey from, MasterKey to)
    {
        var purpose = Purpose(KeyScope.Named(scope));
        return to.Wrap(from.Unwrap(wrapped, purpose), purpose);
    }

    private static string Purpose(KeyScope scope) => "data key " + scope.Name;
}

/// <summary>The key was destroyed: what it sealed is erased, and every proof about it still holds.</summary>
public sealed class KeyDestroyedException() : Exception("The key of this content was destroyed.");
