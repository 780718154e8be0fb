using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.PortVerrin;
using Probity.Registry.Live;
using Probity.Training.Certificates;

namespace Probity.Sample.Tests;

[Collection(OneSample.Name)]
public sealed class PeopleTests(FilledSample sample)
{
    private IEnumerable<AccountCard> Holding(Right right) => sample.Get<Accounts>().Holding(SampleAgency.Id, right);

    private CertificateBook Book => sample.Get<CertificateBook>();

    [Fact]
    public void The_agency_is_marked_a_sample() => sample.Get<AgencyBook>().Only!.Sample.ShouldBeTrue();

    [Fact]
    public void Every_persona_exists() => Personas.All.Select(persona => sample.Get<Accounts>().Find(SampleAgency.Id, SampleAgency.Account(persona.Login))).ShouldAllBe(card => card != null && card.Active);

    [Fact]
    public void Sixty_five_people_have_an_account() => sample.Get<Accounts>().All(SampleAgency.Id).Count.ShouldBe(65);

    [Fact]
    public void Every_role_with_case_rights_was_confirmed_by_the_leader()
    {
        using var db = sample.Get<Reads>().Open(SampleAgency.Id);
        db.Set<AccountRole>().AsEnumerable().Where(held => held.GrantedBy is not null && RoleRights.Carried(held.Role).Overlaps(RoleRights.CaseRights)).ToList()
            .ShouldAllBe(held => held.ConfirmedBy == SampleAgency.Account("nadim.roe"));
    }

    [Fact]
    public void Thirty_four_officers_hold_a_valid_certificate_for_the_version_in_use()
    {
        var version = sample.Get<LiveUses>().Find(SampleAgency.Id, "PV-AI-007")!.SystemVersionId;
        var certified = Holding(Right.Judge).Where(card => Book.ForSubject(SampleAgency.Id, card.Id, Subject.Of("system-version", version), FilledSample.Now) is not null).ToList();
        certified.Count.ShouldBe(34);
        certified.GroupBy(card => card.UnitName!.Split(',')[0]).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(new Dictionary<string, int> { ["Serious Crime"] = 26, ["Family and Child Protection"] = 5, ["Port Division"] = 3 }, ignoreOrder: true);
    }

    [Fact]
    public void Nine_second_persons_come_from_five_units()
    {
        var seconds = Holding(Right.JudgeSecond).ToList();
        seconds.ShouldAllBe(card => Book.ForCourse(SampleAgency.Id, card.Id, "SP", FilledSample.Now) != null);
        seconds.Count.ShouldBe(9);
        seconds.Select(card => card.UnitName!.Split(',')[0]).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void The_executive_certificate_of_one_owner_has_lapsed() =>
        Book.ForCourse(SampleAgency.Id, SampleAgency.Account("coralie.amsel"), "EX", FilledSample.Now).ShouldBeNull();

    [Fact]
    public void A_certificate_ends_with_its_last_day_of_the_story() =>
        FilledSample.Story(Book.ForCourse(SampleAgency.Id, SampleAgency.Account("ilva.maren"), "FS", FilledSample.Now)!.ValidUntil).ShouldBe(PortVerrin.Telling.StoryClock.At(2027, 3, 15));

    [Fact]
    public void One_case_system_is_connected_and_opened_every_decision()
    {
        using var db = sample.Get<Reads>().Open(SampleAgency.Id);
        var client = db.Set<ServiceClient>().Single();
        sample.Decisions.ShouldAllBe(decision => decision.OpenedBy == client.Id.Value);
    }

    [Theory]
    [InlineData("ilva.maren", "judgement.view", 1), InlineData("ilva.maren", "judgement.review", 1), InlineData("samira.okonne", "judgement.second", 2), InlineData("joost.hamala", "judgement.third", 1),
     InlineData("nadim.roe", "registry.authorise-use", 1)]
    public void Each_persona_finds_what_waits_for_them(string login, string kind, int count)
    {
        using var db = sample.Get<Reads>().Open(SampleAgency.Id);
        var account = SampleAgency.Account(login);
        var waiting = db.Set<Duty>().Where(duty => duty.Holder == account && duty.Kind == kind && duty.DoneAt == null).ToList();
        waiting.Count.ShouldBe(count);
        waiting.ShouldAllBe(duty => duty.DueAt > FilledSample.Now);
    }
}
