using System.Buffers.Binary;
using System.Security.Cryptography;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Storage;

namespace Probity.People.SignIn.Passkeys;

/// <summary>
/// What a device signs: random, for five minutes, for one session or browser, once. It carries its own proof, so that asking for one writes nothing; only one that
/// was answered well is written down, in the same transaction, until it would have run out.
/// </summary>
public sealed class PasskeyChallenges(MasterKey master, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private const int Random = 16, Ends = 8, Open = Random + Ends, Length = Open + 32;

    private static readonly Statement Past = new("DELETE FROM people_passkey_challenge WHERE agency = @p0 AND ends_at < @p1");
    private static readonly Statement Write = new("INSERT INTO people_passkey_challenge(agency, challenge, ends_at) VALUES (@p0, @p1, @p2) ON CONFLICT(agency, challenge) DO NOTHING");

    private readonly byte[] _key = master.Derive("probity passkey challenges v1");

    public byte[] Make(byte[] bound)
    {
        var challenge = new byte[Length];
        RandomNumberGenerator.Fill(challenge.AsSpan(0, Random));
        BinaryPrimitives.WriteInt64BigEndian(challenge.AsSpan(Random), (clock.GetUtcNow() + Lasts).ToUnixTimeMilliseconds());
        Proof(challenge, bound).CopyTo(challenge, Open);
        return challenge;
    }

    public bool IsOurs(byte[] challenge, byte[] bound) =>
        challenge.Length == Length && CryptographicOperations.FixedTimeEquals(challenge.AsSpan(Open), Proof(challenge, bound)) && Until(challenge) >= clock.GetUtcNow();

    /// <summary>False where it was answered before.</summary>
    internal static bool UseIn(Work work, byte[] challenge)
    {
        work.Execute(Past, work.Actor.Agency, work.Now);
        return work.Execute(Write, work.Actor.Agency, challenge, Until(challenge)) == 1;
    }

    private static DateTimeOffset Until(byte[] challenge) => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(challenge.AsSpan(Random)));

    private byte[] Proof(byte[] challenge, byte[] bound) => HMACSHA256.HashData(_key, (byte[])[.. challenge.AsSpan(0, Open), .. bound]);
}
