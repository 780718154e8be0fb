using System.Collections.Concurrent;
using System.Collections.Frozen;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Training.Certificates;

/// <summary>A certificate as other rooms read it.</summary>
public sealed record CertificateFact(CertificateId Id, AgencyId Agency, AccountId Account, string CourseCode, DateTimeOffset ValidUntil, long Version)
{
    private static readonly Statement Question = new("SELECT version FROM training_certificate WHERE id = @p0 AND agency = @p1");

    /// <summary>"The rules read this certificate like this": checked again inside the transaction.</summary>
    public RowVersion AsRead() => new(Question, Id, Agency, Version);
}

/// <summary>
/// The certificates of each agency in memory. A committed change is visible to whoever asks after it: the writer forgets the agency's picture before it answers.
/// </summary>
public sealed class CertificateBook(Reads reads)
{
    private static readonly Statement All = new("""
        SELECT c.id, c.account, k.code, k.covers_kind, k.covers, c.valid_until, c.version
        FROM training_certificate c JOIN training_course k ON k.id = c.course AND k.agency = c.agency
        WHERE c.agency = @p0 AND c.withdrawn_at IS NULL
        """);

    private sealed record Picture(FrozenDictionary<(AccountId, string), CertificateFact> ByCourse, FrozenDictionary<(AccountId, Subject), CertificateFact> BySubject);

    private readonly ConcurrentDictionary<AgencyId, Picture> _pictures = new();
    private long _changes;

    /// <summary>The certificate of this person that covers the subject, if it is valid now.</summary>
    public CertificateFact? ForSubject(AgencyId agency, AccountId account, Subject covers, DateTimeOffset now) => Valid(Of(agency).BySubject.GetValueOrDefault((account, covers)), now);

    /// <summary>The certificate of this person for the course, if it is valid now.</summary>
    public CertificateFact? ForCourse(AgencyId agency, AccountId account, string courseCode, DateTimeOffset now) => Valid(Of(agency).ByCourse.GetValueOrDefault((account, courseCode)), now);

    private static CertificateFact? Valid(CertificateFact? certificate, DateTimeOffset now) => certificate is not null && now < certificate.ValidUntil ? certificate : null;

    /// <summary>Called inside a change that touched courses or certificates.</summary>
    internal void ChangedIn(Work work)
    {
        var agency = work.Actor.Agency;
        work.Forgets(Memory, agency.ToString(), () => Forget(agency));
    }

    private const string Memory = "certificates";

    internal Remembered Remembered => new(Memory, key => Forget(AgencyId.From(Guid.Parse(key))), () =>
    {
        Interlocked.Increment(ref _changes);
        _pictures.Clear();
    });

    /// <summary>What is known here did not stand in the transaction: another server may have changed it.</summary>
    public void Forget(AgencyId agency)
    {
        Interlocked.Increment(ref _changes);
        _pictures.TryRemove(agency, out _);
    }

    private Picture Of(AgencyId agency)
    {
        if (_pictures.TryGetValue(agency, out var known)) return known;
        var before = Interlocked.Read(ref _changes);
        var drawn = Draw(agency);
        if (before != Interlocked.Read(ref _changes)) return drawn;
        _pictures[agency] = drawn;
        // A change that came between the comparison and the line above has not found the picture it had to remove.
        if (before != Interlocked.Read(ref _changes)) _pictures.TryRemove(agency, out _);
        return drawn;
    }

    private Picture Draw(AgencyId agency)
    {
        using var read = reads.Rent();
        var rows = read.Query(All, row => (
            Fact: new CertificateFact(row.Id<CertificateId>(0), agency, row.Id<AccountId>(1), row.Text(2), row.Moment(5), row.Number(6)),
            Covers: row.IsNull(4) ? (Subject?)null : new Subject(row.Text(3), row.Guid(4))), agency);
        // Several certificates for one course follow each other; the one that lasts longest counts.
        return new Picture(
            rows.GroupBy(row => (row.Fact.Account, row.Fact.CourseCode)).ToFrozenDictionary(group => group.Key, group => group.MaxBy(row => row.Fact.ValidUntil).Fact),
            rows.Where(row => row.Covers is not null).GroupBy(row => (row.Fact.Account, row.Covers!.Value)).ToFrozenDictionary(group => group.Key, group => group.MaxBy(row => row.Fact.ValidUntil).Fact));
    }
}
