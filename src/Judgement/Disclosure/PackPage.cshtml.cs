using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Disclosure;

/// <summary>A pack on paper or on the screen. It says what the file says, because it is read from the file.</summary>
[Needs(Right.OwnDesk)]
public sealed class PackModel(Viewer viewer, Gate gate, DisclosureReading reading, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [FromRoute]
    public int Number { get; set; }

    public DisclosurePack Pack { get; private set; } = null!;

    /// <summary>Of the file's bytes, as its act says it.</summary>
    public string Sha256 { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!Find() || !DisclosureReading.MayGive(Viewer, Matter.Decision) || reading.Pack(Session, Matter.Decision, Number) is not { } bytes) return NotFound();
        Pack = JsonSerializer.Deserialize<DisclosurePack>(bytes, HouseJson.Options)!;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Page();
    }
}
