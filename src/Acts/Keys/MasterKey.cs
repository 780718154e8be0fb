using System.Security.Cryptography;
using System.Text;

namespace Probity.Acts.Keys;

/// <summary>
/// The one key that is never in the database or its backup. It wraps the data keys, the log key and the Data Protection ring.
/// Read from DIR/keys/master.key or from the file that PROBITY_MASTER_KEY_FILE names (for example a systemd credential): 32 bytes, base64.
/// </summary>
public sealed class MasterKey : IDisposable
{
    public const string FileVariable = "PROBITY_MASTER_KEY_FILE";
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Reads the key; makes one at the first start, readable by the owner alone.</summary>
    /// <exception cref="InvalidDataException">The file is not 32 bytes in base64.</exception>
    public static MasterKey Open(string keysFolder)
    {
        var file = Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named : Path.Combine(keysFolder, "master.key");
        if (!File.Exists(file))
        {
            using var made = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            made.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            made.Flush(flushToDisk: true);
        }
        byte[] key;
        try
        {
            key = Convert.FromBase64String(File.ReadAllText(file).Trim());
        }
        catch (FormatException)
        {
            key = [];
        }
        return key.Length == 32 ? new MasterKey(key) : throw new InvalidDataException($"{file} does not hold 32 bytes in base64.");
    }

    /// <summary>nonce (12) || ciphertext || tag (16), AES-256-GCM; the purpose is authenticated so that a wrapped key cannot serve as another.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> plain, string purpose) => Seal(_key, plain, Encoding.UTF8.GetBytes(purpose));

    /// <exception cref="CryptographicException">Another master key, another purpose, or altered bytes.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string purpose) => Open(_key, wrapped, Encoding.UTF8.GetBytes(purpose));

    /// <summary>A key for one purpose that follows from the master key (HKDF, RFC 5869).</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose));

    internal static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), bound);
        return sealedBytes;
    }

    internal static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes) throw new CryptographicException("The sealed bytes are too short.");
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(sealedBytes[..NonceBytes], sealedBytes.Slice(NonceBytes, plain.Length), sealedBytes[(NonceBytes + plain.Length)..], plain, bound);
        return plain;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
