namespace Probity.Judgement.Protocols;

/// <summary>
/// How the output is held: sealed until the officer's own view is committed; open where the officer has already seen it elsewhere (weaker, and the receipt says so);
/// protective where a life is in danger (released at once, to protect only, reviewed within 72 hours).
/// </summary>
public enum ProtocolMode { Sealed, Open, Protective }

/// <summary>
/// The steps and parameters one decision must follow, fixed when it is opened and part of its receipt. Floor and parameters: controls C0 to C18 of docs/gate.md.
/// </summary>
public sealed record Protocol
{
    public required ProtocolMode Mode { get; init; }

    /// <summary>Liberty, force, family, home, status. Unknown counts as critical (C0).</summary>
    public required bool Critical { get; init; }

    /// <summary>Shortest own reasons, in characters (C1).</summary>
    public required int ReasonCharacters { get; init; }

    /// <summary>Items of evidence that come neither from the AI output nor from a witness exposed to it (C2).</summary>
    public required int IndependentEvidence { get; init; }

    /// <summary>Least distance between the eyes, in pixels; below it nobody opens the output (C3). Zero where the authorisation sets none.</summary>
    public required int EyeDistancePixels { get; init; }

    public required bool InfraredAllowed { get; init; }

    /// <summary>Least maximum penalty of the offence, in years, and the law that says so; null where the authorisation sets none. Not asked where a life is protected.</summary>
    public ScopeLimit? OffenceYears { get; init; }

    /// <summary>Nobody who appears younger than this is searched for, in any mode; null where the authorisation sets none.</summary>
    public ScopeLimit? NoChildUnder { get; init; }

    /// <summary>Most candidates shown (C4).</summary>
    public required int Candidates { get; init; }

    /// <summary>Age of a candidate's image from which it is flagged, in years (C4).</summary>
    public required int CandidateImageYears { get; init; }

    /// <summary>A second person judges blind before any action (C11).</summary>
    public required bool SecondPerson { get; init; }

    public required bool SecondFromOtherUnit { get; init; }

    /// <summary>Share of the random control draw where the first judgement is not a lead, in per cent.</summary>
    public required int ControlDrawPercent { get; init; }

    /// <summary>Largest share of one's second views in 30 days that may go to one colleague, in per cent (C11).</summary>
    public required int SamePairPercent { get; init; }

    /// <summary>Minutes after the judgement before, in which the next person's own view does not come from the same browser (C11, docs/adr/0009).</summary>
    public required int IndependenceMinutes { get; init; }

    /// <summary>Hours until a disagreement must be settled by a third person (C12).</summary>
    public required int SettleHours { get; init; }

    /// <summary>The officer holds a valid certificate for this version of the system (C16).</summary>
    public required bool Certificate { get; init; }

    /// <summary>Hours for which a receipt may be used after it is issued.</summary>
    public required int ReceiptHours { get; init; }

    /// <summary>Changes to one's judgement after the output was opened (C8).</summary>
    public required int Revisions { get; init; }
}

/// <summary>What the law lets a use be used for, as an authorisation carries it: the number and where it is written. National law is data.</summary>
public sealed record ScopeLimit(int Value, string? Citation);
