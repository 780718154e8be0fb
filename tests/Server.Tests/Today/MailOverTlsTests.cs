using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Probity.People.Notices;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Today;

/// <summary>Mail goes under TLS to the server that was meant, or not at all.</summary>
public sealed class MailOverTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-mail-").FullName;

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        // With a key that the platform's TLS can use.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private string Trusting(X509Certificate2 certificate)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    private static Task<string?> Send(TlsMailServer server, string? trust, string? password = "the password") =>
        new Mailer(new MailOptions("localhost", server.Port, "probity@agency.example", password is null ? null : "probity", password, TrustFile: trust)).Send("officer@agency.example", "Canary subject", "Canary text", null, default);

    private static void NothingWasSaid(TlsMailServer server)
    {
        server.Messages.ShouldBeEmpty();
        server.Covered.ShouldBeEmpty();
        server.InClear.ShouldAllBe(line => line.StartsWith("EHLO") || line == "STARTTLS" || line == "QUIT");
    }

    [Fact]
    public async Task A_message_and_the_password_go_under_TLS_to_a_server_whose_certificate_is_trusted()
    {
        using var certificate = Certificate("localhost");
        using var server = new TlsMailServer(certificate);
        (await Send(server, Trusting(certificate))).ShouldBeNull();
        server.Messages.ShouldHaveSingleItem().ShouldContain("Canary subject");
        server.Covered.ShouldContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        server.Covered.ShouldContain(line => line.Contains("officer@agency.example", StringComparison.Ordinal));
        server.InClear.ShouldAllBe(line => line.StartsWith("EHLO") || line == "STARTTLS");
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing()
    {
        using var certificate = Certificate("localhost");
        using var server = new TlsMailServer(certificate: null);
        (await Send(server, Trusting(certificate))).ShouldNotBeNull();
        NothingWasSaid(server);
        (await Send(server, Trusting(certificate), password: null)).ShouldNotBeNull();
        NothingWasSaid(server);
    }

    [Fact]
    public async Task A_certificate_of_another_name_or_of_another_authority_gets_nothing()
    {
        using var other = Certificate("mail.other.example");
        using (var server = new TlsMailServer(other))
        {
            (await Send(server, Trusting(other))).ShouldNotBeNull("its name is another");
            NothingWasSaid(server);
        }
        using var certificate = Certificate("localhost");
        using (var server = new TlsMailServer(certificate))
        {
            (await Send(server, Trusting(other))).ShouldNotBeNull("nobody vouches for it");
            NothingWasSaid(server);
            var gone = Trusting(certificate);
            File.Delete(gone);
            (await Send(server, gone)).ShouldNotBeNull("a trust that cannot be read trusts nobody");
            NothingWasSaid(server);
        }
    }

    [Fact]
    public void Without_a_trust_of_its_own_the_machines_store_decides()
    {
        using var certificate = Certificate("localhost");
        MailTrust.Accepts(null, certificate, null, System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors).ShouldBeFalse();
        MailTrust.Accepts(null, certificate, null, System.Net.Security.SslPolicyErrors.None).ShouldBeTrue();
        new MailOptions("mail.agency.example").NeedsTls.ShouldBeTrue();
        new MailOptions("localhost").NeedsTls.ShouldBeFalse();
    }

    [Fact]
    public async Task The_doctor_knocks_with_the_same_trust()
    {
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var certificate = Certificate("localhost");
        using var other = Certificate("mail.other.example");
        using var server = new TlsMailServer(certificate);
        foreach (var (trusted, code) in new[] { (certificate, "mail-good"), (other, "mail-certificate") })
        {
            await File.WriteAllTextAsync(Path.Combine(data, "config.json"), JsonSerializer.Serialize(new { smtpHost = "localhost", smtpPort = server.Port, smtpFrom = "p@agency.example", smtpTrustFile = Trusting(trusted) }));
            (await ServedProcess.Run("doctor", "--data", data, "--mail", "--json")).Said.ShouldContain($"\"{code}\"");
        }
        await File.WriteAllTextAsync(Path.Combine(data, "config.json"), "{ \"smtpTrustFile\": \"/nowhere.pem\" }");
        (await ServedProcess.Run("config", "--data", data)).Exit.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
