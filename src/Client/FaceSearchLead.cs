namespace Probity.Client;

/// <summary>How the output is held until people have judged.</summary>
public enum Mode
{
    /// <summary>Nobody sees the output before their own view is recorded. The rule.</summary>
    Sealed,
    /// <summary>The officer has already seen the output elsewhere. Weaker, and the receipt says so.</summary>
    Open,
    /// <summary>A life is in danger: the output comes back at once, to protect only, and is reviewed within 72 hours. Give <see cref="FaceSearchLead.Threat"/>.</summary>
    Protective,
}

/// <summary>
/// Opens a decision of the kind "face-search lead": a system compared an image of an unknown person with a gallery and returned people who look alike.
/// The output is sealed on arrival and never comes back to the system that sent it (but for <see cref="Mode.Protective"/>).
/// </summary>
public sealed record FaceSearchLead
{
    /// <summary>The agency's reference of the authorised use, for example <c>PV-AI-007</c>.</summary>
    public required string Use { get; init; }

    /// <summary>Always <c>face-search-lead</c>.</summary>
    public string Kind { get; } = "face-search-lead";

    /// <summary>The agency's case number, up to 60 characters.</summary>
    public required string Case { get; init; }

    /// <summary>What the matter is, in a few words, for the officer.</summary>
    public required string Title { get; init; }

    /// <summary>The one action that the receipt shall permit: <c>enquiries</c>, <c>arrest</c>, <c>search</c>, <c>line-up</c> or <c>warrant</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Who may use the receipt.</summary>
    public required string Receiver { get; init; }

    /// <summary>The account of the officer; null leaves it to any certified officer.</summary>
    public Guid? Officer { get; init; }

    /// <summary>When the view is needed; 24 hours from now where it is null.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How the output is held.</summary>
    public Mode Mode { get; init; }

    /// <summary>What threatens whom; only for <see cref="Mode.Protective"/>.</summary>
    public string? Threat { get; init; }

    /// <summary>What is investigated.</summary>
    public Offence? Offence { get; init; }

    /// <summary>The image that was searched with.</summary>
    public required Probe Probe { get; init; }

    /// <summary>What else there is. A lead needs evidence that does not rest on the output.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What the system returned.</summary>
    public required SearchOutput Output { get; init; }
}

/// <summary>The offence that is investigated.</summary>
/// <param name="Citation">As the agency cites it.</param>
/// <param name="MaximumYears">Its maximum penalty in years, 99 for life; null where it is not known (some authorisations then refuse).</param>
public sealed record Offence(string Citation, int? MaximumYears);

/// <summary>The image that was searched with, as it was measured.</summary>
/// <param name="Title">Where it comes from, in words.</param>
/// <param name="TakenAt">When.</param>
/// <param name="EyeDistancePixels">Pixels between the eyes.</param>
/// <param name="TurnDegrees">How far the face is turned from the camera, in degrees.</param>
/// <param name="Covered">What is covered ("lower face"), or null.</param>
/// <param name="Edited">It was changed before the search.</param>
/// <param name="Infrared">It was taken in infrared.</param>
/// <param name="ImageHash">SHA-256 of the image, or null.</param>
/// <param name="ApparentAge">Only where a child is seen: the age in years that the person appears to have.</param>
public sealed record Probe(string Title, DateTimeOffset TakenAt, int EyeDistancePixels, int? TurnDegrees = null, string? Covered = null, bool Edited = false, bool Infrared = false, string? ImageHash = null, int? ApparentAge = null);

/// <summary>Kinds of evidence.</summary>
public enum EvidenceKind
{
    /// <summary>A picture or film.</summary>
    Image,
    /// <summary>What a person said.</summary>
    Statement,
    /// <summary>An entry in a register or log.</summary>
    Record,
    /// <summary>A trace: fingerprint, DNA, tool mark.</summary>
    Trace,
    /// <summary>A document.</summary>
    Document,
    /// <summary>Data of a telephone or a network.</summary>
    PhoneData,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One item of evidence.</summary>
/// <param name="Id">A short name within the request, to be named in <see cref="DerivedFrom"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Source">Who or what it comes from.</param>
/// <param name="At">When it came to be.</param>
/// <param name="Text">Its text, where the officer shall read it here.</param>
/// <param name="Pages">Length of the original.</param>
public sealed record Evidence(string Id, EvidenceKind Kind, string Title, string Source, DateTimeOffset At, string? Text = null, int? Pages = null)
{
    /// <summary>It is an AI output, or was derived from one. Then it does not count as independent.</summary>
    public bool FromAi { get; init; }

    /// <summary>It comes from a witness or a line-up that was exposed to the output. Then it does not count as independent.</summary>
    public bool ExposedToAi { get; init; }

    /// <summary>Ids of items it rests on; dependence passes along.</summary>
    public IReadOnlyList<string>? DerivedFrom { get; init; }
}

/// <summary>What the system returned.</summary>
/// <param name="System">Name of the system as it is registered.</param>
/// <param name="Version">The version that was run; another than the authorised one is refused.</param>
/// <param name="Gallery">How many images were searched against.</param>
/// <param name="Candidates">In the order of the system; people will see another order.</param>
public sealed record SearchOutput(string System, string Version, int Gallery, IReadOnlyList<Candidate> Candidates);

/// <summary>One image that was returned: not a person and not a finding.</summary>
/// <param name="Person">The gallery's own reference.</param>
/// <param name="Band"><c>A</c> (strongest resemblance) to <c>E</c>; a percentage is refused.</param>
/// <param name="ImageDate">Day of the gallery's image.</param>
/// <param name="Facts">What the gallery's file says.</param>
public sealed record Candidate(string Person, char Band, DateOnly? ImageDate = null, CandidateFacts? Facts = null);

/// <summary>What the gallery's file says of the person, held against what the officer fixed before.</summary>
/// <param name="HeightCm">Height in centimetres.</param>
/// <param name="BornYear">Year of birth.</param>
/// <param name="Marks">Scars, tattoos.</param>
/// <param name="Elsewhere">Where the person provably was.</param>
public sealed record CandidateFacts(int? HeightCm = null, int? BornYear = null, IReadOnlyList<string>? Marks = null, IReadOnlyList<Absence>? Elsewhere = null);

/// <summary>Provably elsewhere (custody, hospital, abroad) between two days.</summary>
/// <param name="Where">Where.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record Absence(string Where, DateOnly From, DateOnly To);
