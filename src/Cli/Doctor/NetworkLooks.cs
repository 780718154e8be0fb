using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Probity.People.Notices;
using Probity.Server.Configuration;
using Probity.Server.Telemetry;

namespace Probity.Cli.Doctor;

/// <summary>Knocks at the machines that the settings name, only when asked to. No mail is sent and no measure is told.</summary>
internal static class NetworkLooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Up to an encrypted connection (RFC 3207), and no further.</summary>
    public static async Task<Finding> Mail(ServerOptions options, CancellationToken stop)
    {
        if (options.SmtpHost is not { } host) return Finding.Good("mail", "mail-off");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(host, options.SmtpPort, limit.Token);
            using var plain = new StreamReader(socket.GetStream(), Encoding.ASCII, leaveOpen: true);
            async Task<(string Code, string Said)> Answer(string? command)
            {
                if (command is not null) await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), limit.Token);
                var said = new StringBuilder();
                while (await plain.ReadLineAsync(limit.Token) is { Length: >= 3 } line)
                {
                    said.AppendLine(line);
                    if (line.Length == 3 || line[3] != '-') return (line[..3], said.ToString());
                }
                return ("", said.ToString());
            }
            if ((await Answer(null)).Code != "220") return Finding.Fault("mail", "mail-no-smtp", ("host", host));
            var hello = await Answer("EHLO localhost");
            if (!new MailOptions(host, TrustFile: options.SmtpTrustFile).NeedsTls) return Finding.Good("mail", "mail-good", ("host", host));
            if (!hello.Said.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) || (await Answer("STARTTLS")).Code != "220") return Finding.Fault("mail", "mail-no-tls", ("host", host));
            using var secure = new SslStream(socket.GetStream());
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => MailTrust.Accepts(options.SmtpTrustFile, certificate, chain, errors),
            }, limit.Token);
            return Finding.Good("mail", "mail-good", ("host", host));
        }
        catch (AuthenticationException)
        {
            return Finding.Fault("mail", "mail-certificate", ("host", host));
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return Finding.Fault("mail", "mail-unreached", ("host", host), ("port", options.SmtpPort));
        }
    }

    /// <summary>An export of nothing: no bytes are a whole message of protobuf.</summary>
    public static async Task<Finding> Collector(ServerOptions options, CancellationToken stop)
    {
        if (options.Otlp is not { } otlp) return Finding.Good("collector", "collector-off");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, otlp.AbsoluteUri.TrimEnd('/') + "/v1/metrics") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new("application/x-protobuf");
        if (options.OtlpHeadersFile is { } file)
            foreach (var (name, value) in CollectorHeaders.Read(file) ?? []) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await client.SendAsync(request, stop);
            return answer.IsSuccessStatusCode ? Finding.Good("collector", "collector-good", ("address", otlp)) : Finding.Fault("collector", "collector-refuses", ("address", otlp), ("status", (int)answer.StatusCode));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return Finding.Fault("collector", "collector-unreached", ("address", otlp));
        }
    }
}
