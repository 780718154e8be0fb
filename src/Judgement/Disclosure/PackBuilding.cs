using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Judgement.Receipts;
using Probity.Ledger.Receipts;
using Probity.People.Agencies;
using Probity.Registry.Authorisations;

namespace Probity.Judgement.Disclosure;

/// <summary>Makes the pack from the record. Nothing is written for it: what is not in the record is not in the pack.</summary>
public sealed class PackBuilding(Gate gate, Reads reads, ReceiptReading receipts, PersonMarks marks, AgencyBook agencies)
{
    private static readonly Statement SameCase = new("SELECT id FROM judgement_decision WHERE agency = @p0 AND case_number = @p1 AND id <> @p2 ORDER BY id");

    internal Outcome<DisclosurePack> Of(ReadSession session, DecisionFile file, PackGiving giving, DateTimeOffset now)
    {
        var decision = file.Decision;
        string? receipt = null;
        if (file.Took(StepName.Released))
        {
            var built = receipts.Build(session, file);
            if (!built.Done) return built.Refused<DisclosurePack>();
            if (built.Value.File is not { } bytes) return JudgementRefusals.ReceiptNotSignedYet;
            receipt = System.Text.Encoding.UTF8.GetString(bytes);
        }
        var (refused, opened) = (file.RefusedOpening, decision.State == DecisionState.Refused ? null : file.Opened);
        var output = opened is null ? null : file.Output();
        return new DisclosurePack(
            DisclosurePack.Version, "This pack is generated from the record; it is not legal advice.", now, giving, agencies.Find(decision.Agency)!.Name,
            new PackDecision(decision.Id.Value, decision.CaseNumber, refused?.Title ?? opened!.Title, decision.Kind, decision.Action, decision.Receiver, Word(decision.Mode), Word(decision.StateAt(now)), decision.OpenedAt,
                opened?.Threat, Refusals(refused)),
            new PackUse(decision.UseReference, opened?.UseName),
            opened is null ? null : new PackSystem(opened.System.Name, opened.System.Version, output!.Gallery, decision.OutputHash),
            opened is null ? null : Authorisation(decision.Agency, opened.Authorisation),
            refused is null ? opened!.Offence : refused.Offence, refused?.Probe ?? opened!.Probe, Evidence(opened),
            opened is null ? null : new PackProtocol(opened.Protocol.Mode != ProtocolMode.Sealed, opened.Protocol, Controls(file)),
            output is null ? [] : Candidates(file, output), People(file), Contests(file),
            [.. session.Outcomes(decision).Select(one => (Row: one, Said: file.Outcome(one))).Select(one => new PackOutcome(one.Row.Number, one.Row.Came, one.Row.KnownOn, one.Said.Source, one.Row.InformedOn, one.Row.RecordedAt))],
            OtherSearches(session, decision, now),
            [.. file.Steps.Select(step => new PackStep(Word(step.Name), step.At, file.Act(step.Name)?.LeafIndex))],
            receipt, receipt is null ? null : receipts.Policy, Limits);
    }

    /// <summary>In the words of the file; the page says the same in the reader's language.</summary>
    public static readonly IReadOnlyList<PackLimit> Limits =
    [
        new("error-rates", "How often the system errs, overall or by group, is not in this pack; it needs an audit, and none is attached."),
        new("identity", "It does not prove that a candidate is the person in the image."),
        new("other-evidence", "Items of evidence are listed, not attached, and their truth is not checked."),
        new("other-places", "It covers searches under this case number in this installation; what was searched elsewhere or under another number is not in it."),
        new("lawfulness", "It shows which rules the gate applied; whether the use was lawful is for a court."),
    ];

    private PackAuthorisation Authorisation(AgencyId agency, AuthorisationFacts granted)
    {
        using var db = reads.Open(agency);
        var id = new AuthorisationId(granted.Id);
        var row = db.Set<Authorisation>().SingleOrDefault(one => one.Id == id);
        return new PackAuthorisation(granted.Hash, granted.ByName, granted.From, granted.Until,
            [.. (row?.Conditions ?? []).Select(condition => new PackCondition(condition.Id, condition.Control, condition.Parameters, condition.Text, condition.TextFr))], row?.Content);
    }

