using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Judgement.Today;

/// <summary>A certificate as its holder sees it.</summary>
public sealed record HeldCertificate(string Name, string? NameFr, DateTimeOffset ValidUntil);

/// <summary>One person's certificates: for each course the one that lasts longest, those that end first on top.</summary>
public sealed class MyTraining(Reads reads)
{
    public IReadOnlyList<HeldCertificate> Of(AgencyId agency, AccountId person)
    {
        using var db = reads.Open(agency);
        var held = db.Set<Certificate>().Where(certificate => certificate.Account == person && certificate.WithdrawnAt == null)
            .Join(db.Set<Course>(), certificate => certificate.Course, course => course.Id, (certificate, course) => new { course.Id, course.Name, course.NameFr, certificate.ValidUntil }).ToList();
        return [.. held.GroupBy(one => one.Id).Select(course => course.MaxBy(one => one.ValidUntil)!).OrderBy(one => one.ValidUntil).Select(one => new HeldCertificate(one.Name, one.NameFr, one.ValidUntil))];
    }
}
