using Probity.Judgement.FaceSearch;
using Probity.PortVerrin.Cast;
using Probity.Registry.Uses;
using static Probity.Registry.Uses.PurposeCategory;

namespace Probity.PortVerrin.Catalogue;

/// <summary>The 23 uses of the Port Verrin Police Service: eight image analysis, six content generation, four process optimisation, five workflow automation.</summary>
internal static class SampleUses
{
    public static readonly SampleUse Blurring = new(1, "Blurring of recordings for release", "Floutage des vidéos remises", ImageAnalysis, Systems.VeilCut, RiskClass.Low, Roster.Dantor)
    {
        Unit = Units.Images,
        UsedBy = "Digital Evidence and Images",
        Purpose = "Blurs faces and screens before a recording is given out. A person checks every frame.",
        NotAllowed = "No recording leaves the house before a person has checked it.",
        Affected = "Bystanders in recordings that are given out.",
        Errors = "A face was left visible in 37 of 1 200 sampled frames before the check.",
    };

    public static readonly SampleUse Orders = new(2, "Search in our own orders", "Recherche dans nos consignes", ContentGeneration, Systems.LexDesk, RiskClass.Low, Roster.Arvane)
    {
        Unit = Units.Legal,
        UsedBy = "All staff",
        Purpose = "Answers questions of staff from our own orders and shows the passage.",
        NotAllowed = "No data about people, no question about a case.",
        Affected = "Staff only.",
        Errors = "The wrong passage in 6 of 40 test questions.",
    };

    public static readonly SampleUse Plates = new(3, "Plate reading at the port", "Lecture de plaques au port", ImageAnalysis, Systems.PlateSight, RiskClass.Medium, Roster.Amsel)
    {
        Unit = Units.Port,
        UsedBy = "Port Division; Patrol, units 2 and 5",
        Purpose = "Reads number plates to find stolen cars. A wrong reading can stop a family, so an officer reads the plate in the photo first.",
        NotAllowed = "Off on days of protest and worship. No stop on a reading alone.",
        Affected = "Drivers and passengers at the port.",
        LegalBasis = "MR-PDA s. 44(2), s. 45",
        Errors = "Misread in 96 of 2 400 passes; of 724 stops in 90 days 16 were wrong.",
        Kinds = ["plate-alert"],
    };

    public static readonly SampleUse Vehicles = new(4, "Vehicle maintenance forecast", "Entretien prévisionnel", ProcessOptimisation, Systems.WheelCast, RiskClass.Low, Roster.Haldorf)
    {
        Unit = Units.Systems,
        UsedBy = "Fleet workshop",
        Purpose = "Guesses which patrol cars need service next.",
        Affected = "Nobody outside the workshop.",
        Errors = "Not measured.",
    };

    public static readonly SampleUse Screening = new(5, "Online report screening", "Tri des plaintes en ligne", WorkflowAutomation, Systems.SolvScore, RiskClass.High, Roster.Orlu)
    {
        Unit = Units.Patrol1,
        UsedBy = "Patrol, report desk",
        Purpose = "Sorted online reports and closed those that were unlikely to be solved.",
        Affected = "People who report an offence online; some were not heard.",
        LegalBasis = "MR-PDA s. 44(2), s. 47",
        Errors = "143 of 2 592 closed reports had to be reopened.",
        Kinds = ["report-screening"],
    };

    public static readonly SampleUse Emotions = new(6, "Emotion reading in interviews", "Lecture des émotions", ImageAnalysis, Systems.Affectis, RiskClass.VeryHigh, null)
    {
        UsedBy = "Two interviewers, on a trial",
        Purpose = "Claimed to read feelings from faces in interviews. No scientific basis was offered.",
        Affected = "People interviewed.",
        LegalBasis = "None",
        Errors = "Nobody measured it.",
    };

    public static readonly SampleUse FaceSearch = new(7, "Face search for serious crime", "Recherche faciale, crimes graves", ImageAnalysis, Systems.FaceLink, RiskClass.High, Roster.Venn)
    {
        Unit = Units.Investigations,
        UsedBy = "Serious Crime, Family and Child Protection, Port Division: 34 officers",
        Purpose = "Looks for possible leads in a photo. An officer gives the system a photo from a crime; it returns up to ten photos of people who look alike. That is a hint, like a call to a hotline.",
        NotAllowed = "Never live, never at protests or worship, never on children under 14. No arrest, search or line-up on it.",
        Affected = "People in the 212 480 images of the custody gallery, look-alikes above all.",
        LegalBasis = "MR-PDA s. 41, s. 44(2), s. 45",
        Errors = "The right person was missing in 93 of 300 staged searches.",
        Kinds = [FaceSearchLead.Kind],
    };

