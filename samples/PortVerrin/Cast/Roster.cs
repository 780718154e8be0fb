using Probity.Acts.Ids;
using Probity.People.Roles;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.Cast;

/// <summary>A certificate that a person holds: the course, and the last day on which it is valid.</summary>
internal sealed record Held(string Course, int Year, int Month, int Day);

/// <summary>One person of the story. The languages: first, then others.</summary>
internal sealed record Person(string Login, string Name, string Title, string? Unit, string Languages, Role? Role, params Held[] Certificates)
{
    public AccountId Id { get; } = SampleAgency.Account(Login);
    public Role? AlsoRole { get; init; }

    /// <summary>Behaviour types belong to numbered people only, never to a named person.</summary>
    public bool Numbered { get; init; }
    public string Language => Languages.Split(' ')[0] == "en" ? "en" : "fr";
}

/// <summary>Everyone with an account. All names are fictional; people who are named nowhere in the story carry a number.</summary>
internal static class Roster
{
    public static readonly Person
        Renn = new("pavlo.renn", "Pavlo Renn", "", Units.Systems, "en", Role.Administrator, new Held("AB", 2027, 4, 30)),
        Roe = new("nadim.roe", "Nadim Roe", "Deputy Chief", Units.Command, "en fr ar", Role.Leader, new Held("EX", 2027, 6, 30)),
        Delune = new("amara.delune", "Amara Delune", "Chief of Police", Units.Command, "fr en", null, new Held("EX", 2027, 6, 30)),
        Venn = new("halia.venn", "Halia Venn", "Chief Superintendent", Units.Investigations, "en fr", null, new Held("EX", 2027, 6, 30), new Held("AB", 2027, 6, 30)),
        Okaru = new("tevin.okaru", "Tevin Okaru", "Superintendent", Units.Custody, "en", null, new Held("EX", 2027, 6, 30), new Held("CR", 2027, 8, 31)),
        Amsel = new("coralie.amsel", "Coralie Amsel", "Superintendent", Units.Port, "fr en", null, new Held("EX", 2026, 10, 31)),
        Orlu = new("bastien.orlu", "Bastien Orlu", "Chief Superintendent", Units.Patrol1, "fr en", null, new Held("EX", 2027, 6, 30)),
        Basti = new("oren.basti", "Oren Basti", "Dr", Units.Governance, "en fr", Role.AiLead, new Held("EX", 2027, 6, 30), new Held("AB", 2027, 6, 30)),
        Arvane = new("lindis.arvane", "Lindis Arvane", "Legal adviser", Units.Legal, "en fr", Role.Legal, new Held("AB", 2027, 5, 31)),
        Terfal = new("yasmine.terfal", "Yasmine Terfal", "Data Protection Officer", Units.Legal, "fr ar en", Role.Legal, new Held("AB", 2027, 5, 31)),
        Torin = new("mael.torin", "Maël Torin", "Head of AI audit", Units.Audit, "fr en", Role.Auditor, new Held("AB", 2027, 5, 31), new Held("AU", 2027, 3, 31)),
        Maren = new("ilva.maren", "Ilva Maren", "Sgt", Units.SeriousCrime4, "en", Role.Officer, new Held("FS", 2027, 3, 14), new Held("GD", 2026, 12, 5), new Held("PR", 2027, 5, 20)),
        Stroud = new("emric.stroud", "Emric Stroud", "Det. Const.", Units.SeriousCrime2, "en fr", Role.Officer, new Held("FS", 2027, 4, 2)),
        Hilwe = new("sanaa.hilwe", "Sanaa Hilwe", "Det. Insp.", Units.Family, "ar fr en", Role.Officer, new Held("FS", 2027, 2, 9), new Held("SP", 2027, 5, 5)) { AlsoRole = Role.SecondPerson },
        Talba = new("reyn.talba", "Reyn Talba", "Const.", Units.Patrol2, "en", Role.Officer, new Held("GD", 2027, 2, 18), new Held("PR", 2027, 5, 12)),
        Fereni = new("anouk.fereni", "Anouk Fereni", "Const.", Units.Port, "fr en", Role.Officer, new Held("PR", 2027, 1, 11)),
        Ardley = new("jomo.ardley", "Jomo Ardley", "Const.", Units.Patrol5, "en", Role.Officer, new Held("PR", 2027, 3, 3)),
        Prahl = new("lio.prahl", "Lio Prahl", "Sgt", Units.Custody, "en", Role.Officer, new Held("CR", 2027, 9, 1)),
        Brevane = new("talia.brevane", "Talia Brevane", "Sgt", Units.Custody, "fr en", Role.Officer, new Held("CR", 2027, 9, 4)),
        Okonne = new("samira.okonne", "Samira Okonne", "Insp.", Units.Port, "en ar", Role.SecondPerson, new Held("SP", 2027, 4, 30), new Held("PR", 2027, 5, 20)),
        Hamala = new("joost.hamala", "Joost Hamala", "Insp.", Units.Patrol3, "en fr", Role.SecondPerson, new Held("SP", 2027, 5, 12)),
        Orsel = new("davit.orsel", "Davit Orsel", "Insp.", Units.Training, "en", Role.SecondPerson, new Held("SP", 2027, 5, 5)) { AlsoRole = Role.Trainer },
        CallowayTam = new("ines.calloway-tam", "Ines Calloway-Tam", "Supt", Units.Control, "en fr", null, new Held("EX", 2027, 6, 30), new Held("SP", 2027, 5, 12)),
        Sarrault = new("nkem.sarrault", "Nkem Sarrault", "Threat analyst", Units.Threats, "fr en", Role.Officer, new Held("TT", 2027, 2, 28)),
        Lansou = new("farid.lansou", "Farid Lansou", "Head of the Complaints Office", Units.Complaints, "fr ar en", Role.Complaints, new Held("AB", 2027, 5, 31)),
        Dantor = new("mireille.dantor", "Mireille Dantor", "Head of Community and Communication", Units.Community, "fr en", null, new Held("AB", 2027, 5, 31)),
        Haldorf = new("wen.haldorf", "Wen Haldorf", "Integrator", Units.Systems, "en", Role.Integrator, new Held("AB", 2027, 4, 30)),
        Oyelin = new("greta.oyelin", "Greta Oyelin", "Police Complaints Authority", null, "en fr", Role.Oversight),
        Messif = new("rolan.messif", "Rolan Messif", "Rapporteur, Policing Oversight Board", null, "fr en", Role.Oversight);

