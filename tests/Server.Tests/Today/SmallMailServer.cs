using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Probity.Server.Tests.Today;

/// <summary>As much of SMTP (RFC 5321) as handing over a message needs, on loopback.</summary>
internal sealed class SmallMailServer : IDisposable
{
    private TcpListener? _listener;

    public SmallMailServer()
    {
        Port = Up(0);
    }

    public int Port { get; }

    /// <summary>What is answered to the recipient: "250 ok", or a refusal; null answers nothing at all.</summary>
    public string? ToRecipient { get; set; } = "250 ok";

    public ConcurrentQueue<string> Messages { get; } = new();

    public void Down()
    {
        _listener!.Stop();
        _listener = null;
    }

    public void UpAgain() => Up(Port);

    private int Up(int port)
    {
        var listener = _listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Task.Run(async () =>
        {
            try
            {
                while (true) _ = Speak(await listener.AcceptTcpClientAsync());
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // It was stopped.
            }
        });
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Speak(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 small");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
            {
                if (ToRecipient is { } answer) await writer.WriteLineAsync(answer);
            }
            else if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var message = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".") message.AppendLine(part);
                Messages.Enqueue(message.ToString());
                await writer.WriteLineAsync("250 taken");
            }
            else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else await writer.WriteLineAsync("250 ok");
        }
    }

    public void Dispose() => _listener?.Stop();
}
