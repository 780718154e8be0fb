namespace Probity.Server.Telemetry;

/// <summary>The way to the collector: puts the headers on, and says once when it is lost and once when it is back.</summary>
internal sealed class CollectorLink : DelegatingHandler
{
    private readonly IReadOnlyList<(string Name, string Value)> _headers;
    private readonly ILogger _log;
    private int _lost;

    public CollectorLink(IReadOnlyList<(string Name, string Value)> headers, ILogger log) : base(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the headers are for this collector
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a name may move
    }) => (_headers, _log) = (headers, log);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Head(request);
        try
        {
            return Noted(base.Send(request, cancellationToken));
        }
        catch (Exception fault)
        {
            Lost(fault.GetType().Name);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Head(request);
        try
        {
            return Noted(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception fault)
        {
            Lost(fault.GetType().Name);
            throw;
        }
    }

    private void Head(HttpRequestMessage request)
    {
        foreach (var (name, value) in _headers) request.Headers.TryAddWithoutValidation(name, value);
    }

    private HttpResponseMessage Noted(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) Lost(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        else if (Interlocked.Exchange(ref _lost, 0) == 1) _log.LogWarning("The collector takes measures again");
        return answer;
    }

    private void Lost(string why)
    {
        if (Interlocked.Exchange(ref _lost, 1) == 0) _log.LogWarning("The collector does not take measures: {Why}. The server goes on, and what is not taken is lost", why);
    }
}
