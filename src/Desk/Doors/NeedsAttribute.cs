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

    public static TBuilder Public<TBuilder>(this TBuilder endpoint, string why) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new PublicAttribute(why)));
        return endpoint;
    }
}
