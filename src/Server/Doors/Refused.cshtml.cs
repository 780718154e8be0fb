using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Desk.Doors;

namespace Probity.Server.Doors;

/// <summary>The page of a request that was refused at the door. It has no address of its own: asked for directly it does not exist.</summary>
[Public("A refused person must be able to read why.")]
[ResponseCache(NoStore = true)]
public sealed class RefusedModel : PageModel
{
    public RefusedRequest What { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (HttpContext.Items[typeof(RefusedRequest)] is not RefusedRequest refused) return NotFound();
        What = refused;
        Response.StatusCode = refused.Status;
        return Page();
    }
}
