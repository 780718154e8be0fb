using System.Security.Cryptography;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Idempotency;

/// <summary>
/// A caller that does not know whether its request arrived sends it again with the same key and gets the first answer, once and only once done
/// (after draft-ietf-httpapi-idempotency-key-header). The record is written in the transaction of the change itself.
/// </summary>
/// <param name="Key">The caller's key, 1 to 100 visible ASCII characters.</param>
/// <param name="Request">SHA-256 of the request's bytes and address: the same key with another request is a mistake and refused.</param>
public sealed record OnceOnly(string Key, byte[] Request)
{
    public static OnceOnly Of(string key, string address, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(address + "\n"));
        hash.AppendData(body);
        return new OnceOnly(key, hash.GetHashAndReset());
    }

    /// <summary>A small number in the place of an id, where that is what the request made.</summary>
    public static Guid Made(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static int Number(Guid made) => BitConverter.ToInt32(made.ToByteArray());

    public static bool WellFormed(string? key) => key is { Length: > 0 and <= 100 } && key.All(c => c is > ' ' and < '\x7f');
}

public static class IdempotencyRefusals
{
    public static readonly RefusalCode KeyMissing = new("acts.idempotency-key-missing", RefusalKind.Malformed, "draft-ietf-httpapi-idempotency-key-header");
    public static readonly RefusalCode KeyUsedOtherwise = new("acts.idempotency-key-used-otherwise", RefusalKind.Invalid, "draft-ietf-httpapi-idempotency-key-header");
}

public static class OnceOnlyWork
{
    private static readonly Statement Find = new("SELECT request, made FROM acts_idempotency WHERE agency = @p0 AND client = @p1 AND key = @p2");
    private static readonly Statement Insert = new("""
        INSERT INTO acts_idempotency(agency, client, key, request, made, at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO NOTHING
        """);

    /// <summary>What the first request made, a refusal if the key was used for another request, or null where it is new.</summary>
    public static Outcome<Guid>? Before(this Session session, Actor actor, OnceOnly once)
    {
        var found = session.First(Find, row => (Request: row.Bytes(0), Made: row.Guid(1)), actor.Agency, actor.Id, once.Key);
        if (found.Request is null) return null;
        return found.Request.AsSpan().SequenceEqual(once.Request) ? Outcome<Guid>.Of(found.Made) : IdempotencyRefusals.KeyUsedOtherwise.At("Idempotency-Key");
    }

    /// <summary>
    /// The verb, done once for the caller's key where it gave one. What was done before is told again from the record; a refusal is not remembered, since nothing was done.
    /// </summary>
    /// <param name="made">What to remember of the answer.</param>
    /// <param name="told">The first answer, from what was remembered.</param>
    public static Func<Work, Outcome<T>> Once<T>(this OnceOnly? once, Func<T, Guid> made, Func<Work, Guid, T> told, Func<Work, Outcome<T>> verb) => once is null ? verb : work =>
    {
        if (work.Before(work.Actor, once) is { } before) return before.Done ? told(work, before.Value) : before.Refused<T>();
        var outcome = verb(work);
        if (outcome.Done) work.Remember(once, made(outcome.Value));
        return outcome;
    };

    /// <summary>
    /// Remembers in this transaction what the request made; the answer is told again from it, so that no second copy of content lies about.
    /// False where another request with the key came first.
    /// </summary>
    public static bool Remember(this Work work, OnceOnly once, Guid made) =>
        work.Execute(Insert, work.Actor.Agency, work.Actor.Id, once.Key, once.Request, made, work.Now) == 1;
}
