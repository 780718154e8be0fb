using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Roles;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Authorisations.Keeping;
using Probity.Registry.Found;
using Probity.Registry.Tests.Inventory;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.LifeCycle;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests;

/// <summary>No verb trusts the door in front of it: whoever lacks the right is refused by the verb itself, and nothing is written.</summary>
public sealed class RightsTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private sealed record Things(UseRegistered Use, SystemRegistered System, Prepared Prepared);

    /// <summary>Each verb with an input that it would take from somebody who may.</summary>
    private static readonly Dictionary<string, Func<Installation, Things, Actor, Task<IReadOnlyList<Refusal>>>> Verbs = new()
    {
        [nameof(RegisterSystem)] = async (here, _, who) => (await here.Get<RegisterSystem>().Run(who, new NewSystem(new SystemFacts("LexDesk", "Ostrel"), new VersionFacts("1.0")))).Refusals,
        [nameof(ChangeSystem)] = async (here, things, who) => (await here.Get<ChangeSystem>().Run(who, things.System.System, 1, new SystemFacts("FaceLink Pro", "Argent Vale Biometrics"), Installation.Because())).Refusals,
        [nameof(AddVersion)] = async (here, things, who) => (await here.Get<AddVersion>().Run(who, things.System.System, new VersionFacts("4.3"))).Refusals,
        [nameof(AssessVersion)] = async (here, things, who) => (await here.Get<AssessVersion>().Run(who, things.System.Version, "Read.", Installation.Because())).Refusals,
        [nameof(RegisterUse)] = async (here, things, who) => (await here.Get<RegisterUse>().Run(who, new NewUse(here.FaceSearch(things.System.Version)), Installation.Because())).Refusals,
        [nameof(EditUse)] = async (here, things, who) => (await here.Get<EditUse>().Run(who, things.Use.Id, here.Row(things.Use.Id).Version, here.Row(things.Use.Id).Facts with { Purpose = "Another." }, Installation.Because())).Refusals,
        [nameof(RecordAssessment)] = async (here, things, who) => (await here.Get<RecordAssessment>().Run(who, things.Use.Id, new AssessmentFacts("Rights", new DateOnly(2026, 3, 12), "Lindis Arvane", AssessmentResult.Acceptable), Installation.Because())).Refusals,
        [nameof(PrepareAuthorisation)] = async (here, things, who) => (await here.Get<PrepareAuthorisation>().Run(who, things.Use.Id, new Preparation([], null, here.Clock.GetUtcNow().AddMonths(3)), Installation.Because())).Refusals,
        [nameof(AuthoriseUse)] = async (here, things, who) => (await here.Get<AuthoriseUse>().Run(who, things.Use.Id, things.Prepared.Id, things.Prepared.ContentHash, Installation.Because())).Refusals,
        [nameof(ReturnAuthorisation)] = async (here, things, who) => (await here.Get<ReturnAuthorisation>().Run(who, things.Use.Id, things.Prepared.Id, Installation.Because())).Refusals,
        [nameof(WithdrawAuthorisation)] = async (here, things, who) => (await here.Get<WithdrawAuthorisation>().Run(who, things.Use.Id, Installation.Because())).Refusals,
        [nameof(BeginUse)] = async (here, things, who) => (await here.Get<BeginUse>().Run(who, things.Use.Id, Installation.Because())).Refusals,
        [nameof(SuspendUse)] = async (here, things, who) => (await here.Get<SuspendUse>().Run(who, things.Use.Id, Installation.Because())).Refusals,
        [nameof(ResumeUse)] = async (here, things, who) => (await here.Get<ResumeUse>().Run(who, things.Use.Id, Installation.Because())).Refusals,
        [nameof(EndUse)] = async (here, things, who) => (await here.Get<EndUse>().Run(who, things.Use.Id, Installation.Because())).Refusals,
        [nameof(RefuseUse)] = async (here, things, who) => (await here.Get<RefuseUse>().Run(who, things.Use.Id, Installation.Because())).Refusals,
    };

    private static readonly string[] OfLeaders = [nameof(AuthoriseUse), nameof(ReturnAuthorisation), nameof(WithdrawAuthorisation), nameof(ResumeUse), nameof(EndUse), nameof(RefuseUse)];

    public static IEnumerable<object[]> All => Verbs.Keys.Select(verb => new object[] { verb });

    [Theory, MemberData(nameof(All))]
    public async Task Who_lacks_the_right_is_refused_and_nothing_is_written(string verb)
    {
        var things = await Ready();
        var officer = _here.APerson(_here.Agency, "Ilva Maren", Role.Officer);
        var client = new Actor(_here.Agency, ActorKind.Client, Guid.NewGuid());
        var wrong = OfLeaders.Contains(verb) ? _here.Lead : _here.Roe;
        foreach (var who in verb == nameof(SuspendUse) ? [officer, client] : new[] { officer, client, wrong })
        {
            var before = Written();
            (await Verbs[verb](_here, things, who)).Select(refusal => refusal.Code).ShouldBe([ActsRefusals.NotAllowed], who.Kind.ToString());
            Written().ShouldBe(before);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_holds_the_right_is_not_refused_for_want_of_it(string verb) =>
        (await Verbs[verb](_here, await Ready(), OfLeaders.Contains(verb) ? _here.Roe : _here.Lead)).Select(refusal => refusal.Code).ShouldNotContain(ActsRefusals.NotAllowed);

    [Fact]
    public async Task Everybody_who_works_here_reports_what_they_found_and_nobody_else()
    {
        var found = new FoundUse("Private chatbots", "Loomlet", "Everybody", "Colleagues said so.");
        var stranger = Actor.Person(_here.Agency, new AccountId(Guid.NewGuid()));
        (await _here.Get<ReportFoundUse>().Run(stranger, found)).Why().ShouldBe(["not-allowed"]);
        (await _here.Get<ListFirstUses>().Run(stranger, [new ListedUse("Letters", "Loomlet", "")], "Asked around.")).Why().ShouldBe(["not-allowed"]);
        (await _here.Get<ReportFoundUse>().Run(_here.APerson(_here.Agency, "Ilva Maren"), found)).ShouldBeDone();
    }

    [Fact]
    public async Task An_inventory_is_imported_by_who_keeps_the_register_and_by_the_command_line()
    {
        InventoryFile File() => new(new MemoryStream(Given.AFileOf(3)), "inventory.csv", Installation.Because());
        var officer = _here.APerson(_here.Agency, "Ilva Maren", Role.Officer);
        var before = Written();
        (await _here.Get<ImportInventory>().Run(officer, File())).Why().ShouldBe(["not-allowed"]);
        Written().ShouldBe(before);
        (await _here.Get<ImportInventory>().Run(Actor.Installation(_here.Agency), File())).ShouldBeDone();
    }

    private async Task<Things> Ready()
    {
        var system = await _here.ASystem();
        var use = (await _here.Get<RegisterUse>().Run(_here.Lead, new NewUse(_here.FaceSearch(system.Version)), Installation.Because())).ShouldBeDone();
        await _here.Assess(use.Id);
        return new Things(use, system, await _here.Prepare(use.Id));
    }

    private (int Acts, int Rows) Written()
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        return (db.Set<JournalRow>().Count(), db.Set<Use>().Count() + db.Set<AiSystem>().Count() + db.Set<SystemVersion>().Count() + db.Set<Authorisation>().Count() + db.Set<RecordedAssessment>().Count());
    }
}
