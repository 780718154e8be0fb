using System.Net;
using System.Net.Mail;
using System.Text;

namespace Probity.People.Notices;

/// <summary>Hands one plain message to the agency's mail server. Whoever calls it decides when to try again.</summary>
public sealed class Mailer(MailOptions options)
{
    /// <param name="stop">When it is not wanted any more; a server that does not answer is left by then.</param>
    /// <returns>Null when the server took it, otherwise a code that says nothing of the message.</returns>
    public async Task<string?> Send(string to, string subject, string text, string? unsubscribe, CancellationToken stop)
    {
        if (options.Host is not { } host) return "people.mail-off";
        try
        {
            using var message = new MailMessage(options.From, to, subject, text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
            message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834
            if (unsubscribe is not null)
            {
                message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>"); // RFC 2369
                message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
            }
            MailTrust.For(host, options.TrustFile);
            using var client = new SmtpClient(host, options.Port) { EnableSsl = options.NeedsTls };
            if (options.User is { } user) client.Credentials = new NetworkCredential(user, options.Password);
            await client.SendMailAsync(message, stop);
            return null;
        }
        catch (SmtpException refused)
        {
            return (int)refused.StatusCode is >= 500 and < 600 ? "people.mail-refused" : "people.mail-unreachable";
        }
        catch (Exception fault) when (fault is FormatException or IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            return fault is FormatException ? "people.mail-refused" : "people.mail-unreachable";
        }
        catch (OperationCanceledException)
        {
            return "people.mail-unreachable";
        }
    }
}
