namespace Probity.Acts.Rights;

/// <summary>
/// What a person or a connected system may do. The closed list: every page and endpoint names one of these or says that it is public.
/// Which role carries which right is in the People room.
/// </summary>
public enum Right
{
    /// <summary>See one's own duties, training and sessions. Everyone who is signed in.</summary>
    OwnDesk,

    /// <summary>See the register of systems and uses.</summary>
    SeeRegister,
    /// <summary>Report an AI use that was found running. Everyone who is signed in: people report when it costs nothing.</summary>
    ReportFoundUse,
    /// <summary>Register and change systems and uses, import an inventory, prepare an authorisation.</summary>
    KeepRegister,
    /// <summary>Authorise a use, end it.</summary>
    AuthoriseUse,
    /// <summary>Stop a use at once.</summary>
    SuspendUse,

    /// <summary>Open a decision and hand its sealed output to the gate.</summary>
    OpenDecision,
    /// <summary>Record an own view and a judgement on decisions given to oneself.</summary>
    Judge,
    /// <summary>Judge blind as the second person, and settle a disagreement as the third.</summary>
    JudgeSecond,
    /// <summary>Read the state of decisions and their receipts, not sealed content.</summary>
    SeeDecisions,
    /// <summary>Give out the record of an ended decision to defence and court, its content included.</summary>
    GiveDisclosure,
    /// <summary>Erase the content of an ended case, hold a case against erasure, lift a hold.</summary>
    EraseContent,
    /// <summary>Fetch a receipt and mark it used.</summary>
    UseReceipt,

    SeeTraining,
    /// <summary>Grant and withdraw certificates.</summary>
    GrantCertificate,

    SeeAccounts,
    /// <summary>Create accounts, give and take roles that one holds oneself or administers, end sessions.</summary>
    KeepAccounts,
    /// <summary>Create connected systems and their keys.</summary>
    KeepClients,

    /// <summary>Read the acts: who did what, when and why.</summary>
    SeeActs,
    /// <summary>Read ledger entries (not their content) and check the log.</summary>
    ReadLedger,
}
