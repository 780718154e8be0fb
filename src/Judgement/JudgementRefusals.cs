using Probity.Acts.Refusals;

namespace Probity.Judgement;

/// <summary>Every way the gate says no.</summary>
public static class JudgementRefusals
{
    // What is sent.
    public static readonly RefusalCode Missing = new("judgement.missing", RefusalKind.Invalid);
    public static readonly RefusalCode Repeated = new("judgement.repeated", RefusalKind.Invalid);
    public static readonly RefusalCode OutOfRange = new("judgement.out-of-range", RefusalKind.Invalid);
    public static readonly RefusalCode InTheFuture = new("judgement.in-the-future", RefusalKind.Invalid);
    public static readonly RefusalCode TooLong = new("judgement.too-long", RefusalKind.Invalid);
    public static readonly RefusalCode UnknownEvidence = new("judgement.unknown-evidence", RefusalKind.Invalid);
    public static readonly RefusalCode NotABand = new("judgement.not-a-band", RefusalKind.Invalid);
    public static readonly RefusalCode UnknownKind = new("judgement.unknown-kind", RefusalKind.Invalid);
    public static readonly RefusalCode UnknownAction = new("judgement.unknown-action", RefusalKind.Invalid);
    public static readonly RefusalCode ThreatMissing = new("judgement.threat-missing", RefusalKind.Invalid);
    public static readonly RefusalCode OtherVersion = new("judgement.other-version", RefusalKind.Forbidden);

    // The use and the people.
    public static readonly RefusalCode UnknownUse = new("judgement.unknown-use", RefusalKind.Forbidden);
    public static readonly RefusalCode UnknownOfficer = new("judgement.unknown-officer", RefusalKind.Invalid);
    public static readonly RefusalCode OfficerMayNotJudge = new("judgement.officer-may-not-judge", RefusalKind.Forbidden);
    public static readonly RefusalCode NoCertificate = new("judgement.no-certificate", RefusalKind.Forbidden);

    // Quality.
    public static readonly RefusalCode BelowQualityFloor = new("judgement.below-quality-floor", RefusalKind.Forbidden);
    public static readonly RefusalCode InfraredImage = new("judgement.infrared-image", RefusalKind.Forbidden);
    public static readonly RefusalCode TooManyCandidates = new("judgement.too-many-candidates", RefusalKind.Invalid);

    // What the law lets the use be used for.
    public static readonly RefusalCode OffenceBelowLimit = new("judgement.offence-below-limit", RefusalKind.Forbidden);
    public static readonly RefusalCode OffenceUnknown = new("judgement.offence-unknown", RefusalKind.Forbidden);
    public static readonly RefusalCode ApparentChild = new("judgement.apparent-child", RefusalKind.Forbidden);

    // Steps.
    public static readonly RefusalCode NotYours = new("judgement.not-yours", RefusalKind.Forbidden);
    public static readonly RefusalCode StepOutOfOrder = new("judgement.step-out-of-order", RefusalKind.Conflict);
    public static readonly RefusalCode AlreadyRecorded = new("judgement.already-recorded", RefusalKind.Conflict);
    public static readonly RefusalCode NotOpenAnyMore = new("judgement.not-open-any-more", RefusalKind.Conflict);
    public static readonly RefusalCode NotNumberedYet = new("judgement.not-numbered-yet", RefusalKind.Unavailable);
    public static readonly RefusalCode SamePerson = new("judgement.same-person", RefusalKind.Forbidden);
    public static readonly RefusalCode SameDevice = new("judgement.same-device", RefusalKind.Forbidden);
    public static readonly RefusalCode NoSecondPerson = new("judgement.no-second-person", RefusalKind.Unavailable);

    // Views and judgements.
    public static readonly RefusalCode AnswerMissing = new("judgement.answer-missing", RefusalKind.Invalid);
    public static readonly RefusalCode ReasonsTooShort = new("judgement.reasons-too-short", RefusalKind.Invalid);
    public static readonly RefusalCode OppositeMissing = new("judgement.opposite-missing", RefusalKind.Invalid);
    public static readonly RefusalCode SurenessMissing = new("judgement.sureness-missing", RefusalKind.Invalid);
    public static readonly RefusalCode NameMissing = new("judgement.name-missing", RefusalKind.Invalid);
    public static readonly RefusalCode NameUnwanted = new("judgement.name-unwanted", RefusalKind.Invalid);
    public static readonly RefusalCode RangeReversed = new("judgement.range-reversed", RefusalKind.Invalid);
    public static readonly RefusalCode CandidateMissing = new("judgement.candidate-missing", RefusalKind.Invalid);
    public static readonly RefusalCode CandidateUnknown = new("judgement.candidate-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode WhyChangedMissing = new("judgement.why-changed-missing", RefusalKind.Invalid);
    public static readonly RefusalCode NotEnoughEvidence = new("judgement.not-enough-evidence", RefusalKind.Forbidden);

    // Erasing and holding a case.
    public static readonly RefusalCode CaseStillOpen = new("judgement.case-still-open", RefusalKind.Conflict);
    public static readonly RefusalCode CaseHeld = new("judgement.case-held", RefusalKind.Conflict);

    // What came of it, and giving it out.
    public static readonly RefusalCode OutcomeTooEarly = new("judgement.outcome-too-early", RefusalKind.Conflict);
    public static readonly RefusalCode OutcomeUnchanged = new("judgement.outcome-unchanged", RefusalKind.Conflict);
    public static readonly RefusalCode BeforeOpening = new("judgement.before-opening", RefusalKind.Invalid);
    public static readonly RefusalCode DayMissing = new("judgement.day-missing", RefusalKind.Invalid);
    public static readonly RefusalCode SourceMissing = new("judgement.source-missing", RefusalKind.Invalid);
    public static readonly RefusalCode RecipientMissing = new("judgement.recipient-missing", RefusalKind.Invalid);
    public static readonly RefusalCode DisclosureTooEarly = new("judgement.disclosure-too-early", RefusalKind.Conflict);
    public static readonly RefusalCode DisclosureNotGiven = new("judgement.disclosure-not-given", RefusalKind.Conflict);
    public static readonly RefusalCode DisclosureNotYours = new("judgement.disclosure-not-yours", RefusalKind.Forbidden);
    public static readonly RefusalCode ReceiptNotSignedYet = new("judgement.receipt-not-signed-yet", RefusalKind.Unavailable);

    // Receipts.
    public static readonly RefusalCode NoReceiptYet = new("judgement.no-receipt-yet", RefusalKind.Conflict);
    public static readonly RefusalCode ReceiptUsed = new("judgement.receipt-used", RefusalKind.Conflict);
    public static readonly RefusalCode ReceiptForOther = new("judgement.receipt-for-other", RefusalKind.Forbidden);
    public static readonly RefusalCode ReceiptLapsed = new("judgement.receipt-lapsed", RefusalKind.Forbidden);
}
