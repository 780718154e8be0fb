using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Probity.Acts.Keys;

/// <summary>Encrypts the framework's Data Protection ring under the master key, so that keys/ alone opens nothing.</summary>
public sealed class RingEncryptor(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "data protection ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = master.Wrap(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Purpose);
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(RingDecryptor));
    }

    /// <summary>A file of the ring with its secret wrapped by another master key.</summary>
    internal static byte[] Rewrapped(string path, MasterKey from, MasterKey to)
    {
        var file = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        foreach (var wrapped in file.Descendants("wrapped")) wrapped.Value = Convert.ToBase64String(to.Wrap(from.Unwrap(Convert.FromBase64String(wrapped.Value), Purpose), Purpose));
        using var bytes = new MemoryStream();
        file.Save(bytes, SaveOptions.DisableFormatting);
        return bytes.ToArray();
    }
}

/// <summary>Made by the framework by name; it finds the master key among the services.</summary>
public sealed class RingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var plain = services.GetRequiredService<MasterKey>().Unwrap(Convert.FromBase64String(encryptedElement.Value), RingEncryptor.Purpose);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));
    }
}
