namespace Probity.Ledger.Receipts;

/// <summary>How one check ended.</summary>
public enum FindingStatus
{
    /// <summary>Checked, and it holds.</summary>
    Passed,
    /// <summary>Checked, and it does not hold or is in doubt.</summary>
    Failed,
    /// <summary>Not checked: nothing was asked for, or an earlier failure left nothing to check.</summary>
    NotChecked,
}

/// <summary>The codes of the checks, in the order they are reported.</summary>
public static class ReceiptCheck
{
    /// <summary>The file is a receipt in its one exact spelling.</summary>
    public const string Form = "form";
    /// <summary>Salt and act are what the entry commits to.</summary>
    public const string Commitment = "commitment";
    /// <summary>Kind and hour of the entry are those of the act.</summary>
    public const string Entry = "entry";
    /// <summary>The entry is in the log at its index, under the checkpoint.</summary>
    public const string Inclusion = "inclusion";
    /// <summary>A log of the trust file signed the checkpoint.</summary>
    public const string Log = "log";
    /// <summary>The co-signing bodies the trust file demands have signed.</summary>
    public const string Witnesses = "witnesses";
    /// <summary>Every signature on the checkpoint is by a key of the trust file.</summary>
    public const string Signers = "signers";
    /// <summary>Every step named in the act is in the log under the same checkpoint, with the commitment named.</summary>
    public const string Steps = "steps";
    /// <summary>The steps were entered in the order the procedure demands.</summary>
    public const string Order = "order";
    /// <summary>An own view was recorded before the output was opened.</summary>
    public const string ViewFirst = "view-first";
    /// <summary>The receipt may be used now.</summary>
    public const string Window = "window";
    /// <summary>It is for the expected case.</summary>
    public const string Case = "case";
    /// <summary>It permits the expected action.</summary>
    public const string Action = "action";
    /// <summary>It is for the expected receiver.</summary>
    public const string Receiver = "receiver";
    /// <summary>It is about the expected AI output.</summary>
    public const string Output = "output";

    /// <summary>It is not from a sandbox.</summary>
    public const string Real = "real";

    /// <summary>Whether this receipt may be used for this, now: these say nothing about whether the record is true.</summary>
    public static readonly IReadOnlyList<string> OfUse = [Window, Case, Action, Receiver, Output, Real];

    /// <summary>All codes in order.</summary>
    public static readonly IReadOnlyList<string> All = [Form, Commitment, Entry, Inclusion, Log, Witnesses, Signers, Steps, Order, ViewFirst, Window, Case, Action, Receiver, Output, Real];
}

/// <summary>The end of one check. The arguments fill the sentence of <see cref="ReceiptText"/>; <paramref name="Variant"/> chooses among sentences of one status, or is empty.</summary>
public sealed record Finding(string Code, FindingStatus Status, string Variant, IReadOnlyDictionary<string, string> Arguments);

/// <summary>What verifying a receipt gave: one finding for each check, and the receipt when it could be read (also when it was refused: then its content means nothing).</summary>
public sealed record ReceiptReport(IReadOnlyList<Finding> Findings, Receipt? Receipt)
{
    /// <summary>Nothing failed. Anything in doubt counts as failed.</summary>
    public bool Accepted => Findings.All(f => f.Status != FindingStatus.Failed);

    /// <summary>
    /// The record is what the file says, whether or not one may act on it: every check of the evidence held, and only those of the use did not (it has lapsed, or is for another case,
    /// action, receiver or output). An auditor who reads an old receipt needs this.
    /// </summary>
    public bool Proved => Findings.All(f => f.Status != FindingStatus.Failed || ReceiptCheck.OfUse.Contains(f.Code));

    /// <summary>The finding of a check.</summary>
    public Finding this[string code] => Findings.First(f => f.Code == code);
}
