using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Judgement.Decisions;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Seconds;

/// <summary>Someone who could be the second person.</summary>
/// <param name="Reviews">Second views in the last 30 days.</param>
/// <param name="ReviewsOfThisOfficer">Of these, how many on this officer's decisions.</param>
/// <param name="Away">At some time before it would be due.</param>
public sealed record PossibleSecond(AccountId Account, Guid? Unit, bool Certified, int Reviews, int ReviewsOfThisOfficer, bool Away = false);

/// <summary>
/// Who may be the second person, drawn at random and not chosen (C11): never the officer or anyone with another seat, another unit, certified, not away, and not always the
/// same pair. A share of few cases says nothing, so the limit counts from the tenth review on.
/// </summary>
public static class SecondRules
{
    private const int PairCountsFrom = 10;

    public static IReadOnlyList<PossibleSecond> Eligible(IEnumerable<PossibleSecond> people, IReadOnlySet<AccountId> seated, Guid? officersUnit, Protocol protocol) =>
    [
        .. people.Where(person =>
            !seated.Contains(person.Account)
            && person.Certified
            && !person.Away
            && !(protocol.SecondFromOtherUnit && person.Unit is not null && person.Unit == officersUnit)
            && !PairTooOften(person, protocol))
            .OrderBy(person => person.Account.Value),
    ];

    /// <summary>When a quarter of the time is left: late enough for somebody to be back, early enough for somebody else.</summary>
    public static DateTimeOffset Nears(DateTimeOffset drawn, DateTimeOffset due) => due - (due - drawn) / 4;

    /// <summary>
    /// Whether another person is drawn in place of one who is away. A judgement is never looked after by a deputy, and what was begun stays with the one who began it.
    /// </summary>
    public static bool NeedsAnother(AccountId? drawn, bool begun, IReadOnlySet<AccountId> away) => drawn is { } person && !begun && away.Contains(person);

    private static bool PairTooOften(PossibleSecond person, Protocol protocol) =>
        person.Reviews >= PairCountsFrom && 100 * (person.ReviewsOfThisOfficer + 1) > protocol.SamePairPercent * (person.Reviews + 1);

    /// <summary>
    /// Two people who pass one screen between them are not two separate judgements (docs/adr/0009): for a while after the judgement before, the next own view does
    /// not come from a browser on which another person of this decision was signed in. A protective release is never delayed.
    /// </summary>
    /// <param name="judgedAt">When the judgement before this view was signed.</param>
    /// <param name="sharedDevice">Another person with a seat was signed in on this browser since the first judgement.</param>
    public static Refusal? SameDevice(Seat seat, DateTimeOffset? judgedAt, bool sharedDevice, Protocol protocol, DateTimeOffset now) =>
        sharedDevice && seat != Seat.First && protocol.Mode != ProtocolMode.Protective
        && judgedAt?.AddMinutes(protocol.IndependenceMinutes) is { } until && now < until ? JudgementRefusals.SameDevice.At(null, ("from", until)) : null;

    /// <summary>Drawn by a hash of the decision and a secret that is drawn with it, so that nobody can work out beforehand who it will be.</summary>
    public static PossibleSecond? Drawn(IReadOnlyList<PossibleSecond> eligible, DecisionId decision, ReadOnlySpan<byte> secret)
    {
        if (eligible.Count == 0) return null;
        Span<byte> mac = stackalloc byte[32];
        System.Security.Cryptography.HMACSHA256.HashData(secret, decision.Value.ToByteArray(), mac);
        return eligible[(int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(mac) % (ulong)eligible.Count)];
    }
}
