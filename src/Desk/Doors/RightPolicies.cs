using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;

namespace Probity.Desk.Doors;

/// <summary>One policy per right; whatever names none is refused.</summary>
public static class RightPolicies
{
    internal static string Name(Right right) => "right:" + right;

    public static IServiceCollection AddRightPolicies(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, RightHandler>();
        services.AddAuthorization(options =>
        {
            // Deny by default: no right is named, so nobody passes.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            foreach (var right in Enum.GetValues<Right>())
                options.AddPolicy(Name(right), policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));
        });
        return services;
    }

    private sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

    /// <summary>The rights are the viewer's, which authentication filled for this request from the session or the client's scopes.</summary>
    private sealed class RightHandler(Viewer viewer) : AuthorizationHandler<RightRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
        {
            if (viewer.Actor is not null && viewer.May(requirement.Right)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
