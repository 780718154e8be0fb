using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Sequencing;
using Probity.Desk.Doors;
using Probity.Ledger.Notes;

namespace Probity.Server.LedgerReading;

/// <summary>How the ledger is checked: what was signed last, and how anyone checks it without trusting this server.</summary>
[Public("Whoever holds a receipt must be able to read how it is checked.")]
public sealed class LedgerModel(Sequencer sequencer, LogKey key) : PageModel
{
    public LedgerState State { get; private set; } = null!;

    public Checkpoint? Signed { get; private set; }

    public string VerifierKey => key.VerifierKey;

    public void OnGet()
    {
        State = sequencer.State();
        if (State.Checkpoint is { } note && VerifierKeyOf(key) is { } verifier && Checkpoint.TryOpen(Encoding.UTF8.GetBytes(note), verifier, out var signed)) Signed = signed;
    }

    private static VerifierKey? VerifierKeyOf(LogKey key) => Ledger.Notes.VerifierKey.TryParse(key.VerifierKey, out var parsed) ? parsed : null;
}
