using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.Training.Certificates;

namespace Probity.Training.Courses;

public sealed record NewCourse(string Code, string Name, string? NameFr, Subject? Covers, int Months, CourseId? Id = null);

/// <summary>Adds a course that certificates can be granted for.</summary>
public sealed class MakeCourse(UnitOfWork changes, CertificateBook book, Accounts accounts)
{
    public static readonly ActKind Made = new("training.course-made");

    public Task<Outcome<CourseId>> Run(Actor actor, NewCourse input) => changes.Commit<CourseId>(actor, work =>
    {
        var no = CourseRules.Faults(input);
        if (actor.Account is not { } person || accounts.Find(actor.Agency, person)?.May(Right.GrantCertificate) != true) no.Add(ActsRefusals.NotAllowed);
        if (work.Db.Set<Course>().Any(course => course.Code == input.Code)) no.Add(TrainingRefusals.CodeTaken.At("Code"));
        if (no.Count > 0) return no;
        var made = new Course
        {
            Id = input.Id ?? new CourseId(Guid.CreateVersion7(work.Now)),
            Agency = actor.Agency,
            Code = input.Code,
            Name = input.Name.Trim(),
            NameFr = input.NameFr,
            CoversKind = input.Covers?.Kind,
            Covers = input.Covers?.Id,
            Months = input.Months,
            MadeAt = work.Now,
        };
        work.Db.Add(made);
        work.Record(new Act
        {
            Kind = Made,
            Subject = Subject.Of(Course.SubjectKind, made.Id),
            Reason = null,
            Scope = KeyScope.Agency,
            Payload = new { made.Code, made.Name, made.NameFr, made.CoversKind, made.Covers, made.Months },
        });
        book.ChangedIn(work);
        return made.Id;
    });
}
