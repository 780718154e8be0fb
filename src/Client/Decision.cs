namespace Probity.Client;

/// <summary>A decision that was opened.</summary>
/// <param name="Id">Its id, for every later call.</param>
/// <param name="State"><c>opened</c>.</param>
/// <param name="Mode">How the output is held: <c>sealed</c>, <c>open</c> or <c>protective</c>.</param>
/// <param name="Link">The page for the officer.</param>
/// <param name="DueAt">When the view is needed.</param>
/// <param name="ExpiresAt">When it lapses without a final judgement.</param>
/// <param name="OutputHash">The sealed output, as <c>sha256:</c> and 64 hexadecimal digits; the receipt names the same.</param>
/// <param name="ProtectiveOutput">The output, under <see cref="Client.Mode.Protective"/> only.</param>
public sealed record OpenedDecision(Guid Id, string State, string Mode, Uri Link, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, string OutputHash, SearchOutput? ProtectiveOutput);

/// <summary>Where a decision stands. Nothing of its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">
/// <c>opened</c>, <c>viewCommitted</c>, <c>revealed</c>, <c>judged</c>, <c>disagreed</c>, <c>released</c>, <c>contested</c>, <c>upheld</c>, <c>overturned</c>, <c>refused</c>, <c>withdrawn</c> or <c>expired</c>.
/// </param>
/// <param name="Case">The case number.</param>
/// <param name="Action">The action that was asked for.</param>
/// <param name="Receiver">Who may use the receipt.</param>
/// <param name="Outstanding">What people still owe, for example <c>view</c>, <c>judgement</c>, <c>second</c>.</param>
/// <param name="Link">The page for the officer.</param>
/// <param name="DueAt">When the view is needed.</param>
/// <param name="ExpiresAt">When it lapses.</param>
/// <param name="Receipt">There is a receipt, or will be within seconds.</param>
public sealed record Decision(Guid Id, string State, string Case, string Action, string Receiver, IReadOnlyList<string> Outstanding, Uri Link, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, bool Receipt)
{
    /// <summary>Nothing more will happen without a new decision, and there is no receipt.</summary>
    internal bool EndedWithout => !Receipt && State is "refused" or "withdrawn" or "expired";
}

/// <summary>Whether a receipt can be used now; only the server knows.</summary>
/// <param name="Status"><c>valid</c>, <c>used</c>, <c>lapsed</c>, <c>contested</c>, <c>upheld</c>, <c>overturned</c> or <c>none</c>.</param>
/// <param name="UsedAt">When it was used.</param>
public sealed record ReceiptStatus(string Status, DateTimeOffset? UsedAt);

/// <summary>
/// What the caller is about to do. The same value is verified against and used with, so that no two spellings of it exist.
/// </summary>
/// <param name="Action">The one action, for example <c>enquiries</c>.</param>
/// <param name="Receiver">Who acts.</param>
/// <param name="Case">In which case.</param>
public sealed record Purpose(string Action, string Receiver, string Case);

/// <summary>What became of a decision after its end.</summary>
public enum CameOfIt
{
    /// <summary>Other evidence supports the lead.</summary>
    SupportedByOtherEvidence,
    /// <summary>Found wrong before anyone was stopped.</summary>
    WrongStoppedBefore,
    /// <summary>Found wrong after a person was stopped, searched or arrested.</summary>
    WrongAfter,
    /// <summary>Not pursued.</summary>
    NotPursued,
    /// <summary>Not known yet.</summary>
    Open,
}

/// <summary>What came of a decision, as recorded. The last one counts.</summary>
/// <param name="Came">What.</param>
/// <param name="KnownOn">Day on which it became known, in the agency's time zone.</param>
/// <param name="Source">How it is known; read back only by who recorded it.</param>
/// <param name="InformedOn">Day on which the person affected was told, if they were.</param>
public sealed record Outcome(CameOfIt Came, DateOnly KnownOn, string? Source, DateOnly? InformedOn = null);
