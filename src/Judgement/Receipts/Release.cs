using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Telemetry;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Protocols;
using Probity.Ledger.Receipts;
using Probity.Ledger.Trees;
using Probity.People.Agencies;

namespace Probity.Judgement.Receipts;

/// <summary>Ends the judging: fixes what may follow, for whom and until when, and records it as an act. The receipt is this act with its proofs.</summary>
public sealed class Release(Gate gate, AgencyBook agencies, PersonMarks marks)
{
    internal DecisionChange Run(Work work, DecisionFile file, DecisionChange change, JudgedPayload last)
    {
        var answer = last.Judgement.Answer!.Value;
        work.AfterCommit(static () => Measures.Decision("released"));
        // A protective output was released at once with its own act; the review ends it without a second one.
        if (!file.Took(StepName.Released))
            gate.Record(work, file, StepName.Released, JudgementActs.Released, Body(work, file, answer, file.Judged(Seat.First)?.Moved ?? last.Moved), byGate: true);
        return change with { State = DecisionState.Released, FinalAnswer = answer };
    }

    internal void Protective(Work work, DecisionFile file) =>
        gate.Record(work, file, StepName.Released, JudgementActs.Released, Body(work, file, answer: null, moved: false), byGate: true);

    private JsonElement Body(Work work, DecisionFile file, FinalAnswer? answer, bool moved)
    {
        var decision = file.Decision;
        var opened = file.Opened;
        var protocol = opened.Protocol;
        return JsonElement.Parse(ReceiptBodyJson.Write(new ReceiptBody(
            decision.Id.Value,
            agencies.Find(decision.Agency)?.Name ?? "",
            new ReceiptUse(decision.UseId.Value, opened.Use, opened.UseName),
            new ReceiptSystem(opened.System.Name, opened.System.Version),
            new ReceiptAuthorisation(opened.Authorisation.Hash, opened.Authorisation.ByName, opened.Authorisation.From, opened.Authorisation.Until),
            decision.Kind, decision.CaseNumber, decision.OutputHash,
            new ReceiptProtocol(Word(protocol.Mode), protocol.Mode != ProtocolMode.Sealed, Controls(file, protocol, answer)),
            new ReceiptJudgement(answer is { } a ? Word(a) : "not-reviewed", moved),
            new ReceiptPeople(marks.For(decision.Id, decision.Officer), file.Took(StepName.Seconded) ? marks.For(decision.Id, decision.Second) : null,
                file.Took(StepName.Adjudicated) ? marks.For(decision.Id, decision.Third) : null),
            answer switch { null => "protect", FinalAnswer.Lead => decision.Action, _ => "none" },
            decision.Receiver,
            work.Now, work.Now.AddHours(protocol.ReceiptHours), work.Now,
            [.. file.Steps.Where(step => ReceiptName(step.Name) is not null).Select(step => new ReceiptStep(ReceiptName(step.Name)!, Hash.FromBytes(step.Commitment), step.At))],
            agencies.Find(decision.Agency)?.Sandbox ?? false)));
    }

    /// <summary>Which controls ran, with their parameters, and whether each was met when the decision was released.</summary>
    private static List<ReceiptControl> Controls(DecisionFile file, Protocol p, FinalAnswer? answer)
    {
        var reviewed = answer is not null;
        var controls = new List<ReceiptControl>
        {
            Control("C0", true, ("critical", p.Critical ? 1 : 0)),
            Control("C1", reviewed && p.Mode == ProtocolMode.Sealed && file.Took(StepName.View), ("reasonCharacters", p.ReasonCharacters)),
            Control("C2", FaceSearchRules.Independent(file.Opened.Evidence).Count >= p.IndependentEvidence, ("items", p.IndependentEvidence)),
            Control("C3", true, ("eyeDistancePixels", p.EyeDistancePixels)),
            Control("C4", true, ("candidates", p.Candidates), ("imageYears", p.CandidateImageYears)),
            Control("C16", reviewed && p.Certificate),
            Control("C17", reviewed),
            Control("C18", reviewed),
        };
        // Named where it ran: a release without a second person means that neither a lead nor the control draw called for one.
        if (file.Took(StepName.Seconded)) controls.Add(Control("C11", true, ("samePairPercent", p.SamePairPercent)));
        if (file.Took(StepName.Adjudicated)) controls.Add(Control("C12", true, ("hours", p.SettleHours)));
        return controls;
    }

    private static ReceiptControl Control(string id, bool met, params ReadOnlySpan<(string Name, long Value)> parameters)
    {
        var named = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters) named[name] = value;
        return new ReceiptControl(id, named, met);
    }

    /// <summary>The steps that a receipt proves, by the names of docs/integrate.md.</summary>
    internal static string? ReceiptName(StepName step) => step switch
    {
        StepName.Opened => "opened",
        StepName.View => "view",
        StepName.Revealed => "revealed",
        StepName.Judged => "judged",
        StepName.SecondView => "second-view",
        StepName.SecondRevealed => "second-revealed",
        StepName.Seconded => "second",
        StepName.ThirdView => "third-view",
        StepName.ThirdRevealed => "third-revealed",
        StepName.Adjudicated => "adjudicated",
        _ => null,
    };

    internal static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Word(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
