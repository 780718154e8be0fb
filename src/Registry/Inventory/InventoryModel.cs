using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Pages;

namespace Probity.Registry.Inventory;

/// <summary>The tables and services of inventories in and out; the room's own lists name this one.</summary>
internal static class InventoryModel
{
    public static void Map(ModelBuilder model)
    {
        // Values in a JSON column are not entities.
        model.Ignore<ImportReport>().Ignore<WordCount>().Ignore<ColumnReport>().Ignore<RowNote>().Ignore<TakenUse>();
        model.Entity<InventoryImport>(import =>
        {
            import.ToTable("registry_import");
            import.HasKey(row => row.Id);
            import.Property(row => row.Header).AsJson();
            import.Property(row => row.Report).AsJson();
            import.Ignore(row => row.Form);
            import.Ignore(row => row.IsDone);
        });
        model.Entity<ImportedRow>(row =>
        {
            row.ToTable("registry_import_row");
            row.HasKey(one => new { one.Import, one.Number });
            row.Property(one => one.Cells).AsJson();
            row.Property(one => one.Notes).AsJson();
            row.Property(one => one.Taken).AsJson();
        });
    }

    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton<Uploads>();
        services.AddSingleton<ImportInventory>();
        services.AddSingleton<ExportInventory>();
        services.AddSingleton<ImportRuns>();
        services.AddSingleton<ImportRows>();
        services.AddSingleton(new SubjectPage(ImportInventory.SubjectKind, Right.SeeRegister, id => ImportPages.Of(new ImportId(id)), Titles));
        return services;
    }

    private static Dictionary<Guid, string> Titles(Reads reads, AgencyId agency, IReadOnlyCollection<Guid> ids)
    {
        using var db = reads.Open(agency);
        var wanted = ids.Select(ImportId.From).ToList();
        return db.Set<InventoryImport>().Where(import => wanted.Contains(import.Id)).Select(import => new { import.Id, import.FileName }).ToDictionary(import => import.Id.Value, import => import.FileName);
    }
}
