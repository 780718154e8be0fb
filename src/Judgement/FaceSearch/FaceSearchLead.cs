namespace Probity.Judgement.FaceSearch;

/// <summary>The kind of decision "face-search lead": a system compared a probe image with a gallery and returned people who look alike.</summary>
public static class FaceSearchLead
{
    public const string Kind = "face-search-lead";

    /// <summary>What a receipt of this kind can permit. A lead is for enquiries; arrest, search and line-up need a second authority and stand here so that their evidence can be counted.</summary>
    public static readonly IReadOnlyList<string> Actions = ["enquiries", "arrest", "search", "line-up", "warrant"];
}

/// <summary>The image that was searched with, as the connected system measured it.</summary>
/// <param name="EyeDistancePixels">Pixels between the eyes.</param>
/// <param name="TurnDegrees">How far the face is turned from the camera.</param>
/// <param name="Covered">What is covered ("lower face"), or null.</param>
/// <param name="ApparentAge">The age in years that the person in the image appears to have, where whoever submits it sees a child; otherwise null.</param>
public sealed record Probe(string Title, DateTimeOffset TakenAt, int EyeDistancePixels, int? TurnDegrees, string? Covered, bool Edited, bool Infrared, string? ImageHash, int? ApparentAge = null);

/// <summary>The offence that is investigated.</summary>
/// <param name="Citation">As the agency cites it.</param>
/// <param name="MaximumYears">Its maximum penalty in years, 99 for life; null where it is not known.</param>
public sealed record Offence(string Citation, int? MaximumYears);

/// <summary>Kinds of evidence; each item is typed, sourced and dated (C2).</summary>
public enum EvidenceKind { Image, Statement, Record, Trace, Document, PhoneData, Other }

/// <summary>One item of evidence.</summary>
/// <param name="FromAi">It is, or was derived from, an AI output.</param>
/// <param name="ExposedToAi">It comes from a witness or a line-up that was exposed to the output: AI to line-up to "evidence" is the path that arrested innocent people.</param>
/// <param name="DerivedFrom">Ids of items it rests on; dependence on the output passes along.</param>
public sealed record EvidenceItem(string Id, EvidenceKind Kind, string Title, string Source, DateTimeOffset At, string? Text, int? Pages, bool FromAi, bool ExposedToAi, IReadOnlyList<string>? DerivedFrom);

/// <summary>What the system returned. None of it leaves the server before the own view is committed.</summary>
/// <param name="Gallery">Images searched against.</param>
public sealed record FaceSearchOutput(string System, string Version, int Gallery, IReadOnlyList<Candidate> Candidates);

/// <summary>One image that the search returned: not a person and not a finding.</summary>
/// <param name="Person">The gallery's own reference of the person.</param>
/// <param name="Band">A (strongest resemblance) to E; a percentage is refused (C4).</param>
public sealed record Candidate(string Person, char Band, DateOnly? ImageDate, CandidateFacts? Facts);

/// <summary>What the gallery's file says, to be held against the facts that were fixed before.</summary>
public sealed record CandidateFacts(int? HeightCm, int? BornYear, IReadOnlyList<string>? Marks, IReadOnlyList<Absence>? Elsewhere);

/// <summary>The person was provably elsewhere (custody, hospital, abroad) between two dates.</summary>
public sealed record Absence(string Where, DateOnly From, DateOnly To);

/// <summary>The facts an officer fixes before the output opens. They cannot be changed afterwards, and every candidate is held against them.</summary>
public sealed record FixedFacts(int? HeightFromCm, int? HeightToCm, int? AgeFrom, int? AgeTo, IReadOnlyList<string> Marks, string? Basis);

/// <summary>The three answers of an own view. All three are full answers.</summary>
public enum ViewAnswer { NamedPerson, NoOneKnown, Insufficient }

/// <summary>The three final answers.</summary>
public enum FinalAnswer { Lead, NoLead, Insufficient }
