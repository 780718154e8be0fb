namespace Probity.People.Notices;

/// <summary>Where mail is handed over, and under which address people reach the pages it links to. Without a host no mail is sent and nobody can choose it.</summary>
/// <param name="TrustFile">Certificates in PEM: the mail server's must be one of them or be signed by one of them. Without it the machine's own store decides.</param>
/// <param name="PublicAddress">"https://probity.agency.example", without a slash at the end.</param>
public sealed record MailOptions(string? Host = null, int Port = 587, string From = "", string? User = null, string? Password = null, string PublicAddress = "", string? TrustFile = null)
{
    public bool IsOn => Host is not null;

    /// <summary>STARTTLS (RFC 3207) is demanded unless the server is this machine and nobody said whose certificate it has.</summary>
    public bool NeedsTls => TrustFile is not null || !(Host is "localhost" || (System.Net.IPAddress.TryParse(Host, out var address) && System.Net.IPAddress.IsLoopback(address)));
}
