using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry;

public sealed class RegistryModel : ModelPart
{
    public override string Room => "registry";

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