    public static readonly SampleUse Chatbots = new(8, "Private chatbots", "Agents conversationnels privés", ContentGeneration, Systems.PublicChatbots, RiskClass.High, null)
    {
        UsedBy = "34 officers, on private accounts",
        Purpose = "Officers used public chatbots to shorten notes. Case details left the service.",
        Affected = "People named in the notes.",
        LegalBasis = "None",
        Errors = "Nobody measured it.",
    };

    public static readonly SampleUse Drafts = new(9, "First draft of reports", "Premier jet des rapports", ContentGeneration, Systems.PolicyWriter, RiskClass.Medium, Roster.Orlu)
    {
        Unit = Units.Patrol2,
        UsedBy = "61 officers, Mill Bridge and Northgate",
        Purpose = "Writes a draft from body-worn video that an officer corrects and signs. A wrong sentence can follow a person into court.",
        NotAllowed = "Not for sworn statements.",
        Affected = "People who are written about in reports.",
        LegalBasis = "MR-PDA s. 44(2), s. 47; MR-REG",
        Errors = "34 of 400 sentences were not supported by the recording; 7 of them were signed. Measured on version 2.0 only.",
        Kinds = ["report-draft"],
    };

    public static readonly SampleUse InternetFaces = new(10, "Internet face search", "Recherche faciale sur Internet", ImageAnalysis, Systems.SeekFace, RiskClass.VeryHigh, null)
    {
        UsedBy = "Two detectives",
        Purpose = "An internet service built on scraped photos. Forbidden; 11 cases were reopened and one charge withdrawn.",
        Affected = "Anyone whose photo stands on the internet.",
        LegalBasis = "None; MR-PDA s. 42",
        Errors = "Nobody measured it.",
        Prohibited = true,
    };

    public static readonly SampleUse Threats = new(11, "Threat triage", "Tri des menaces", WorkflowAutomation, Systems.SignalSort, RiskClass.Medium, Roster.Venn)
    {
        Unit = Units.Threats,
        UsedBy = "Eight threat analysts",
        Purpose = "Pilot: puts messages that sound dangerous on top of the pile. People read them all.",
        NotAllowed = "No message is closed by the order of the pile.",
        Affected = "People who write to us, and people who are threatened.",
        LegalBasis = "MR-PDA s. 44(2)",
        Errors = "Too few urgent messages so far for a rate.",
        Kinds = ["threat-triage"],
    };

    public static readonly SampleUse Custody = new(12, "Custody risk score", "Score de risque en garde à vue", ProcessOptimisation, Systems.CareGauge, RiskClass.High, Roster.Okaru)
    {
        Version = "1.3",
        Unit = Units.Custody,
        UsedBy = "26 custody sergeants",
        Purpose = "Suggests how closely someone in a cell should be watched. Too low can cost a life, too high costs dignity.",
        NotAllowed = "Never a ground for longer detention. The nurse may overrule it.",
        Affected = "About 4 800 receptions a year.",
        LegalBasis = "MR-PDA s. 44(2), s. 47",
        Errors = "11 of 26 medical events were not flagged; 15 of 279 flags were followed by an event.",
        Kinds = ["custody-level"],
    };

    /// <summary>After the vendor's new version was assessed and permitted.</summary>
    public static readonly SampleUse CustodyNew = Custody with { Version = "1.4" };

    public static readonly SampleUse LiveFaces = new(13, "Live face watch, ferry terminal", "Reconnaissance en direct", ImageAnalysis, Systems.GateWatch, RiskClass.VeryHigh, Roster.Amsel)
    {
        Unit = Units.Port,
        UsedBy = "Port Division",
        Purpose = "Would have compared every traveller with a list. No law allows it.",
        Affected = "Every traveller at the ferry terminal.",
        LegalBasis = "None; MR-PDA s. 42",
        Errors = "Not tried.",
    };

    public static readonly SampleUse Letters = new(14, "Letters and summaries", "Lettres et résumés", ContentGeneration, Systems.Loomlet, RiskClass.Low, Roster.Basti)
    {
        Unit = Units.Governance,
        UsedBy = "All staff",
        Purpose = "Helps staff to write letters without case facts. Names are masked before the text leaves the room.",
        NotAllowed = "No case facts, no personal data.",
        Affected = "People who receive our letters.",
        Errors = "9 of 58 letters needed a correction of fact.",
    };

