using System.Security.Claims;
using Probity.Acts.Rights;

namespace Probity.People.Access;

/// <summary>The principal of a request: who, and one claim per right.</summary>
public static class RightClaims
{
    public const string Type = "right";

    public static ClaimsPrincipal Principal(string scheme, Guid id, IEnumerable<Right> rights) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id.ToString("D")), .. rights.Select(right => new Claim(Type, right.ToString()))], scheme));
}
