using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Probity.Acts.Rights;

namespace Probity.Desk.Doors;

/// <summary>This page or endpoint needs the right. Every page and endpoint has this or <see cref="PublicAttribute"/>; whatever has neither is refused.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : AuthorizeAttribute(RightPolicies.Name(right))
{
    public Right Right { get; } = right;
}

/// <summary>
/// What is done here weighs so much that a session of this morning is not enough: whoever last proved who they are longer ago than a few minutes proves it again (docs/adr/0017).
/// Stands beside the right, and is asked of a person who sends a form; looking stays free.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsFreshAttribute : Attribute
{
    /// <summary>Asked before the page is shown, because what is typed there may not be carried through another page: a password, a device's answer to this session.</summary>
    public bool Before { get; init; }
}

/// <summary>Open to everyone, with the reason why.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute(string why) : Attribute, IAllowAnonymous
{
    public string Why { get; } = why;
}

public static class DoorConventions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Right right) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new NeedsAttribute(right)));
        return endpoint;
    }

    public static TBuilder NeedsFresh<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new NeedsFreshAttribute()));
        return endpoint;
    }

    public static TBuilder Public<TBuilder>(this TBuilder endpoint, string why) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new PublicAttribute(why)));
        return endpoint;
    }
}
