using Probity.People.Roles;

namespace Probity.PortVerrin;

/// <summary>A person of the sample agency. All are fictional.</summary>
/// <param name="Login">Before the @ of the sign-in name.</param>
/// <param name="Languages">The first is the one their pages come in.</param>
public sealed record Person(string Login, string Title, string Name, string Unit, string[] Languages, params Role[] Roles);

/// <summary>The units and the named people of the Port Verrin Police Service.</summary>
public static class Staff
{
    public static readonly IReadOnlyList<string> Units =
    [
        "Command", "Investigations", "Serious Crime, unit 2", "Serious Crime, unit 4", "Family and Child Protection", "Port Division", "Patrol", "Patrol, unit 2", "Patrol, unit 5",
        "Custody and Justice", "Control Room", "Threat Assessment", "Training and Standards", "Digital Evidence and Images", "AI Governance", "Internal Audit", "Complaints Office",
        "Legal and Data Protection", "Community and Communication", "Information Systems", "Oversight Board",
    ];

    public static readonly Person Administrator = new("pavlo.renn", "", "Pavlo Renn", "Information Systems", ["en"], Role.Administrator);

    /// <summary>The accountable leader: the Deputy Chief authorises every use that can weigh on a person.</summary>
    public static readonly Person Leader = new("nadim.roe", "Deputy Chief", "Nadim Roe", "Command", ["en", "fr", "ar"], Role.Leader);

    public static readonly IReadOnlyList<Person> Others =
    [
        new("amara.delune", "Chief", "Amara Delune", "Command", ["fr", "en"], Role.Leader),
        new("halia.venn", "Chief Supt", "Halia Venn", "Investigations", ["en", "fr"]),
        new("tevin.okaru", "Supt", "Tevin Okaru", "Custody and Justice", ["en"]),
        new("coralie.amsel", "Supt", "Coralie Amsel", "Port Division", ["fr", "en"]),
        new("bastien.orlu", "Chief Supt", "Bastien Orlu", "Patrol", ["fr", "en"]),
        new("oren.basti", "Dr", "Oren Basti", "AI Governance", ["en", "fr"], Role.AiLead),
        new("lindis.arvane", "", "Lindis Arvane", "Legal and Data Protection", ["en", "fr"], Role.Legal),
        new("yasmine.terfal", "", "Yasmine Terfal", "Legal and Data Protection", ["fr", "ar", "en"], Role.Legal),
        new("mael.torin", "", "Maël Torin", "Internal Audit", ["fr", "en"], Role.Auditor),
        new("ilva.maren", "Sgt", "Ilva Maren", "Serious Crime, unit 4", ["en"], Role.Officer),
        new("emric.stroud", "Det. Const.", "Emric Stroud", "Serious Crime, unit 2", ["en", "fr"], Role.Officer),
        new("sanaa.hilwe", "Det. Insp.", "Sanaa Hilwe", "Family and Child Protection", ["ar", "fr", "en"], Role.Officer, Role.SecondPerson),
        new("reyn.talba", "Const.", "Reyn Talba", "Patrol, unit 2", ["en"], Role.Officer),
        new("anouk.fereni", "Const.", "Anouk Fereni", "Port Division", ["fr", "en"], Role.Officer),
        new("jomo.ardley", "Const.", "Jomo Ardley", "Patrol, unit 5", ["en"], Role.Officer),
        new("lio.prahl", "Sgt", "Lio Prahl", "Custody and Justice", ["en"], Role.Officer),
        new("talia.brevane", "Sgt", "Talia Brevane", "Custody and Justice", ["fr", "en"], Role.Officer),
        new("samira.okonne", "Insp.", "Samira Okonne", "Port Division", ["en", "ar"], Role.SecondPerson),
        new("joost.hamala", "Insp.", "Joost Hamala", "Patrol", ["en", "fr"], Role.SecondPerson),
        new("davit.orsel", "Insp.", "Davit Orsel", "Training and Standards", ["en"], Role.SecondPerson, Role.Trainer),
        new("ines.calloway-tam", "Supt", "Ines Calloway-Tam", "Control Room", ["en", "fr"], Role.SecondPerson),
        new("nkem.sarrault", "", "Nkem Sarrault", "Threat Assessment", ["fr", "en"], Role.Officer),
        new("farid.lansou", "", "Farid Lansou", "Complaints Office", ["fr", "ar", "en"]),
        new("mireille.dantor", "", "Mireille Dantor", "Community and Communication", ["fr", "en"]),
        new("wen.haldorf", "", "Wen Haldorf", "Information Systems", ["en"], Role.Integrator),
        new("rolan.messif", "", "Rolan Messif", "Oversight Board", ["fr", "en"], Role.Oversight),
    ];

    public static IEnumerable<Person> All => [Administrator, Leader, .. Others];
}

/// <summary>Whom a newcomer can be for ten minutes: the word for what they do, and the sign-in name.</summary>
public sealed record Persona(string Key, string Login);

public static class Personas
{
    public static readonly IReadOnlyList<Persona> All =
    [
        new("officer", "ilva.maren"), new("second-person", "samira.okonne"), new("ai-lead", "oren.basti"),
        new("leader", "nadim.roe"), new("auditor", "mael.torin"), new("administrator", "pavlo.renn"),
    ];
}
