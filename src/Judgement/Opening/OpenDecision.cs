using System.Security.Cryptography;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Idempotency;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Telemetry;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;
using Probity.Judgement.Receipts;
using Probity.Ledger.Json;
using Probity.People.Accounts;
using Probity.Registry.Live;
using Probity.Registry.Uses;
using Probity.Training.Certificates;

namespace Probity.Judgement.Opening;

/// <summary>
/// Opens a decision under a live authorisation and seals its output. The hottest verb: it reads snapshots in memory, decides, encrypts outside the writer, and
/// the writer checks that every row it relied on still has the version it read. So a suspension that commits first always wins.
/// </summary>
public sealed class OpenDecision(UnitOfWork unitOfWork, LiveUses uses, Accounts accounts, CertificateBook certificates, JournalBook book, DataKeys keys, Gate gate, Release release, TimeProvider clock)
{
    /// <summary>How long a decision waits for its people before it lapses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(14), ViewDue = TimeSpan.FromHours(24), ProtectiveReview = TimeSpan.FromHours(72);

    /// <param name="id">Given where the caller derives ids (a sample); otherwise a new one is made.</param>
    public async Task<Outcome<OpenedDecision>> Run(Actor actor, OpenInput input, OnceOnly? once = null, DecisionId? id = null)
    {
        var outcome = await unitOfWork.Commit(actor, attempt => Decide(actor, input, once, id, attempt));
        Measures.Decision(outcome.Done ? "opened" : "refused");
        return outcome;
    }

    private Outcome<Change<OpenedDecision>> Decide(Actor actor, OpenInput input, OnceOnly? once, DecisionId? given, int attempt)
    {
        var now = clock.GetUtcNow();
        var no = OpeningRules.Faults(input, now);
        if (no.Count > 0) return Again(actor, once) ?? no;
        if (gate.ClockRefuses(input.Mode)) return Again(actor, once) ?? (Outcome<Change<OpenedDecision>>)ActsRefusals.ClockBehind;

        var use = uses.Find(actor.Agency, input.Use);
        if (attempt > 0 && use is not null)
        {
            uses.Forget(actor.Agency, use.Id);
            use = uses.Find(actor.Agency, use.Id);
            accounts.Forget(actor.Agency);
            certificates.Forget(actor.Agency);
        }
        if (use is null) return Again(actor, once) ?? (Outcome<Change<OpenedDecision>>)JudgementRefusals.UnknownUse.At("use");
        no.AddRange(UseRules.MayRun(use, input.Kind, now));
        no.AddRange(OpeningRules.Version(input.Output!, use.SystemName, use.SystemVersion));
        var protocol = ProtocolRules.For(input.Mode, input.Action, (use.Authorisation?.Conditions ?? []).Select(condition => new Tightening(condition.Control, condition.Parameters)));
        no.AddRange(FaceSearchRules.BelowFloor(input.Probe!, input.Output!, protocol));
        no.AddRange(ScopeRules.Outside(input.Offence, input.Probe!, protocol));

        var read = new List<RowVersion> { use.AsRead() };
        if (input.Officer is { } officer)
        {
            var card = accounts.Find(actor.Agency, officer);
            var certificate = certificates.ForSubject(actor.Agency, officer, new Subject("system-version", use.SystemVersionId.Value), now);
            no.AddRange(OpeningRules.Officer(new OfficerFacts(card is not null, card?.May(Right.Judge) ?? false, certificate?.ValidUntil), protocol, now));
            if (card is not null) read.Add(card.AsRead());
            if (certificate is not null) read.Add(certificate.AsRead());
        }
        if (no.Count > 0) return Again(actor, once) ?? Refuse(actor, input, use, no, read, given, now);
        return Open(actor, input, use, protocol, read, once, given, now, attempt);
    }

    /// <summary>A replayed request gets its first answer even where the rules would say no today.</summary>
    private Outcome<Change<OpenedDecision>>? Again(Actor actor, OnceOnly? once)
    {
        if (once is null) return null;
        using var session = gate.Rent();
        if (session.Before(actor, once) is not { } before) return null;
        if (!before.Done) return before.Refused<Change<OpenedDecision>>();
        var answer = Told(gate.Load(session, actor.Agency, new DecisionId(before.Value))!);
        return new Change<OpenedDecision>([], _ => answer);
    }

    /// <summary>The first answer, from the record.</summary>
    private static OpenedDecision Told(DecisionFile file) =>
        Answer(file.Decision, file.Opened.Protocol, file.Decision.Mode == ProtocolMode.Protective ? file.Output() : null);

    private static OpenedDecision Answer(Decision decision, Protocol protocol, FaceSearchOutput? output) =>
        new(decision.Id.Value, "opened", JsonNamingPolicy.CamelCase.ConvertName(decision.Mode.ToString()), $"/decisions/{decision.Id}", AsStored(decision.DueAt),
            AsStored(decision.OpenedAt + Patience), protocol, decision.OutputHash, output);

