using System.Globalization;
using System.Threading.RateLimiting;
using Probity.Acts;
using Probity.Server.Configuration;
using Probity.Server.Doors;

namespace Probity.Server.Limits;

/// <summary>
/// How many requests in a minute an account may make, and a public address that is nobody yet. Connected systems are held to their own rate (People, ClientLimits) and pass here
/// untouched. Each server counts alone and in memory.
/// </summary>
internal sealed class RequestLimits(ServerOptions options) : IDisposable
{
    /// <summary>
    /// Everybody counts in one of so many places, found by a hash that nobody outside can compute. So memory is bounded whatever is sent; two who share a place share its
    /// amount, which they notice only while one of them runs wild.
    /// </summary>
    private const int Places = 16_384;

    private readonly PartitionedRateLimiter<int> _accounts = Per(options.AccountRate), _addresses = Per(options.AddressRate);

    /// <summary>Null if the request may go on, otherwise after how many seconds it may come again.</summary>
    /// <param name="person">Who is signed in, or null.</param>
    public int? Wait(HttpContext context, Actor? person) =>
        person is null ? Take(_addresses, AddressPrefix.Of(context.Connection.RemoteIpAddress)) : Take(_accounts, (uint)person.Id.GetHashCode());

    private static int? Take(PartitionedRateLimiter<int> limiter, ulong whose)
    {
        // HashCode is seeded at random in each process.
        using var lease = limiter.AttemptAcquire((int)((uint)HashCode.Combine((uint)(whose >> 32), (uint)whose) % Places));
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
    }

    /// <summary>A minute's amount at once, and it comes back evenly.</summary>
    private static PartitionedRateLimiter<int> Per(int perMinute) => PartitionedRateLimiter.Create<int, int>(place => RateLimitPartition.GetTokenBucketLimiter(place, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    }));

    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }
}

/// <summary>Not counted: supervisors and load balancers ask without being anybody, and must hear of a server that is pressed.</summary>
internal sealed class Uncounted;

internal static class RequestLimitsExtensions
{
    /// <summary>After it is known who asks. The answer is the one page or problem document of refused requests, which is not counted again.</summary>
    public static IApplicationBuilder UseRequestLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RequestLimits>();
        return app.Use((context, next) =>
        {
            var actor = context.RequestServices.GetRequiredService<Viewer>().Actor;
            // The gate's path ends here, after one comparison.
            if (actor is { Kind: not ActorKind.Person }) return next(context);
            if (context.Items.ContainsKey(typeof(RefusedRequest)) || context.GetEndpoint()?.Metadata.GetMetadata<Uncounted>() is not null || limits.Wait(context, actor) is not { } seconds) return next(context);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
    }
}
