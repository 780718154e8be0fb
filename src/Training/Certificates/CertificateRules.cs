using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.People.Accounts;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

public enum Standing { Valid, Lapsing, Lapsed, Withdrawn }

public static class CertificateRules
{
    /// <summary>Nobody certifies themselves, and a certificate is for a time the course allows.</summary>
    public static List<Refusal> Granting(AccountId trainer, bool mayGrant, NewCertificate certificate, AccountCard? person, Course? course, DateTimeOffset now)
    {
        var no = new List<Refusal>();
        if (!mayGrant) no.Add(ActsRefusals.NotAllowed);
        if (certificate.Account == trainer) no.Add(TrainingRefusals.OwnCertificate);
        if (person is not { Active: true }) no.Add(TrainingRefusals.UnknownPerson.At("Account"));
        if (course is null) no.Add(TrainingRefusals.UnknownCourse.At("Course"));
        else if (certificate.ValidUntil <= now || certificate.ValidUntil > now.AddMonths(course.Months).AddDays(1)) no.Add(TrainingRefusals.UntilOutOfRange.At("ValidUntil", ("months", course.Months)));
        return no;
    }

    /// <summary>From here on its person is told that it ends.</summary>
    public static readonly TimeSpan Lapsing = TimeSpan.FromDays(30);

    public static Standing StandingAt(DateTimeOffset now, DateTimeOffset validUntil, bool withdrawn) =>
        withdrawn ? Standing.Withdrawn : now >= validUntil ? Standing.Lapsed : now >= validUntil - Lapsing ? Standing.Lapsing : Standing.Valid;
}
