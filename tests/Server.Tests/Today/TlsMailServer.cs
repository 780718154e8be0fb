using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Probity.Server.Tests.Today;

/// <summary>As much of SMTP as handing over a message needs, with STARTTLS (RFC 3207) under this certificate, or without it where there is none.</summary>
internal sealed class TlsMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;

    public TlsMailServer(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(async () =>
        {
            try
            {
                while (true) _ = Speak(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // It was stopped.
            }
        });
    }

    public int Port { get; }

    /// <summary>Commands that anybody on the way could read.</summary>
    public ConcurrentQueue<string> InClear { get; } = new();

    /// <summary>Commands that only this server could read.</summary>
    public ConcurrentQueue<string> Covered { get; } = new();

    public ConcurrentQueue<string> Messages { get; } = new();

    private async Task Speak(TcpClient client)
    {
        using var _ = client;
        try
        {
            await Converse(client.GetStream(), covered: false);
        }
        catch (Exception end) when (end is IOException or AuthenticationException)
        {
            // The other side left.
        }
    }

    private async Task Converse(Stream stream, bool covered)
    {
        async Task Say(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
        if (!covered) await Say("220 small");
        while (await Line(stream) is { } line)
        {
            (covered ? Covered : InClear).Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say(_certificate is null || covered ? "250-small\r\n250 AUTH LOGIN" : "250-small\r\n250-AUTH LOGIN\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await Say("220 go on");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate!);
                    await Converse(secure, covered: true);
                    return;
                case "AUTH":
                    await Say("334 UGFzc3dvcmQ6");
                    (covered ? Covered : InClear).Enqueue(await Line(stream) ?? "");
                    await Say("235 known");
                    break;
                case "DATA":
                    await Say("354 go on");
                    var message = new StringBuilder();
                    while (await Line(stream) is { } part && part != ".") message.AppendLine(part);
                    Messages.Enqueue(message.ToString());
                    await Say("250 taken");
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }
    }

    /// <summary>Byte by byte: what comes after STARTTLS is not text.</summary>
    private static async Task<string?> Line(Stream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    public void Dispose() => _listener.Dispose();
}
