using Probity.Acts;

namespace Probity.Judgement;

/// <summary>The kinds of act of this room. Their names stand in the ledger in clear.</summary>
public static class JudgementActs
{
    public const string Subject = "decision";

    public static readonly ActKind Opened = new("judgement.decision-opened");
    public static readonly ActKind OpeningRefused = new("judgement.opening-refused");
    public static readonly ActKind Taken = new("judgement.decision-taken");
    public static readonly ActKind ViewRecorded = new("judgement.view-recorded");
    public static readonly ActKind OutputOpened = new("judgement.output-opened");
    public static readonly ActKind Judged = new("judgement.judged");
    public static readonly ActKind SecondDrawn = new("judgement.second-drawn");
    public static readonly ActKind ThirdDrawn = new("judgement.third-drawn");
    public static readonly ActKind Released = new("judgement.decision-released");
    public static readonly ActKind HandedBack = new("judgement.decision-handed-back", NeedsReason: true);
    public static readonly ActKind Withdrawn = new("judgement.decision-withdrawn", NeedsReason: true);
    public static readonly ActKind Contested = new("judgement.decision-contested", NeedsReason: true);
    public static readonly ActKind SettlerDrawn = new("judgement.settler-drawn");
    public static readonly ActKind FileOpened = new("judgement.file-opened");
    public static readonly ActKind Settled = new("judgement.contest-settled", NeedsReason: true);
    public static readonly ActKind OutcomeRecorded = new("judgement.outcome-recorded");
    public static readonly ActKind DisclosureGiven = new("judgement.disclosure-given", NeedsReason: true);
    public static readonly ActKind CaseErased = new("judgement.case-erased", NeedsReason: true);
    public static readonly ActKind CaseHeld = new("judgement.case-held", NeedsReason: true);
    public static readonly ActKind CaseHoldLifted = new("judgement.case-hold-lifted", NeedsReason: true);
    public static readonly ActKind ReceiptUsed = new("judgement.receipt-used");
}
