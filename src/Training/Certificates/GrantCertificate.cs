using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

public sealed record NewCertificate(AccountId Account, CourseId Course, DateTimeOffset ValidUntil, CertificateId? Id = null);

/// <summary>A trainer grants a certificate by hand, with what was seen as the reason.</summary>
public sealed class GrantCertificate(UnitOfWork changes, CertificateBook book, Accounts accounts)
{
    public static readonly ActKind Granted = new("training.certificate-granted", NeedsReason: true);

    public Task<Outcome<CertificateId>> Run(Actor actor, NewCertificate input, Reason? reason) => changes.Commit<CertificateId>(actor, work =>
    {
        if (actor.Account is not { } trainer) return ActsRefusals.NotAllowed;
        var course = work.Db.Set<Course>().SingleOrDefault(c => c.Id == input.Course);
        var no = CertificateRules.Granting(trainer, accounts.Find(actor.Agency, trainer)?.May(Right.GrantCertificate) == true, input, accounts.Find(actor.Agency, input.Account), course, work.Now);
        if (reason is null) no.Add(ActsRefusals.ReasonMissing.At("Reason"));
        if (no.Count > 0) return no;
        var made = new Certificate
        {
            Id = input.Id ?? new CertificateId(Guid.CreateVersion7(work.Now)),
            Agency = actor.Agency,
            Account = input.Account,
            Course = input.Course,
            GrantedAt = work.Now,
            GrantedBy = trainer,
            ValidUntil = input.ValidUntil,
        };
        work.Db.Add(made);
        work.Record(new Act
        {
            Kind = Granted,
            Subject = Subject.Of(Certificate.SubjectKind, made.Id),
            Reason = reason,
            Scope = KeyScope.Person(input.Account.Value),
            Payload = new { made.Account, Course = course!.Code, made.ValidUntil },
        });
        book.ChangedIn(work);
        return made.Id;
    });
}

/// <summary>Takes a certificate back, at once: its holder judges nothing more with it.</summary>
public sealed class WithdrawCertificate(UnitOfWork changes, CertificateBook book, Accounts accounts)
{
    public static readonly ActKind Withdrawn = new("training.certificate-withdrawn", NeedsReason: true);

    public Task<Outcome<Done>> Run(Actor actor, CertificateId id, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (actor.Account is not { } person || accounts.Find(actor.Agency, person)?.May(Right.GrantCertificate) != true) return ActsRefusals.NotAllowed;
        var certificate = work.Db.Set<Certificate>().SingleOrDefault(c => c.Id == id);
        if (certificate is null) return ActsRefusals.Unknown;
        var no = new List<Refusal>();
        if (certificate.WithdrawnAt is not null) no.Add(TrainingRefusals.AlreadyWithdrawn);
        if (reason is null) no.Add(ActsRefusals.ReasonMissing.At("Reason"));
        if (no.Count > 0) return no;
        (certificate.WithdrawnAt, certificate.WithdrawnBy) = (work.Now, person);
        work.Record(new Act
        {
            Kind = Withdrawn,
            Subject = Subject.Of(Certificate.SubjectKind, id),
            Reason = reason,
            Scope = KeyScope.Person(certificate.Account.Value),
            Payload = new { certificate.Account, certificate.Course },
        });
        book.ChangedIn(work);
        return Done.It;
    }, urgent: true);
}
