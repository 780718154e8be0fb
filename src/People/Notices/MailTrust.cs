using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Probity.People.Notices;

/// <summary>Whose word a mail server's certificate needs. Its name must be the configured one in every case.</summary>
public static class MailTrust
{
    /// <summary>Reads the file at each connection: certificates are renewed while the server runs. A file that cannot be read trusts nobody.</summary>
    /// <param name="chain">As the server sent it; only its further certificates are taken, never its judgement.</param>
    public static bool Accepts(string? trustFile, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (trustFile is null) return errors == SslPolicyErrors.None;
        if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(trustFile);
            using var own = new X509Chain();
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(trusted);
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            own.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1")); // a server's (RFC 5280 4.2.1.12)
            if (chain is not null) own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
            return own.Build(shown);
        }
        catch (Exception fault) when (fault is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The platform's mail client has one place for the whole process in which a certificate is judged; nothing else here asks it.</summary>
    internal static void For(string host, string? trustFile)
    {
        if (trustFile is null) Files.TryRemove(host, out _);
        else Files[host] = trustFile;
#pragma warning disable SYSLIB0014 // obsolete for the web, which has its own place; not for mail
        ServicePointManager.ServerCertificateValidationCallback = static (sender, certificate, chain, errors) =>
            Accepts(sender is SslStream stream ? Files.GetValueOrDefault(stream.TargetHostName) : null, certificate, chain, errors);
#pragma warning restore SYSLIB0014
    }
}
