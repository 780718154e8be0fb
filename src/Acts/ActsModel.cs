using Microsoft.EntityFrameworkCore;
using Probity.Acts.Duties;
using Probity.Acts.Journal;
using Probity.Acts.Storage;

namespace Probity.Acts;

public sealed class ActsModel : ModelPart
{
    public override string Room => "acts";

    /// <summary>
    /// The words a person is found by, with the pieces of words that nothing is found by any more: also those of earlier names. Work that waits to write to the person.
    /// </summary>
    public override IReadOnlyList<Statement> ClearsPerson => OfPerson;

    private static readonly Statement[] OfPerson =
    [
        new("DELETE FROM acts_search_word WHERE agency = @p0 AND subject = @p1"),
        new("DELETE FROM acts_search_gram WHERE agency = @p0 AND word NOT IN (SELECT word FROM acts_search_word WHERE agency = @p0)"),
        new("DELETE FROM acts_due WHERE agency = @p0 AND subject = @p1"),
    ];

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
