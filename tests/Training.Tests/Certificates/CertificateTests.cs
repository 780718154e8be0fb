using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Training.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private static readonly Reason Passed = new("Passed the examination, 18 of 20.");
    private static readonly Subject Version42 = new("system-version", TypedId.Named("face search 4.2"));

    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private AccountId Officer => _here.Officer.Account!.Value;
    private CertificateBook Book => _here.Get<CertificateBook>();
    private DateTimeOffset Now => _here.Clock.GetUtcNow();

    private Task<Outcome<CertificateId>> Grant(CourseId course, DateTimeOffset until, AccountId? to = null, Actor? by = null, Reason? reason = null) =>
        _here.Get<GrantCertificate>().Run(by ?? _here.Trainer, new NewCertificate(to ?? Officer, course, until), reason ?? Passed);

    [Fact]
    public async Task A_certificate_holds_for_what_its_course_covers_and_for_nothing_else()
    {
        var course = _here.Course(covers: Version42);
        (await Grant(course, Now.AddMonths(6))).Done.ShouldBeTrue();
        Book.ForSubject(_here.Agency, Officer, Version42, Now).ShouldNotBeNull().CourseCode.ShouldBe("FS");
        Book.ForCourse(_here.Agency, Officer, "FS", Now).ShouldNotBeNull();
        Book.ForSubject(_here.Agency, Officer, new Subject("system-version", TypedId.Named("face search 4.3")), Now).ShouldBeNull();
        Book.ForSubject(_here.Agency, Officer, new Subject("system", Version42.Id), Now).ShouldBeNull();
        Book.ForCourse(_here.Agency, Officer, "SP", Now).ShouldBeNull();
        Book.ForSubject(_here.Agency, _here.Trainer.Account!.Value, Version42, Now).ShouldBeNull();
    }

    [Fact]
    public async Task It_ends_by_itself_when_its_last_day_is_over_where_the_agency_is()
    {
        var agency = _here.Get<AgencyBook>().Find(_here.Agency)!;
        var end = agency.EndOf(new DateOnly(2027, 3, 14));
        end.ShouldBe(new DateTimeOffset(2027, 3, 15, 0, 0, 0, TimeSpan.FromHours(1)));
        await Grant(_here.Course(covers: Version42), end);
        Book.ForSubject(_here.Agency, Officer, Version42, end.AddMilliseconds(-1)).ShouldNotBeNull();
        Book.ForSubject(_here.Agency, Officer, Version42, end).ShouldBeNull();
        _here.Get<CertificateList>().Of(_here.Agency, Officer).Single().LastDay.ShouldBe(new DateOnly(2027, 3, 14));
    }

    [Fact]
    public async Task Of_several_the_one_that_lasts_longest_counts()
    {
        var course = _here.Course(covers: Version42);
        var (longer, shorter) = (Now.AddMonths(10), Now.AddMonths(2));
        await Grant(course, longer);
        await Grant(course, shorter);
        Book.ForSubject(_here.Agency, Officer, Version42, Now)!.ValidUntil.ShouldBe(longer);
    }

    [Fact]
    public async Task Withdrawing_takes_a_reason_holds_at_once_and_beats_a_decision_that_read_it()
    {
        var certificate = (await Grant(_here.Course(covers: Version42), Now.AddMonths(6))).Value;
        var read = Book.ForSubject(_here.Agency, Officer, Version42, Now)!;
        (await _here.Get<WithdrawCertificate>().Run(_here.Trainer, certificate, null)).Refusals.Single().Code.ShouldBe(ActsRefusals.ReasonMissing);
        (await _here.Get<WithdrawCertificate>().Run(_here.Trainer, certificate, new Reason("Copied the answers."))).Done.ShouldBeTrue();
        Book.ForSubject(_here.Agency, Officer, Version42, Now).ShouldBeNull();
        // A change that was decided on the certificate as it was read before does not stand.
        var wrote = false;
        var outcome = await _here.Get<UnitOfWork>().Commit<Done>(_here.Officer, _ => new Change<Done>([read.AsRead()], _ => { wrote = true; return Done.It; }));
        outcome.Refusals.Single().Code.ShouldBe(ActsRefusals.ChangedMeanwhile);
        wrote.ShouldBeFalse();
        _here.ActsAbout(certificate.Value).ShouldBe(["training.certificate-granted", "training.certificate-withdrawn"]);
        (await _here.Get<WithdrawCertificate>().Run(_here.Trainer, certificate, new Reason("Again."))).Refusals.Single().Code.ShouldBe(TrainingRefusals.AlreadyWithdrawn);
    }

    [Fact]
    public async Task Nobody_certifies_themselves_not_even_a_trainer()
    {
        var course = _here.Course();
        (await Grant(course, Now.AddMonths(6), to: _here.Trainer.Account!.Value)).Refusals.Single().Code.ShouldBe(TrainingRefusals.OwnCertificate);
    }

    [Fact]
    public async Task Only_a_trainer_grants_and_withdraws()
    {
        var certificate = (await Grant(_here.Course(), Now.AddMonths(6))).Value;
        foreach (var other in new[] { _here.Administrator, _here.Leader, _here.Officer, Actor.Installation(_here.Agency) })
        {
            (await Grant(_here.Course(), Now.AddMonths(6), by: other)).Refusals.Select(refusal => refusal.Code).ShouldContain(ActsRefusals.NotAllowed);
            (await _here.Get<WithdrawCertificate>().Run(other, certificate, new Reason("x"))).Refusals.Select(refusal => refusal.Code).ShouldContain(ActsRefusals.NotAllowed);
            (await _here.Get<MakeCourse>().Run(other, new NewCourse("XY", "X", null, null, 12))).Refusals.Select(refusal => refusal.Code).ShouldContain(ActsRefusals.NotAllowed);
        }
    }

    [Theory]
    [InlineData(-1), InlineData(0), InlineData(13 * 31)]
    public async Task The_end_lies_ahead_and_within_what_the_course_allows(int days) =>
        (await Grant(_here.Course(), Now.AddDays(days))).Refusals.Single().Code.ShouldBe(TrainingRefusals.UntilOutOfRange);

    [Fact]
    public async Task A_switched_off_account_gets_none()
    {
        await _here.Get<SwitchAccount>().Off(_here.Administrator, Officer, "Left.");
        (await Grant(_here.Course(), Now.AddMonths(6))).Refusals.Single().Code.ShouldBe(TrainingRefusals.UnknownPerson);
    }

    [Fact]
    public async Task A_person_and_a_course_of_another_agency_do_not_exist_here()
    {
        var (other, _, leader) = _here.MakeAgency("cap-sorel");
        var course = _here.Course();
        (await Grant(course, Now.AddMonths(6), to: leader.Account!.Value)).Refusals.Single().Code.ShouldBe(TrainingRefusals.UnknownPerson);
        await Grant(course, Now.AddMonths(6));
        Book.ForCourse(other, Officer, "FS", Now).ShouldBeNull();
        _here.Get<CertificateList>().Page(other, new ListQuery { Sort = "until" }).Total.Number.ShouldBe(0);
        var foreign = Actor.Person(other, _here.Trainer.Account!.Value);
        (await _here.Get<MakeCourse>().Run(foreign, new NewCourse("XY", "X", null, null, 12))).Refusals.Select(refusal => refusal.Code).ShouldContain(ActsRefusals.NotAllowed);
    }

    [Fact]
    public async Task The_list_is_filtered_by_course_and_standing_and_read_in_pages()
    {
        var (face, second) = (_here.Course(), _here.Course("SP", months: 36));
        for (var i = 0; i < 30; i++) await Grant(second, Now.AddDays(100 + i), to: _here.Person($"person.{i:00}", Role.SecondPerson).Account);
        await Grant(face, Now.AddDays(20));
        var list = _here.Get<CertificateList>();
        ListQuery With(string filter, string value) => new() { Sort = "until", Filters = new Dictionary<string, string> { [filter] = value } };
        list.Page(_here.Agency, With("course", "FS")).Rows.Single().Standing.ShouldBe(Standing.Lapsing);
        list.Page(_here.Agency, With("standing", "valid")).Total.Number.ShouldBe(30);
        list.Page(_here.Agency, With("standing", "lapsing")).Total.Number.ShouldBe(1);
        var first = list.Page(_here.Agency, new ListQuery { Sort = "until" });
        var next = list.Page(_here.Agency, new ListQuery { Sort = "until", Cursor = first.Next });
        first.Rows.Concat(next.Rows).Select(row => row.Id).Distinct().Count().ShouldBe(31);
        first.Rows.Concat(next.Rows).Select(row => row.LastDay).ShouldBeInOrder();
        _here.Clock.Pass(TimeSpan.FromDays(21));
        list.Page(_here.Agency, With("standing", "lapsed")).Total.Number.ShouldBe(1);
        list.HoldersNow(_here.Agency).ShouldNotContainKey(face);
    }

    [Fact]
    public async Task It_is_found_by_person_and_course_and_sorted_by_person_in_pages()
    {
        var (face, second) = (_here.Course(), _here.Course("SP", months: 36));
        for (var i = 0; i < 60; i++) await Grant(second, Now.AddDays(100), to: _here.Person($"person.{59 - i:00}", Role.SecondPerson).Account);
        await Grant(face, Now.AddMonths(6), to: _here.Person("mara.zoller", Role.Officer).Account);
        var list = _here.Get<CertificateList>();
        list.Page(_here.Agency, new ListQuery { Sort = "until", Search = "MARA fs" }).Rows.Single().Course.ShouldBe("FS");
        list.Page(_here.Agency, new ListQuery { Sort = "until", Search = "mara sp" }).Total.Number.ShouldBe(0);
        foreach (var descending in new[] { false, true })
        {
            var query = new ListQuery { Sort = "person", Descending = descending, Filters = new Dictionary<string, string> { ["course"] = "SP" } };
            var people = new List<string>();
            for (var page = list.Page(_here.Agency, query); ; page = list.Page(_here.Agency, query with { Cursor = page.Next }))
            {
                people.AddRange(page.Rows.Select(row => row.Person));
                if (page.Next is null) break;
            }
            people.Count.ShouldBe(60);
            people.ShouldBe(descending ? people.OrderDescending(StringComparer.Ordinal) : people.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_fault_of_a_course_is_said_at_once() =>
        CourseRules.Faults(new NewCourse("f s", "", null, null, 0)).Select(refusal => refusal.Code)
            .ShouldBe([TrainingRefusals.CodeMalformed, TrainingRefusals.NameMissing, TrainingRefusals.MonthsOutOfRange]);
}
