using Microsoft.EntityFrameworkCore;
using Probity.Acts.Duties;
using Probity.Acts.Journal;
using Probity.Acts.Storage;

namespace Probity.Acts;

public sealed class ActsModel : ModelPart
{
    public override string Room => "acts";

    public override void Map(ModelBuilder model)
    {
        model.Entity<JournalRow>(row =>
        {
            row.ToTable("acts_journal");
            row.HasKey(act => act.Id);
        });
        model.Entity<Duty>(duty =>
        {
            duty.ToTable("acts_duty");
            duty.HasKey(d => d.Id);
        });
        model.Entity<Due>(due =>
        {
            due.ToTable("acts_due");
            due.HasKey(d => d.Id);
            due.Ignore(d => d.About);
            due.Ignore(d => d.Actor);
        });
        model.Entity<Hold>(hold =>
        {
            hold.ToTable("acts_hold");
            hold.HasKey(h => h.Id);
        });
    }
}