    public static readonly IReadOnlyList<Person> Named =
    [
        Renn, Roe, Delune, Venn, Okaru, Amsel, Orlu, Basti, Arvane, Terfal, Torin, Maren, Stroud, Hilwe, Talba, Fereni, Ardley, Prahl, Brevane, Okonne, Hamala, Orsel,
        CallowayTam, Sarrault, Lansou, Dantor, Haldorf, Oyelin, Messif,
    ];

    /// <summary>Serious Crime 26 with Maren and Stroud, Family and Child Protection 5 with Hilwe, Port Division 3.</summary>
    public static readonly IReadOnlyList<Person> NumberedOfficers = [.. Officers()];

    /// <summary>Nine second persons in five units, with Okonne, Hamala, Orsel and Hilwe.</summary>
    public static readonly IReadOnlyList<Person> NumberedSeconds =
    [
        Second(201, Units.Custody, "en fr"), Second(202, Units.Custody, "fr en"), Second(203, Units.Port, "fr en"), Second(204, Units.Patrol4, "en"), Second(205, Units.Training, "fr en") with { AlsoRole = Role.Trainer },
    ];

    public static readonly IReadOnlyList<Person> All = [.. Named, .. NumberedOfficers, .. NumberedSeconds];

    /// <summary>The 34 who search faces.</summary>
    public static readonly IReadOnlyList<Person> FaceOfficers = [Maren, Stroud, Hilwe, .. NumberedOfficers];

    public static readonly IReadOnlyList<Person> SecondPersons = [Okonne, Hilwe, Hamala, Orsel, .. NumberedSeconds];

    public static Person Of(AccountId id) => All.Single(person => person.Id == id);

    private static IEnumerable<Person> Officers()
    {
        var draws = new Draws("cast");
        string[] units =
        [
            .. Enumerable.Repeat(Units.SeriousCrime1, 6), .. Enumerable.Repeat(Units.SeriousCrime2, 4), .. Enumerable.Repeat(Units.SeriousCrime3, 5),
            .. Enumerable.Repeat(Units.SeriousCrime4, 4), .. Enumerable.Repeat(Units.SeriousCrime5, 5), .. Enumerable.Repeat(Units.Family, 4), .. Enumerable.Repeat(Units.Port, 3),
        ];
        for (var i = 0; i < units.Length; i++)
        {
            // Three of eight write French, so that with the named people the reasons come near the 60 and 38 of a hundred of the story.
            var languages = i % 8 is 1 or 4 or 6 ? "fr en" : "en fr";
            yield return Numbered(101 + i, units[i], languages, Role.Officer, new Held("FS", 2027, draws.Between(3, 5), draws.Between(2, 27)));
        }
    }

    private static Person Second(int number, string unit, string languages) => Numbered(number, unit, languages, Role.SecondPerson, new Held("SP", 2027, 5, 12));

    private static Person Numbered(int number, string unit, string languages, Role role, Held certificate) =>
        new(FormattableString.Invariant($"officer.{number}"), FormattableString.Invariant($"Officer {number}"), "", unit, languages, role, certificate) { Numbered = true };
}
