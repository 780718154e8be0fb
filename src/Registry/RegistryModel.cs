using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.People.Erasure;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry;

public sealed class RegistryModel : ModelPart
{
    public override string Room => "registry";

    /// <summary>Where this room keeps a name and not only an account. What people wrote in their own words it leaves: it cannot know whom they meant.</summary>
    public override IReadOnlyList<Statement> ClearsPerson => OfPerson;

    private const string Mark = $"'{ErasedAccount.Mark}' || lower(substr(hex(@p1), 25))";

    private static readonly Statement[] OfPerson =
    [
        new($"UPDATE registry_authorisation SET granted_by_name = {Mark} WHERE agency = @p0 AND granted_by = @p1"),
        // An import names nobody but in words; who brought it in stands in its act.
        new($"""
            UPDATE registry_import SET imported_by = {Mark} WHERE agency = @p0
              AND EXISTS (SELECT 1 FROM acts_journal act WHERE act.subject = registry_import.id AND act.agency = @p0 AND act.actor = @p1 AND act.kind = '{Inventory.Imports.ImportInventory.ImportedName}')
            """),
        new($"UPDATE registry_use SET found_by = {Mark} WHERE agency = @p0 AND found_by IN (@p2, @p3)"),
        new($"UPDATE registry_assessment SET made_by = {Mark} WHERE agency = @p0 AND made_by IN (@p2, @p3)"),
    ];

    public override void Map(ModelBuilder model)
    {
        // A condition is a value inside its authorisation; without this the framework takes it for a row of its own.
        model.Ignore<Condition>();
        Inventory.InventoryModel.Map(model);
        model.Entity<AiSystem>(system =>
        {
            system.ToTable("registry_system");
            system.HasKey(row => row.Id);
            system.Ignore(row => row.Facts);
        });
        model.Entity<SystemVersion>(version =>
        {
            version.ToTable("registry_system_version");
            version.HasKey(row => row.Id);
        });
        model.Entity<Use>(use =>
        {
            use.ToTable("registry_use");
            use.HasKey(row => row.Id);
            use.Property(row => row.Row).ValueGeneratedOnAdd();
            use.Property(row => row.DecisionKinds).AsJson();
            use.Ignore(row => row.Facts);
        });
        model.Entity<ReferenceCounter>(counter =>
        {
            counter.ToTable("registry_reference_counter");
            counter.HasKey(row => row.Agency);
        });
        model.Entity<RecordedAssessment>(assessment =>
        {
            assessment.ToTable("registry_assessment");
            assessment.HasKey(row => row.Id);
        });
        model.Entity<Authorisations.Keeping.ConditionRecord>().ToTable("registry_condition_record").HasKey(row => row.Id);
        model.Entity<Authorisation>(authorisation =>
        {
            authorisation.ToTable("registry_authorisation");
            authorisation.HasKey(row => row.Id);
            authorisation.Property(row => row.Conditions).AsJson();
        });
    }
}