    public static readonly SampleUse Areas = new(15, "Area forecast", "Prévision par secteur", ProcessOptimisation, Systems.AreaCast, RiskClass.VeryHigh, Roster.Orlu)
    {
        Unit = Units.Patrol1,
        UsedBy = "Patrol planning",
        Purpose = "Marked street blocks where burglary was expected. It feeds on its own patrols.",
        NotAllowed = "No stop or search because of a marked block.",
        Affected = "People who live in marked blocks, above all boys in Old Quay and Harbour Low.",
        LegalBasis = "MR-PDA s. 44(2), s. 49",
        Errors = "No effect on burglary was found.",
        Kinds = ["area-forecast"],
    };

    public static readonly SampleUse WithheldVessels = Withheld(16, ImageAnalysis);

    public static readonly SampleUse WithheldMessages = Withheld(17, WorkflowAutomation);

    public static readonly SampleUse Transcripts = new(18, "Transcription of interviews", "Transcription des auditions", ContentGeneration, Systems.Parolier, RiskClass.Low, Roster.Venn)
    {
        Unit = Units.Investigations,
        UsedBy = "Interviewers",
        Purpose = "Turns recorded interviews into text. The recording stays the evidence.",
        Affected = "People interviewed.",
        Errors = "58 of 388 transcripts had a correction that changed meaning, most in French and Arabic speech.",
        Kinds = ["transcript"],
    };

    public static readonly SampleUse Routing = new(19, "Online report routing", "Orientation des plaintes en ligne", WorkflowAutomation, Systems.RouteDesk, RiskClass.Medium, Roster.Orlu)
    {
        Unit = Units.Patrol1,
        UsedBy = "Patrol, report desk",
        Purpose = "Would send each online report to the right desk. It can close nothing; until it is assessed people read all reports.",
        Affected = "People who report an offence online.",
        Kinds = ["report-routing"],
    };

    public static readonly SampleUse Shifts = new(20, "Shift and leave planning", "Planning des équipes", ProcessOptimisation, Systems.TurnPlan, RiskClass.Low, Roster.Orsel)
    {
        Unit = Units.Training,
        UsedBy = "Planning desks of all stations",
        Purpose = "Proposes shift plans. They are decided with staff, who were consulted.",
        Affected = "Staff.",
        Errors = "Not measured; a person changes the plan where it does not work.",
    };

    public static readonly SampleUse Leaflets = new(21, "Translation of leaflets", "Traduction de dépliants", ContentGeneration, Systems.LinguaPont, RiskClass.Low, Roster.Dantor)
    {
        Unit = Units.Community,
        UsedBy = "Community and Communication",
        Purpose = "Turns our leaflets into nine languages. A native reader signs each leaflet.",
        Affected = "Readers of our leaflets.",
        Errors = "2 of 36 leaflets were sent back.",
    };

    public static readonly SampleUse Objects = new(22, "Object search in evidence video", "Recherche d’objets en vidéo", ImageAnalysis, Systems.ClipFind, RiskClass.NotAssessed, Roster.Amsel)
    {
        UsedBy = "Port Division, five cases",
        Purpose = "Found objects in evidence video after an update that nobody announced. Five cases are being checked.",
    };

    public static readonly SampleUse Exhibits = new(23, "Exhibit file sorting", "Tri des pièces à conviction", WorkflowAutomation, Systems.FileSort, RiskClass.Low, Roster.Arvane)
    {
        Unit = Units.Legal,
        UsedBy = "Exhibit clerks; the prosecution asked for it",
        Purpose = "Will sort and name exhibit files. A clerk checks the list.",
        Affected = "Nobody directly; a lost exhibit would be found by the clerk.",
        Errors = "Not measured yet.",
    };

    public static readonly IReadOnlyList<SampleUse> All =
    [
        Blurring, Orders, Plates, Vehicles, Screening, Emotions, FaceSearch, Chatbots, Drafts, InternetFaces, Threats, Custody, LiveFaces, Letters, Areas, WithheldVessels,
        WithheldMessages, Transcripts, Routing, Shifts, Leaflets, Objects, Exhibits,
    ];

    /// <summary>Only what the public may read: the closed text is not in this part of the record.</summary>
    private static SampleUse Withheld(int number, PurposeCategory category) =>
        new(number, "A use in an open investigation", "Un usage dans une enquête en cours", category, Systems.Closed, RiskClass.High, Roster.Venn)
        {
            Unit = Units.Investigations,
            UsedBy = "Investigations",
            Purpose = "An AI use in an open investigation. The oversight judge has read the full entry, which will be published when its release date is reached.",
            Affected = "Described in the closed part, which the oversight judge has read.",
            LegalBasis = "MR-COV; MR-PDA s. 44(2)",
            Errors = "Described in the closed part.",
        };
}
