using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Ledger.Json;
using Probity.People.Accounts;

namespace Probity.Judgement.Disclosure;

/// <summary>What is sent or typed to be given a pack.</summary>
public sealed record DisclosureInput(string? Recipient, string? Reason);

/// <summary>The content of the act "disclosure given".</summary>
/// <param name="Sha256">Of the pack's bytes, hexadecimal.</param>
public sealed record DisclosurePayload(int Number, string Recipient, string Sha256);

/// <summary>A pack that was given out.</summary>
public sealed record GivenDisclosure(int Number, DateTimeOffset GivenAt, string Sha256);

/// <summary>
/// Makes the disclosure pack of an ended decision and records to whom and why it is given. The bytes are kept, sealed, so that what was given can be shown again exactly.
/// </summary>
public sealed class GiveDisclosure(UnitOfWork unitOfWork, Gate gate, PackBuilding packs, Accounts accounts, DataKeys keys, TimeProvider clock)
{
    private static readonly Statement Version = new("SELECT version FROM judgement_decision WHERE id = @p0 AND agency = @p1");
    private static readonly Statement Last = new("SELECT coalesce(max(number), 0) FROM judgement_disclosure WHERE agency = @p0 AND decision = @p1");
    private static readonly Statement Kept = new("SELECT given_at, data_key, content FROM judgement_disclosure WHERE agency = @p0 AND decision = @p1 AND number = @p2");
    private static readonly Statement Insert = new("INSERT INTO judgement_disclosure(agency, decision, number, given_by, given_at, act, data_key, content) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)");

    public Task<Outcome<GivenDisclosure>> Run(Actor actor, DecisionId id, DisclosureInput input, OnceOnly? once = null) => unitOfWork.Commit(actor, _ => Decide(actor, id, input, once));

    /// <summary>The pack is made outside the writer, which then checks that the decision still has the version it was made from.</summary>
    private Outcome<Change<GivenDisclosure>> Decide(Actor actor, DecisionId id, DisclosureInput input, OnceOnly? once)
    {
        using var session = gate.Rent();
        if (gate.Load(session, actor.Agency, id) is not { } file) return ActsRefusals.Unknown;
        if (actor.Account is not { } person || accounts.Find(actor.Agency, person) is not { } card || !(card.May(Right.GiveDisclosure) || file.Decision.Officer == person)) return JudgementRefusals.DisclosureNotYours;
        var now = clock.GetUtcNow();
        var reason = Reason.FromText(input.Reason);
        var no = DisclosureRules.Faults(file.Facts.StateAt(now), input.Recipient, reason);
        if (no.Count > 0) return Outcome<Change<GivenDisclosure>>.No(no);
        var recipient = input.Recipient!.Trim();
        var pack = packs.Of(session, file, new PackGiving(recipient, reason!.Text, card.Called, now), now);
        if (!pack.Done) return pack.Refused<Change<GivenDisclosure>>();
        var bytes = CanonicalJson.Canonicalise(pack.Value, HouseJson.Options);
        var key = keys.For(actor.Agency, keys.Case(actor.Agency, file.Decision.CaseNumber));
        var content = key.Seal(bytes, id.Value.ToByteArray());
        return new Change<GivenDisclosure>([new RowVersion(Version, id, actor.Agency, file.Decision.Version)], once.Once(made => OnceOnly.Made(made.Number), (work, made) => Told(work, file.Decision, OnceOnly.Number(made)), work =>
        {
            var number = (int)work.Number(Last, actor.Agency, id) + 1;
            var payload = new DisclosurePayload(number, recipient, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var act = gate.Note(work, gate.Load(work, id)!, JudgementActs.DisclosureGiven, payload, reason);
            work.Execute(Insert, actor.Agency, id, number, actor.Id, work.Now, act, key.Id, content);
            return new GivenDisclosure(number, work.Now, payload.Sha256);
        }));
    }

    /// <summary>The first answer, from the bytes that were kept.</summary>
    private GivenDisclosure Told(Work work, Decision decision, int number)
    {
        var (at, key, content) = work.First(Kept, row => (row.Moment(0), row.Guid(1), row.Bytes(2)), decision.Agency, decision.Id, number);
        return new GivenDisclosure(number, at, Convert.ToHexStringLower(SHA256.HashData(keys.ById(decision.Agency, key).Open(content, decision.Id.Value.ToByteArray()))));
    }
}