    private static List<PackEvidence> Evidence(OpenedPayload? opened)
    {
        if (opened is null) return [];
        var standing = FaceSearchRules.Independent(opened.Evidence).Select(item => item.Id).ToHashSet();
        return [.. opened.Evidence.Select(item => new PackEvidence(item.Id, item.Kind, item.Title, item.Source, item.At, item.Pages, item.FromAi, item.ExposedToAi, item.DerivedFrom ?? [], standing.Contains(item.Id)))];
    }

    private static List<ReceiptControl> Controls(DecisionFile file) => file.Act(StepName.Released) is not { } released ? []
        : [.. released.Act.GetProperty("payload").GetProperty("protocol").GetProperty("controls").EnumerateArray().Select(control => new ReceiptControl(
            control.GetProperty("id").GetString()!, control.GetProperty("parameters").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64()), control.GetProperty("met").GetBoolean()))];

    private static List<PackCandidate> Candidates(DecisionFile file, FaceSearchOutput output)
    {
        var orders = Enum.GetValues<Seat>().Select(seat => (Seat: seat, file.Reveal(seat)?.Order)).Where(one => one.Order is not null).ToList();
        return [.. output.Candidates.Select((candidate, i) => new PackCandidate(i + 1, candidate.Person, candidate.Band, candidate.ImageDate, candidate.Facts,
            [.. orders.Select(one => new PackShown(Word(one.Seat), one.Order!.ToList().IndexOf(i) + 1))]))];
    }

    private List<PackPerson> People(DecisionFile file) =>
    [
        .. Enum.GetValues<Seat>().Where(seat => file.Took(DecisionRules.ViewStep(seat))).Select(seat =>
        {
            var (step, said, judged) = (file.Step(DecisionRules.ViewStep(seat))!, file.View(seat)!.View, file.Judged(seat));
            return new PackPerson(Word(seat), marks.For(file.Decision.Id, step.Person),
                new PackView(step.At, Leaf(file, step.Name), said.Answer!.Value, said.NamedPerson, said.Reasons!, said.Against!, said.Sureness!.Value, said.Facts, said.SeenElsewhere),
                file.Step(DecisionRules.RevealStep(seat))?.At,
                judged is null ? null : new PackJudgement(file.Step(DecisionRules.JudgeStep(seat))!.At, Leaf(file, DecisionRules.JudgeStep(seat)), judged.Judgement.Answer!.Value, judged.Person, judged.Judgement.Sureness!.Value,
                    JudgementRules.Changed(said, judged.Judgement.Answer.Value), judged.Judgement.WhyChanged, judged.Judgement.Reasons, judged.Agreement, judged.Moved));
        }),
    ];

    private static long? Leaf(DecisionFile file, StepName step) => file.Act(step)?.LeafIndex;

    private static List<PackContest> Contests(DecisionFile file)
    {
        if (file.Step(StepName.Contested) is not { } asked) return [];
        var settled = file.Step(StepName.Settled);
        return [new PackContest(asked.At, Why(file, StepName.Contested)!, settled?.At, settled is null ? null : file.Act(StepName.Settled)!.Act.GetProperty("payload").GetProperty("upheld").GetBoolean(),
            settled is null ? null : Why(file, StepName.Settled))];
    }

    private static string? Why(DecisionFile file, StepName step) => file.Act(step)!.Act.GetProperty("reason").GetProperty("text").GetString();

    /// <summary>Where they stand and why they were refused; their outputs stay where they are, because one of them may still be judged.</summary>
    private List<PackSearch> OtherSearches(ReadSession session, Decision decision, DateTimeOffset now) =>
    [
        .. session.Query(SameCase, row => row.Id<DecisionId>(0), decision.Agency, decision.CaseNumber, decision.Id).Select(id => gate.Load(session, decision.Agency, id)!).Select(other => new PackSearch(
            other.Decision.Id.Value, other.Decision.UseReference, other.Decision.OpenedAt, Word(other.Decision.StateAt(now)),
            other.Decision.FinalAnswer is { } answer && !DecisionRules.StillMoves(other.Decision.StateAt(now)) ? Word(answer) : null, Refusals(other.RefusedOpening))),
    ];

    private static IReadOnlyList<PackRefusal> Refusals(RefusedPayload? refused) => [.. (refused?.Reasons ?? []).Select(reason => new PackRefusal(reason.Code, reason.Place, reason.Values, reason.Citation))];

    private static string Word(Enum word) => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
