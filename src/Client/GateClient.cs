using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Probity.Client;

/// <summary>
/// A connected system's way to the decision gate. Safe to use from several threads; make one and keep it.
/// Every call may throw <see cref="HttpRequestException"/> (no connection, or an answer that is not the gate's);
/// a call that is cancelled or takes longer than 100 seconds throws <see cref="OperationCanceledException"/>. What the server refuses is a value, see <see cref="Answer{T}"/>.
/// </summary>
public sealed class GateClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly HttpClient _http;
    private readonly string _key;
    private readonly TimeProvider _clock;
    private readonly Patience _patience;

    /// <summary>A client for one server and one key.</summary>
    /// <param name="server">Where the server is, for example <c>https://probity.example</c>.</param>
    /// <param name="key">The key of the connected system (<c>pk_…</c>).</param>
    /// <param name="patience">How often is asked.</param>
    /// <param name="clock">For tests.</param>
    /// <param name="handler">For tests and proxies; disposed with the client.</param>
    /// <exception cref="ArgumentException">Not https, and not this machine: the key would travel in clear.</exception>
    public GateClient(Uri server, string key, Patience? patience = null, TimeProvider? clock = null, HttpMessageHandler? handler = null)
    {
        if (!server.IsAbsoluteUri || (server.Scheme != Uri.UriSchemeHttps && !(server.Scheme == Uri.UriSchemeHttp && server.IsLoopback)))
            throw new ArgumentException("The server is reached over https, or over http on this machine.", nameof(server));
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        (_key, _clock, _patience) = (key, clock ?? TimeProvider.System, patience ?? new Patience());
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"),
            MaxResponseContentBufferSize = 4 * 1024 * 1024,
        };
    }

    /// <summary>Opens a decision and seals its output.</summary>
    /// <param name="lead">What is to be decided.</param>
    /// <param name="idempotencyKey">
    /// 1 to 100 visible ASCII characters of the caller's choice, the same whenever this same decision is meant: sent again it gives the first answer and does nothing. A key for other content is refused.
    /// </param>
    /// <param name="stop">Stops.</param>
    /// <returns>Refused with every reason: no live authorisation, another version, an image below the floor, an offence or person outside what the law allows, no certificate.</returns>
    public async Task<Answer<OpenedDecision>> Open(FaceSearchLead lead, string idempotencyKey, CancellationToken stop = default)
    {
        var opened = await Post<OpenedDecision>("api/v1/decisions", lead, idempotencyKey, stop).ConfigureAwait(false);
        return opened.Done ? new(opened.Value with { Link = new Uri(_http.BaseAddress!, opened.Value.Link) }) : opened;
    }

    /// <summary>Where a decision stands.</summary>
    public async Task<Answer<Decision>> Read(Guid decision, CancellationToken stop = default)
    {
        var read = await Get<Decision>($"api/v1/decisions/{decision:D}", stop).ConfigureAwait(false);
        return read.Done ? new(read.Value with { Link = new Uri(_http.BaseAddress!, read.Value.Link) }) : read;
    }

    /// <summary>
    /// Waits until people have judged and the receipt stands under a signed state: hours, usually. Asks ever more seldom, up to <see cref="Patience.Longest"/>, and no sooner than the server allows.
    /// Where a program should not wait, keep the decision's id and ask <see cref="Receipt"/> when a webhook says <c>released</c>.
    /// </summary>
    /// <returns>The receipt; or why there will be none: the decision was withdrawn, or lapsed.</returns>
    public async Task<Answer<ReceiptFile>> WaitForReceipt(Guid decision, CancellationToken stop = default)
    {
        for (var question = 0; ; question++)
        {
            var (receipt, after) = await Ask(decision, stop).ConfigureAwait(false);
            if (receipt is not null && (receipt.Done || !receipt.Says("judgement.no-receipt-yet"))) return receipt;
            if (receipt is not null)
            {
                var read = await Read(decision, stop).ConfigureAwait(false);
                if (!read.Done) return read.Refused<ReceiptFile>();
                if (read.Value.EndedWithout) return receipt;
            }
            await Task.Delay(_patience.Wait(question, after), _clock, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The receipt, if it is there now.</summary>
    /// <returns>The receipt; null where it will be there within seconds; refused with <c>judgement.no-receipt-yet</c> while people still judge.</returns>
    public async Task<Answer<ReceiptFile?>> Receipt(Guid decision, CancellationToken stop = default)
    {
        var (receipt, _) = await Ask(decision, stop).ConfigureAwait(false);
        return receipt is null ? new((ReceiptFile?)null) : receipt.Done ? new(receipt.Value) : receipt.Refused<ReceiptFile?>();
    }

    /// <summary>Whether the receipt can be used now.</summary>
    public Task<Answer<ReceiptStatus>> Status(Guid decision, CancellationToken stop = default) => Get<ReceiptStatus>($"api/v1/decisions/{decision:D}/receipt/status", stop);

    /// <summary>
    /// Uses the receipt, once and before acting. Act only where the answer is <see cref="Answer{T}.Done"/>; where the call threw, call it again with the same key: used twice with one key is used once.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="purpose">What the caller does now; anything but what the receipt permits is refused.</param>
    /// <param name="idempotencyKey">As for <see cref="Open"/>; one for each action taken.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>Refused where it was used before (and says when), is contested, overturned or lapsed, or is for something else.</returns>
    public Task<Answer<ReceiptStatus>> Use(Guid decision, Purpose purpose, string idempotencyKey, CancellationToken stop = default) =>
        Post<ReceiptStatus>($"api/v1/decisions/{decision:D}/receipt/use", purpose, idempotencyKey, stop);

    /// <summary>Says what came of a decision after its end. Everything recorded so far comes back; the last one counts.</summary>
    public Task<Answer<IReadOnlyList<Outcome>>> Record(Guid decision, Outcome outcome, string idempotencyKey, CancellationToken stop = default) =>
        Post<IReadOnlyList<Outcome>>($"api/v1/decisions/{decision:D}/outcomes", outcome, idempotencyKey, stop);

    /// <summary>Ends a decision that this system opened, before anything was released.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="idempotencyKey">As for <see cref="Open"/>.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>True, or refused where it has ended.</returns>
    public Task<Answer<bool>> Withdraw(Guid decision, string reason, string idempotencyKey, CancellationToken stop = default) =>
        Post<bool>($"api/v1/decisions/{decision:D}/withdrawal", new { text = reason }, idempotencyKey, stop);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(Answer<ReceiptFile>? Receipt, TimeSpan? After)> Ask(Guid decision, CancellationToken stop)
    {
        using var answer = await Send(HttpMethod.Get, $"api/v1/decisions/{decision:D}/receipt", null, null, stop).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => (new Answer<ReceiptFile>(new ReceiptFile(await answer.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false))), null),
            HttpStatusCode.Accepted => (null, Patience.Asked(answer.Headers.RetryAfter, _clock.GetUtcNow())),
            _ => (await Refusal<ReceiptFile>(answer, stop).ConfigureAwait(false), null),
        };
    }

    private async Task<Answer<T>> Get<T>(string path, CancellationToken stop)
    {
        using var answer = await Send(HttpMethod.Get, path, null, null, stop).ConfigureAwait(false);
        return await Read<T>(answer, stop).ConfigureAwait(false);
    }

    private async Task<Answer<T>> Post<T>(string path, object body, string idempotencyKey, CancellationToken stop)
    {
        if (idempotencyKey is not { Length: > 0 and <= 100 } || idempotencyKey.Any(c => c is <= ' ' or >= '\x7f'))
            throw new ArgumentException("1 to 100 visible ASCII characters.", nameof(idempotencyKey));
        using var answer = await Send(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json), idempotencyKey, stop).ConfigureAwait(false);
        return await Read<T>(answer, stop).ConfigureAwait(false);
    }

    private static async Task<Answer<T>> Read<T>(HttpResponseMessage answer, CancellationToken stop)
    {
        if (!answer.IsSuccessStatusCode) return await Refusal<T>(answer, stop).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NoContent && true is T done) return new(done);
        try
        {
            return new((await answer.Content.ReadFromJsonAsync<T>(Json, stop).ConfigureAwait(false))!);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new HttpRequestException("The answer is not the gate's.", fault, answer.StatusCode);
        }
    }

    private static async Task<Answer<T>> Refusal<T>(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && await answer.Content.ReadFromJsonAsync<ProblemDocument>(Json, stop).ConfigureAwait(false) is { Errors: { Count: > 0 } errors }) return new((int)answer.StatusCode, errors);
        }
        catch (JsonException) { }
        throw new HttpRequestException($"The answer is not the gate's: status {(int)answer.StatusCode}.", null, answer.StatusCode);
    }

    /// <summary>
    /// Every call can be repeated: reading changes nothing, and what changes something carries a key under which it is done once. So a call whose connection was lost, or that was told to come later, is made again.
    /// </summary>
    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, byte[]? body, string? idempotencyKey, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            var last = attempt + 1 >= _patience.Attempts;
            TimeSpan? asked = null;
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
            request.Headers.Accept.ParseAdd("application/json");
            if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
            if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            try
            {
                var answer = await _http.SendAsync(request, stop).ConfigureAwait(false);
                if (last || answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)) return answer;
                asked = Patience.Asked(answer.Headers.RetryAfter, _clock.GetUtcNow());
                answer.Dispose();
            }
            // A certificate that does not hold will not hold the next time either.
            catch (HttpRequestException fault) when (!last && fault.HttpRequestError is not HttpRequestError.SecureConnectionError and not HttpRequestError.ConfigurationLimitExceeded) { }
            await Task.Delay(_patience.Retry(attempt, asked), _clock, stop).ConfigureAwait(false);
        }
    }

    private sealed record ProblemDocument(IReadOnlyList<Problem>? Errors);
}
