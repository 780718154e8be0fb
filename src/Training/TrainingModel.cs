using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Training;

public sealed class TrainingModel : ModelPart
{
    public override string Room => "training";

    public override void Map(ModelBuilder model)
    {
        model.Entity<Course>(course => course.ToTable("training_course").HasKey(c => c.Id));
        model.Entity<Certificate>(certificate => certificate.ToTable("training_certificate").HasKey(c => c.Id));
    }
}
