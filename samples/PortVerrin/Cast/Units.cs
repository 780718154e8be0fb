using Probity.Acts.Ids;
using Probity.People.Units;

namespace Probity.PortVerrin.Cast;

/// <summary>The units of the Port Verrin Police Service that the story needs.</summary>
internal static class Units
{
    public const string
        Command = "Command group",
        Investigations = "Investigations",
        SeriousCrime1 = "Serious Crime, unit 1",
        SeriousCrime2 = "Serious Crime, unit 2",
        SeriousCrime3 = "Serious Crime, unit 3",
        SeriousCrime4 = "Serious Crime, unit 4",
        SeriousCrime5 = "Serious Crime, unit 5",
        Family = "Family and Child Protection",
        Port = "Port Division",
        Patrol1 = "Patrol, unit 1",
        Patrol2 = "Patrol, unit 2",
        Patrol3 = "Patrol, unit 3",
        Patrol4 = "Patrol, unit 4",
        Patrol5 = "Patrol, unit 5",
        Patrol6 = "Patrol, unit 6",
        Custody = "Custody and Justice",
        Control = "Control Room",
        Threats = "Threat Assessment",
        Training = "Training and Standards",
        Images = "Digital Evidence and Images",
        Governance = "AI Governance",
        Audit = "Internal Audit",
        Complaints = "Complaints Office",
        Legal = "Legal and Data Protection",
        Community = "Community and Communication",
        Systems = "Information Systems";

    public static readonly IReadOnlyList<string> All =
    [
        Command, Investigations, SeriousCrime1, SeriousCrime2, SeriousCrime3, SeriousCrime4, SeriousCrime5, Family, Port, Patrol1, Patrol2, Patrol3, Patrol4, Patrol5, Patrol6,
        Custody, Control, Threats, Training, Images, Governance, Audit, Complaints, Legal, Community, Systems,
    ];

    public static UnitId Id(string name) => new(TypedId.Named("port-verrin/unit/" + name));
}
