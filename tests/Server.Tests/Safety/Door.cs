using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Server.Tests.Safety;

/// <summary>One thing that can be asked of the running program: a method, an address and what it needs. Null: it is public.</summary>
public sealed record Door(string Method, string Pattern, string? Handler, Right? Needs, bool IsPage, NeedsFreshAttribute? Fresh)
{
    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);
    public bool IsGet => Method == "GET";
    public override string ToString() => $"{Method} {Pattern}{(Handler is null ? "" : "?handler=" + Handler)}";

    /// <summary>All of them, from the endpoint list of the program itself: what is added tomorrow is tried tomorrow.</summary>
    public static async Task<IReadOnlyList<Door>> All(IServiceProvider services)
    {
        var (doors, loader) = (new List<Door>(), services.GetRequiredService<PageLoader>());
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Right;
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods) doors.Add(new(method, pattern, null, needs, IsPage: false, endpoint.Metadata.GetMetadata<NeedsFreshAttribute>()));
                continue;
            }
            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var right = loaded.HandlerTypeInfo.GetCustomAttributes(inherit: true).OfType<NeedsAttribute>().SingleOrDefault()?.Right;
            var fresh = loaded.HandlerTypeInfo.GetCustomAttributes(inherit: true).OfType<NeedsFreshAttribute>().SingleOrDefault();
            foreach (var handler in loaded.HandlerMethods) doors.Add(new(handler.HttpMethod.ToUpperInvariant(), pattern, handler.Name, right, IsPage: true, fresh));
        }
        return [.. doors.Distinct().OrderBy(door => door.Pattern, StringComparer.Ordinal)];
    }
}