    /// <summary>To the millisecond and in UTC, as the record has it, so that the first answer and its repetition are the same bytes.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    private Outcome<Change<OpenedDecision>> Open(Actor actor, OpenInput input, LiveUse use, Protocol protocol, List<RowVersion> read, OnceOnly? once, DecisionId? given, DateTimeOffset now, int attempt)
    {
        var id = given ?? new DecisionId(Guid.CreateVersion7(now));
        var scope = keys.Case(actor.Agency, input.Case);
        var output = CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(input.Output, HouseJson.Options));
        var outputHash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(output));
        var key = attempt == 0 ? keys.Likely(actor.Agency, scope) : keys.For(actor.Agency, scope);
        var sealedOutput = key.Seal(output, id.Value.ToByteArray());
        var protective = input.Mode == ProtocolMode.Protective;
        var due = protective ? now + ProtectiveReview : input.DueAt ?? now + ViewDue;
        var decision = new Decision
        {
            Id = id,
            Agency = actor.Agency,
            UseId = use.Id,
            UseReference = use.Reference,
            Kind = input.Kind,
            Mode = input.Mode,
            State = DecisionState.Opened,
            CaseNumber = input.Case,
            Action = protective ? "protect" : input.Action,
            Receiver = input.Receiver,
            Officer = input.Officer,
            OpenedBy = actor.Id,
            OpenedAt = now,
            DueAt = due,
            ExpiresAt = now + Patience,
            ChangedAt = now,
            OutputHash = outputHash,
            Version = 1,
        };
        var act = book.Seal(actor, new Act
        {
            Kind = JudgementActs.Opened,
            Subject = Subject.Of(JudgementActs.Subject, id),
            Reason = Reason.FromText(input.Threat),
            Payload = Payload(input, use, protocol, outputHash),
            Scope = scope,
        }, now);
        var answer = Answer(decision, protocol, protective ? input.Output : null);

        return new Change<OpenedDecision>(read, work =>
        {
            if (once is not null && !work.Remember(once, id.Value))
            {
                var before = work.Before(actor, once)!.Value;
                return before.Done ? Told(gate.Load(work, new DecisionId(before.Value))!) : before.Refused<OpenedDecision>();
            }
            work.Step(id, StepName.Opened, actor.Account, act);
            work.Insert(decision);
            work.PutOutput(actor.Agency, id, key.Id, sealedOutput);
            gate.Tell(work, decision, DecisionState.Opened);
            // Protection never waits: the release is recorded with the opening, marked unreviewed, and the review is owed.
            if (protective) release.Protective(work, gate.Load(work, id)!);
            if (protective) work.Owe(JudgementDuties.Review, Subject.Of(JudgementActs.Subject, id), input.Officer, due);
            else work.Owe(JudgementDuties.View, Subject.Of(JudgementActs.Subject, id), input.Officer, due);
            return answer;
        });
    }

    /// <summary>The refusal is an act of its own: it is in the ledger and does not count against anyone. The output is not kept.</summary>
    private Outcome<Change<OpenedDecision>> Refuse(Actor actor, OpenInput input, LiveUse use, List<Refusal> no, List<RowVersion> read, DecisionId? given, DateTimeOffset now)
    {
        var id = given ?? new DecisionId(Guid.CreateVersion7(now));
        var act = book.Seal(actor, new Act
        {
            Kind = JudgementActs.OpeningRefused,
            Subject = Subject.Of(JudgementActs.Subject, id),
            Reason = null,
            Payload = new RefusedPayload(use.Reference, input.Kind, input.Case, input.Title, input.Action, input.Officer?.Value, input.Probe!,
                [.. no.Select(refusal => new RefusedReason(refusal.Code.Code, refusal.Place, refusal.Values, refusal.Citation))], input.Offence),
            Scope = keys.Case(actor.Agency, input.Case),
        }, now);
        var decision = new Decision
        {
            Id = id,
            Agency = actor.Agency,
            UseId = use.Id,
            UseReference = use.Reference,
            Kind = input.Kind,
            Mode = input.Mode,
            State = DecisionState.Refused,
            CaseNumber = input.Case,
            Action = input.Action,
            Receiver = input.Receiver,
            Officer = input.Officer is { } officer && accounts.Find(actor.Agency, officer) is not null ? officer : null,
            OpenedBy = actor.Id,
            OpenedAt = now,
            DueAt = now,
            ExpiresAt = now,
            ChangedAt = now,
            OutputHash = "",
            Version = 1,
        };
        var answer = Outcome<OpenedDecision>.No([.. no], keepRecord: true);
        return new Change<OpenedDecision>(read, work =>
        {
            work.Step(id, StepName.Opened, actor.Account, act);
            work.Insert(decision);
            return answer;
        });
    }

    private static OpenedPayload Payload(OpenInput input, LiveUse use, Protocol protocol, string outputHash)
    {
        var granted = use.Authorisation!;
        return new OpenedPayload(use.Reference, use.Name, use.Id.Value, input.Kind, JsonNamingPolicy.CamelCase.ConvertName(input.Mode.ToString()), input.Case, input.Title, input.Action, input.Receiver,
            input.Officer?.Value, input.Threat,
            new SystemFacts(use.SystemName, use.SystemVersion, use.SystemVersionId.Value),
            new AuthorisationFacts(granted.Id.Value, granted.ContentHash, granted.By.Value, granted.ByName, granted.From, granted.Until),
            protocol, outputHash, input.Probe!, input.Evidence ?? [], input.Offence);
    }
}

/// <summary>The content of the act "opening refused".</summary>
public sealed record RefusedPayload(string Use, string Kind, string Case, string Title, string Action, Guid? Officer, Probe Probe, IReadOnlyList<RefusedReason> Reasons, Offence? Offence = null);

public sealed record RefusedReason(string Code, string? Place, IReadOnlyDictionary<string, string> Values, string? Citation);
