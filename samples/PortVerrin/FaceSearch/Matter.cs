using System.Security.Cryptography;
using System.Text;
using Probity.Judgement.FaceSearch;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>A kind of evidence as both languages call it, with where it comes from.</summary>
internal sealed record Clue(EvidenceKind Kind, string English, string French, string Source);

/// <summary>What a case is about: where, what, the image and what else there is.</summary>
internal sealed record Matter(string Place, string Offence, string OffenceFr, int Pixels, int Turn, string? Covered, bool Infrared, int HeightCm, int Age, IReadOnlyList<Clue> Evidence)
{
    /// <summary>Maximum penalty of the offence, in years.</summary>
    public int Years { get; init; } = 10;

    /// <summary>Only where whoever submits the image sees a child.</summary>
    public int? ApparentAge { get; init; }

    private static readonly string[] Places =
    [
        "Harbour Street", "Quay Road", "Lantern Lane", "Rope Walk", "Bell Court", "Northgate Square", "Mill Bridge", "Saltmarsh Road", "Old Quay", "Customs Yard", "Fish Market", "Ferry Hall", "Tollgate Arcade",
    ];

    /// <summary>Each carries five years or more.</summary>
    private static readonly (string En, string Fr)[] Offences =
    [
        ("Shop robbery", "Vol à main armée"), ("Street robbery", "Vol avec violence"), ("Night burglary", "Cambriolage de nuit"), ("Assault with injury", "Agression avec blessures"),
        ("Bag theft with injury", "Vol de sac avec blessures"), ("Arson", "Incendie volontaire"), ("Knife attack", "Attaque au couteau"), ("Robbery of a taxi driver", "Vol à main armée, taxi"),
        ("Robbery at a cash machine", "Vol avec violence, distributeur"), ("Breaking into a pharmacy", "Cambriolage de pharmacie"),
    ];

    private static readonly Clue[] Clues =
    [
        new(EvidenceKind.Statement, "witness statement", "la déposition du témoin", "Statement desk"), new(EvidenceKind.Record, "till record", "le relevé de caisse", "Shop"),
        new(EvidenceKind.Trace, "footwear mark", "la trace de chaussure", "Scene examination"), new(EvidenceKind.PhoneData, "phone cell list", "la liste des antennes", "Operator, by order of the court"),
        new(EvidenceKind.Record, "bus card record", "le relevé de carte de bus", "Port Verrin Transport"), new(EvidenceKind.Document, "patrol log", "le journal de patrouille", "Control Room"),
        new(EvidenceKind.Document, "delivery list", "la liste de livraison", "Shop"), new(EvidenceKind.Statement, "statement of the victim", "la déposition de la victime", "Statement desk"),
    ];

    public string OffenceIn(string language) => language == "fr" ? OffenceFr : Offence;

    public string Title(string language) => $"{OffenceIn(language)}, {Place}";

    /// <param name="floor">The quality floor in force: an officer does not send what is sure to be refused.</param>
    public static Matter Drawn(Draws draws, int floor)
    {
        var (offence, offenceFr) = draws.Of(Offences);
        // A third of the images lie in the lowest fifth above the floor of the first summer, as in the staged searches.
        var pixels = floor < 60 && draws.PerCent(29) ? draws.Between(floor, 59) : draws.Between(60, 128);
        return new Matter(draws.Of(Places), offence, offenceFr, pixels, draws.Between(-32, 32), draws.Weighted(62, 22, 10, 6) switch { 0 => null, 1 => "lower face", 2 => "brow", _ => "one eye" },
            Infrared: false, draws.Between(160, 194), draws.Between(18, 58), [.. draws.Shuffled(Clues).Take(draws.Between(2, 4))]);
    }

    public Probe Probe(DateTimeOffset takenAt, string number) => new("Still from a camera", takenAt, Pixels, Turn, Covered, Edited: false, Infrared,
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("still " + number))), ApparentAge);

    public IReadOnlyList<EvidenceItem> Items(DateTimeOffset takenAt, string language) =>
    [
        new("image", EvidenceKind.Image, language == "fr" ? "Image, " + Place : "Still, " + Place, "Camera", takenAt, null, null, FromAi: false, ExposedToAi: false, null),
        .. Evidence.Select((clue, i) => new EvidenceItem(FormattableString.Invariant($"e{i + 1}"), clue.Kind, Upper(language == "fr" ? clue.French : clue.English), clue.Source,
            takenAt.AddHours(2 + 5 * i), null, 1 + i, FromAi: false, ExposedToAi: false, null)),
    ];

    /// <summary>What the image lets one measure, before the output opens.</summary>
    public FixedFacts Facts(Draws draws, string language) => new(HeightCm - 3, HeightCm + 3, Age - draws.Between(4, 8), Age + draws.Between(4, 8), [],
        language == "fr" ? "Mesuré sur le cadre de la porte ; âge d’après la tenue du corps." : "Measured on the door frame; age by how the body is held.");

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
