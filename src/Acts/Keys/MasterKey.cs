using System.Security.Cryptography;
using System.Text;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Acts.Keys;

/// <summary>
/// The one key that is never in the database or its backup. It wraps the data keys, the log key and the Data Protection ring. 32 bytes in base64, read from the file that
/// PROBITY_MASTER_KEY_FILE names, else from the systemd credential <see cref="Credential"/>, else from DIR/keys/master.key.
/// What follows from it (<see cref="Derive"/>) follows from a root that stays the same when the key is changed: keys/root.key holds it, wrapped, from the first change on.
/// </summary>
public sealed class MasterKey : IDisposable
{
    public const string FileVariable = "PROBITY_MASTER_KEY_FILE";

    /// <summary>The name under which a unit passes it: LoadCredentialEncrypted=probity-master-key:... (systemd.exec, "CREDENTIALS").</summary>
    public const string Credential = "probity-master-key";

    internal const string FileName = "master.key", RootName = "root.key", ChangingName = "changing";
    private const string RootPurpose = "derivation root";
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    private readonly byte[] _key;
    private readonly byte[] _root;

    private MasterKey(byte[] key, byte[] root) => (_key, _root) = (key, root);

    /// <summary>Which key this is, without saying what it is: eight bytes that follow from it, in hexadecimal.</summary>
    public string Id => Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 8, info: "probity master key id"u8.ToArray()));

    /// <summary>Where the key of a keys folder is to be read.</summary>
    public static string FileOf(string keysFolder) =>
        Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named
        : Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } passed && Path.Combine(passed, Credential) is var credential && File.Exists(credential) ? credential
        : Path.Combine(keysFolder, FileName);

    /// <summary>Reads the key; makes one at the very first start, readable by the owner alone.</summary>
    /// <exception cref="DataFolderRefused">It is missing beside keys that it wrapped, is not 32 bytes in base64, or is another key.</exception>
    public static MasterKey Open(string keysFolder)
    {
        var file = FileOf(keysFolder);
        if (!File.Exists(file))
        {
            // A new key would open nothing that is there, and everything new would be sealed under it.
            if (File.Exists(Path.Combine(keysFolder, LogKey.FileName))) throw new DataFolderRefused($"The master key is not at {file}, and the keys beside it were wrapped by one. Put it back.");
            Write(file, RandomNumberGenerator.GetBytes(KeyBytes));
        }
        if (File.Exists(Path.Combine(keysFolder, ChangingName))) throw new DataFolderRefused("A change of the master key was interrupted. Run \"probity keys change\" again: it finishes it or takes it back.");
        return Read(file, keysFolder);
    }

    /// <summary>The key in a file, with the root of a keys folder; without a folder, a key that is its own root.</summary>
    /// <exception cref="DataFolderRefused">The file is missing, is not 32 bytes in base64, or is not the key that wrapped the root.</exception>
    public static MasterKey Read(string file, string? keysFolder)
    {
        if (!File.Exists(file)) throw new DataFolderRefused($"There is no master key at {file}.");
        byte[] key;
        try
        {
            key = Convert.FromBase64String(File.ReadAllText(file).Trim());
        }
        catch (FormatException)
        {
            key = [];
        }
        if (key.Length != KeyBytes) throw new DataFolderRefused($"{file} does not hold 32 bytes in base64.");
        var root = keysFolder is null ? null : Path.Combine(keysFolder, RootName);
        if (!File.Exists(root)) return new MasterKey(key, key);
        try
        {
            return new MasterKey(key, Open(key, File.ReadAllBytes(root), Encoding.UTF8.GetBytes(RootPurpose)));
        }
        catch (CryptographicException)
        {
            throw new DataFolderRefused($"{file} is not the master key of this installation.");
        }
    }

    /// <summary>A new key with the same root, and the root wrapped by it for keys/root.key.</summary>
    internal (MasterKey Next, byte[] Key, byte[] WrappedRoot) Renewed()
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        return (new MasterKey(key, [.. _root]), key, Seal(key, _root, Encoding.UTF8.GetBytes(RootPurpose)));
    }

    /// <summary>Writes a key where nobody but the owner reads it. The file must not exist.</summary>
    internal static void Write(string file, byte[] key)
    {
        using var made = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        made.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        made.Flush(flushToDisk: true);
    }

    /// <summary>nonce (12) || ciphertext || tag (16), AES-256-GCM; the purpose is authenticated so that a wrapped key cannot serve as another.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> plain, string purpose) => Seal(_key, plain, Encoding.UTF8.GetBytes(purpose));

    /// <exception cref="CryptographicException">Another master key, another purpose, or altered bytes.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string purpose) => Open(_key, wrapped, Encoding.UTF8.GetBytes(purpose));

    /// <summary>A key for one purpose (HKDF, RFC 5869). It stays the same when the master key is changed, because names and marks in the database follow from it.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>A key that follows from this very key and not from the root: who can vouch with it holds the key.</summary>
    internal byte[] Vouching(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose));

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

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_root);
    }
}
