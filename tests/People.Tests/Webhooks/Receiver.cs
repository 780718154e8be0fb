using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Probity.People.Tests.Webhooks;

/// <summary>What came to a receiver, byte for byte.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string? ContentType, string Body);

/// <summary>A system that is told, on this machine.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly int _port;
    private HttpListener? _listener;

    public Receiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        Up();
    }

    public string Address => $"http://127.0.0.1:{_port}/told";
    public ConcurrentQueue<Received> Messages { get; } = new();
    public int Status { get; set; } = 204;
    public string? Location { get; set; }

    /// <summary>The answer waits for this.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Done when the first message is there.</summary>
    public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Up()
    {
        var listener = _listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{_port}/" } };
        listener.Start();
        _ = Task.Run(async () =>
        {
            try
            {
                while (true) await Take(await listener.GetContextAsync());
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped.
            }
        });
    }

    public void Down()
    {
        _listener!.Close();
        _listener = null;
    }

    private async Task Take(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var headers = context.Request.Headers;
        Messages.Enqueue(new Received(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, context.Request.ContentType, await reader.ReadToEndAsync()));
        Came.TrySetResult();
        await Hold;
        context.Response.StatusCode = Status;
        if (Location is not null) context.Response.RedirectLocation = Location;
        context.Response.Close();
    }

    public void Dispose() => _listener?.Close();
}
