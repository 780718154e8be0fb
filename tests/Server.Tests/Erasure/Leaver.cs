using System.Text;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People.Absences;
using Probity.People.Accounts;
using Probity.People.Notices;
using Probity.People.Roles;
using Probity.People.SignIn;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Found;
using Probity.Registry.Inventory.Imports;

namespace Probity.Server.Tests.Erasure;

/// <summary>Somebody who left traces in every room, and then the agency.</summary>
internal sealed record Leaver(World World, AccountId Id, string Login, string Name)
{
    public const string Title = "Inspecteur", Ground = "Police Data Act s. 58, order 12 of the court";

    private static int _count;

    public string Called => $"{Title} {Name}";

    /// <summary>The end of the id, which stands in the name's place.</summary>
    public string Mark => Id.Value.ToString("N")[24..];

    public static async Task<Leaver> Officer(World world)
    {
        var (login, name) = Next();
        return await Named(world, await world.AnotherOfficer(login), login, name);
    }

    public static async Task<Leaver> With(World world, Role role)
    {
        var (login, name) = Next();
        return await Named(world, await world.Another(login, "Before Marriage", role), login, name);
    }

    /// <summary>A surname of their own, in letters only, so that the search keeps its pieces.</summary>
    private static (string Login, string Name) Next()
    {
        var n = Interlocked.Increment(ref _count);
        var letters = new string([(char)('a' + n / 26), (char)('a' + n % 26)]);
        return ($"quillan.feather{letters}", $"Quillan Featherstonehé{letters}");
    }

    public string Surname => SearchWords.Fold(Name).Split(' ')[1];

    private static async Task<Leaver> Named(World world, AccountId id, string login, string name)
    {
        World.Must(await world.Get<ChangeAccount>().Run(world.As(world.Administrator), id, new AccountDetails(name, Title, null, ["en"])));
        return new Leaver(world, id, login, name);
    }

    /// <summary>A second factor and a password, an absence, a calendar, a mail address, a unit, a role that was refused.</summary>
    public async Task LivesHere()
    {
        var (administrator, me) = (World.As(World.Administrator), World.As(Id));
        await Proven.Make(World.Get<IServiceProvider>(), World.Agency, Id, stale: false);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        World.Must(await World.Get<SayAbsence>().Run(me, Id, new AbsenceInput(today.AddDays(1), today.AddDays(3), null)));
        var colleague = await World.AnotherOfficer("colleague." + Mark);
        World.Must(await World.Get<SayAbsence>().Run(World.As(colleague), colleague, new AbsenceInput(today.AddDays(1), today.AddDays(3), null)));
        World.Must(await World.Get<KeepCalendar>().Make(me));
        World.Must(await World.Get<KeepUnits>().Lead(administrator, World.Must(await World.Get<KeepUnits>().Make(administrator, "Unit of " + Id)), Id));
        World.Must(await World.Get<GrantRole>().Run(administrator, Id, Role.Complaints, $"{Name} asked for it"));
        using (var db = World.Get<Reads>().Open(World.Agency))
            World.Must(await World.Get<DecideProposal>().Decline(World.As(World.Leader), db.Set<RoleProposal>().Single(row => row.Account == Id && row.State == ProposalState.Waiting).Id, $"{Name} does not need it"));
        World.Must(await World.Get<UnitOfWork>().Commit<Done>(Actor.Installation(World.Agency), work =>
        {
            work.Execute(Mail, World.Agency, Id, Guid.NewGuid(), Encoding.UTF8.GetBytes("sealed"), work.Now);
            work.Execute(Key, World.Agency, Id, Guid.NewGuid(), Encoding.UTF8.GetBytes("public"), $"{Name}'s phone", work.Now);
            work.Execute(Draft, World.Agency, Id, Guid.NewGuid(), Guid.NewGuid(), Encoding.UTF8.GetBytes("sealed"), work.Now);
            work.Execute(Deputy, World.Agency, colleague, Id);
            return Done.It;
        }));
    }

    private static readonly Statement Mail = new("INSERT INTO people_digest(agency, account, often, data_key, address, asked_at) VALUES (@p0, @p1, 'Daily', @p2, @p3, @p4)");
    private static readonly Statement Key = new("INSERT INTO people_passkey(agency, account, id, credential, public_key, sign_count, device, made_at) VALUES (@p0, @p1, @p2, @p3, @p3, 0, @p4, @p5)");
    private static readonly Statement Draft = new("INSERT INTO judgement_draft(agency, person, decision, data_key, content, saved_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)");
    private static readonly Statement Deputy = new("UPDATE people_absence SET deputy = @p2 WHERE agency = @p0 AND account = @p1");

    /// <summary>What somebody who keeps the register leaves by name: a use found, an assessment made, a file brought in.</summary>
    public async Task KeepsTheRegister()
    {
        var me = World.As(Id);
        World.Must(await World.Get<ReportFoundUse>().Run(me, new FoundUse("Plate reader at the port", "PlateReader", "Port Division", "Seen on a screen")));
        World.Must(await World.Get<RecordAssessment>().Run(me, World.Use, new AssessmentFacts("Second test", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-2)), Called, AssessmentResult.Acceptable), Reason.FromText("Asked for")));
        var file = Encoding.UTF8.GetBytes("id,use_case_name,development_stage\r\nQ-9,Translation of statements,Deployed\r\n");
        World.Must(await World.Get<ImportInventory>().Run(me, new InventoryFile(new MemoryStream(file), "inventory.csv", Reason.FromText("The public inventory")!)));
    }

    /// <summary>Leaves: switched off, and every role taken.</summary>
    public async Task Leaves()
    {
        World.Must(await World.Get<SwitchAccount>().Off(World.As(World.Administrator), Id, "Left the service"));
        foreach (var role in World.Get<People.Accounts.Accounts>().Find(World.Agency, Id)!.Roles.Where(role => role != Role.Member)) await World.Without(Id, role);
    }

    private static readonly Statement OfThatName = new("SELECT count(*) FROM people_account WHERE agency = @p0 AND login = @p1");

    /// <summary>Whether the sign-in name is still somebody's.</summary>
    public bool LoginTaken()
    {
        using var read = World.Get<Reads>().Rent();
        return read.Number(OfThatName, World.Agency, Login) > 0;
    }
}
