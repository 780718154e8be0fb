using Probity.Acts.Ids;
using Probity.Registry.Systems;

namespace Probity.PortVerrin.Catalogue;

/// <summary>One system with its versions, the first one being known first. All vendors and products are fictional.</summary>
internal sealed record SampleSystem(string Name, string Vendor, string Description, params string[] Versions)
{
    public bool OwnBuild { get; init; }
    public AiSystemId Id => new(TypedId.Named("port-verrin/system/" + Name));

    public SystemVersionId Version(string? label = null) => new(TypedId.Named($"port-verrin/system/{Name}/{label ?? Versions[0]}"));
}

internal static class Systems
{
    public static readonly SampleSystem
        VeilCut = new("VeilCut", "Halden Optics", "Blurs faces and screens in recordings.", "3.1"),
        LexDesk = new("LexDesk", "Ostra Systems", "Answers questions from a collection of orders and shows the passage.", "2.0"),
        PlateSight = new("PlateSight", "Halden Optics", "Reads number plates from fixed cameras.", "2.0"),
        WheelCast = new("WheelCast", "Torvik Fleet", "Guesses which vehicle needs service next.", "1.2"),
        SolvScore = new("SolvScore", "Norrin Analytics", "Scores how likely a reported offence is to be solved.", "1.0"),
        Affectis = new("Affectis", "Veridane Labs", "Claims to read feelings from faces. Trial version; no scientific basis was offered.", "trial"),
        FaceLink = new("FaceLink", "Argent Vale Biometrics", "Compares the still image of a face with a gallery and returns people who look alike.", "4.2", "4.3"),
        PublicChatbots = new("Public chatbots", "several public services", "Public text services used on private accounts.", ""),
        PolicyWriter = new("PolicyWriter", "Quillmark Software", "Writes a first draft of a report from body-worn video.", "2.0", "2.1"),
        SeekFace = new("SeekFace", "operator abroad", "Internet service that compares faces with scraped photos.", ""),
        SignalSort = new("SignalSort", "Ostra Systems", "Sorts incoming messages by how dangerous they sound.", "1.1"),
        CareGauge = new("CareGauge", "Lowen Care Analytics", "Suggests how closely a detained person should be watched.", "1.3", "1.4"),
        GateWatch = new("GateWatch Live", "Argent Vale", "Compares the faces of passers-by with a list, live.", "1.0"),
        Loomlet = new("Loomlet 8B", "", "Open language model on our own server.", "8B") { OwnBuild = true },
        AreaCast = new("AreaCast", "Norrin Analytics", "Marks street blocks where burglary is expected.", "3.2"),
        Closed = new("Entry withheld", "", "Described in the closed part of the register, which the oversight judge has read.", "withheld"),
        Parolier = new("Parolier", "Quillmark Software", "Turns recorded interviews into text.", "5.0"),
        RouteDesk = new("RouteDesk", "", "Sends online reports to the desk that handles them.", "0.9") { OwnBuild = true },
        TurnPlan = new("TurnPlan", "Torvik Fleet", "Proposes shift and leave plans.", "2"),
        LinguaPont = new("LinguaPont", "Pontaven Languages", "Translates short public texts.", "4"),
        ClipFind = new("ClipFind in EvidenceDesk", "Castellane Digital", "Finds objects in evidence video; switched on by an update of the evidence store.", "7.3"),
        FileSort = new("FileSort", "", "Sorts and names exhibit files.", "1.0") { OwnBuild = true };

    /// <summary>In the order in which they became known to the agency.</summary>
    public static readonly IReadOnlyList<SampleSystem> All =
    [
        VeilCut, PlateSight, Affectis, PublicChatbots, CareGauge, SolvScore, SeekFace, GateWatch, LexDesk, WheelCast, Loomlet, AreaCast, FaceLink, PolicyWriter,
        SignalSort, Closed, Parolier, RouteDesk, TurnPlan, LinguaPont, ClipFind, FileSort,
    ];
}
