using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using Probity.Acts.Ids;

namespace Probity.Acts.Storage;

/// <summary>
/// The one database of all rooms, seen by one agency. Without an agency it shows nothing: forgetting to say who looks denies.
/// Rows across agencies are read only by the closed list of readers that ask for <c>IgnoreQueryFilters</c> (a test holds the list).
/// </summary>
public sealed class ProbityDb : DbContext
{
    private readonly IReadOnlyList<ModelPart> _parts;
    private readonly AgencyId _agency;
    private readonly bool _writes;

    internal ProbityDb(DbContextOptions options, IReadOnlyList<ModelPart> parts, AgencyId? agency, bool writes) : base(options)
    {
        _parts = parts;
        _agency = agency ?? default;
        _writes = writes;
        if (!writes) ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        ChangeTracker.AutoDetectChangesEnabled = writes;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
    }

    /// <summary>EF over a connection that is open already; whose it is says which database it is.</summary>
    internal static DbContextOptions On(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder().ReplaceService<IModelCacheKeyFactory, ModelPerParts>().EnableThreadSafetyChecks(false);
        return (connection is NpgsqlConnection ? options.UseNpgsql(connection) : options.UseSqlite(connection)).Options;
    }

    /// <summary>Gives the connection back.</summary>
    internal Action? OnDisposed { get; init; }

    public override void Dispose()
    {
        base.Dispose();
        OnDisposed?.Invoke();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        OnDisposed?.Invoke();
    }

    /// <summary>Called by the unit of work alone, on the writer's connection inside its transaction.</summary>
    internal void Save()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.Entity is IOwned owned && owned.Agency != _agency && _agency != default)
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} belongs to another agency.");
            if (entry is { State: EntityState.Modified, Entity: IVersioned versioned }) versioned.Version++;
        }
        base.SaveChanges(acceptAllChangesOnSuccess: true);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw Refused();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => throw Refused();

    private InvalidOperationException Refused() =>
        new(_writes ? "The unit of work saves when the verb returns." : "This view of the database reads only. Changes go through the unit of work.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidConverter>();
        if (Database.IsNpgsql())
        {
            // What SQLite does by itself: flags and small numbers as integers of eight bytes, days as text.
            configurationBuilder.Properties<bool>().HaveConversion<long>();
            configurationBuilder.Properties<int>().HaveConversion<long>();
            configurationBuilder.Properties<DateOnly>().HaveConversion<DayConverter>();
        }
        configurationBuilder.Properties<JournalId>().HaveConversion<JournalIdConverter>();
        foreach (var assembly in _parts.Select(part => part.GetType().Assembly).Append(typeof(AgencyId).Assembly).Distinct())
            foreach (var id in assembly.GetTypes().Where(type => type.IsValueType && typeof(ITypedId).IsAssignableFrom(type)))
                configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in _parts) part.Map(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            if (entity.IsOwned()) continue;
            if (!typeof(IOwned).IsAssignableFrom(entity.ClrType))
                throw new InvalidOperationException($"{entity.ShortName()} has no agency.");
            OwnMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
        }
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
        {
            property.SetColumnName(Snake(property.Name));
            var bare = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (bare.IsEnum && property.GetValueConverter() is null && property.GetProviderClrType() is null) property.SetProviderClrType(typeof(string));
        }
    }

    private static readonly MethodInfo OwnMethod = typeof(ProbityDb).GetMethod(nameof(Own), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private void Own<T>(ModelBuilder model) where T : class, IOwned
    {
        var entity = model.Entity<T>();
        entity.HasQueryFilter(row => row.Agency == _agency);
        if (typeof(IVersioned).IsAssignableFrom(typeof(T))) entity.Property<long>(nameof(IVersioned.Version)).IsConcurrencyToken();
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    /// <summary>As <see cref="TypedId.Bytes"/> writes it; the provider's own forms are text, or bytes in another order.</summary>
    private sealed class GuidConverter() : ValueConverter<Guid, byte[]>(guid => TypedId.Bytes(guid), bytes => TypedId.FromBytes(bytes));

    private sealed class DayConverter() : ValueConverter<DateOnly, string>(
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private sealed class JournalIdConverter() : ValueConverter<JournalId, long>(id => id.Value, value => new JournalId(value));

    private sealed class TypedIdConverter<TId>() : ValueConverter<TId, byte[]>(
        id => TypedId.Bytes(id.Value), bytes => Made(bytes)) where TId : struct, ITypedId<TId>
    {
        private static TId Made(byte[] bytes) => TId.From(TypedId.FromBytes(bytes));
    }

    /// <summary>EF caches one model per context type; installations with other rooms (tests of one room) need their own.</summary>
    internal sealed class ModelPerParts : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) =>
            (string.Join(',', ((ProbityDb)context)._parts.Select(part => part.Room)), designTime);
    }
}

public static class Columns
{
    /// <summary>A column that holds a small list or record as JSON, with the house's one set of options.</summary>
    public static void AsJson<T>(this Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<T> property)
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, HouseJson.Options),
            text => JsonSerializer.Deserialize<T>(text, HouseJson.Options)!,
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, HouseJson.Options) == JsonSerializer.Serialize(b, HouseJson.Options),
                value => JsonSerializer.Serialize(value, HouseJson.Options).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, HouseJson.Options), HouseJson.Options)!));
    }
}
