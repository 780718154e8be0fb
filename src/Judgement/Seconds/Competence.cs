using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Judgement.Decisions;
using Probity.Judgement.Opening;
using Probity.People.Accounts;
using Probity.Training.Certificates;

namespace Probity.Judgement.Seconds;

/// <summary>
/// The right and the valid training at the moment of use (C16): the officer for this version of the system, the second and third person for judging blind.
/// </summary>
public sealed class Competence(CertificateBook certificates, Accounts accounts)
{
    /// <summary>The course that lets someone judge as the second person.</summary>
    public const string SecondPersonCourse = "SP";

    public IEnumerable<Refusal> Faults(AgencyId agency, AccountId person, Seat seat, OpenedPayload opened, DateTimeOffset now)
    {
        if (!MayJudge(agency, person, seat)) yield return JudgementRefusals.OfficerMayNotJudge;
        if (!opened.Protocol.Certificate) yield break;
        var certificate = seat == Seat.First ? ForVersion(agency, person, opened.System.VersionId, now) : ForSecond(agency, person, now);
        if (certificate is null || certificate.ValidUntil <= now)
            yield return JudgementRefusals.NoCertificate.At(null, ("until", certificate?.ValidUntil.ToString("yyyy-MM-dd", null) ?? ""));
    }

    /// <summary>A seat that was given does not outlast the role: whoever lost it takes no further step.</summary>
    public bool MayJudge(AgencyId agency, AccountId person, Seat seat) => accounts.Find(agency, person)?.May(seat == Seat.First ? Right.Judge : Right.JudgeSecond) == true;

    public CertificateFact? ForVersion(AgencyId agency, AccountId person, Guid systemVersion, DateTimeOffset now) =>
        certificates.ForSubject(agency, person, new Subject("system-version", systemVersion), now);

    public CertificateFact? ForSecond(AgencyId agency, AccountId person, DateTimeOffset now) => certificates.ForCourse(agency, person, SecondPersonCourse, now);
}
