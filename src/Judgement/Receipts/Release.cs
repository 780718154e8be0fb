using System.Buffers.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Protocols;
using Probity.People.Agencies;

namespace Probity.Judgement.Receipts;

/// <summary>
/// What a receipt says; the content of the act "decision released", so the ledger commits to exactly this. It leaves the agency, so it names people by marks that
/// mean nothing elsewhere and carries no evidence and no reasons.
/// </summary>
public sealed record ReceiptBody(
    Guid Decision, string AgencyName, ReceiptUse Use, ReceiptSystem System, ReceiptAuthorisation Authorisation, string DecisionKind, string Case, string OutputHash,
    ReceiptProtocol Protocol, ReceiptJudgement Judgement, ReceiptPeople People, string PermittedAction, string Receiver, string NotBefore, string NotAfter, string IssuedAt,
    IReadOnlyList<ReceiptStep> Steps);

public sealed record ReceiptUse(Guid Id, string Ref, string Name);

public sealed record ReceiptSystem(string Name, string Version);

public sealed record ReceiptAuthorisation(string Hash, string By, string From, string Until);

/// <param name="Weaker">The output had been seen elsewhere, or was released before anyone judged.</param>
public sealed record ReceiptProtocol(string Name, bool Weaker, IReadOnlyList<ReceiptControl> Controls);

public sealed record ReceiptControl(string Id, IReadOnlyDictionary<string, int> Parameters, bool Met);

public sealed record ReceiptJudgement(string Outcome, bool MovedToOutput);

public sealed record ReceiptPeople(string? First, string? Second, string? Third);

/// <param name="Commitment">base64url; the same as in the ledger entry of the step.</param>
public sealed record ReceiptStep(string Name, string Commitment, string At);

/// <summary>Ends the judging: fixes what may follow, for whom and until when, and records it as an act. The receipt is this act with its proofs.</summary>
public sealed class Release(Gate gate, AgencyBook agencies, PersonMarks marks)
{
    internal DecisionChange Run(Work work, DecisionFile file, DecisionChange change, JudgedPayload last)
    {
        var answer = last.Judgement.Answer!.Value;
        // A protective output was released at once with its own act; the review ends it without a second one.
        if (!file.Took(StepName.Released))
            gate.Record(work, file, StepName.Released, JudgementActs.Released, Body(work, file, answer, file.Judged(Seat.First)?.Moved ?? last.Moved));
        return change with { State = DecisionState.Released, FinalAnswer = answer };
    }

    internal void Protective(Work work, DecisionFile file) =>
        gate.Record(work, file, StepName.Released, JudgementActs.Released, Body(work, file, answer: null, moved: false));

    private ReceiptBody Body(Work work, DecisionFile file, FinalAnswer? answer, bool moved)
    {
        var decision = file.Decision;
        var opened = file.Opened;
        var protocol = opened.Protocol;
        return new ReceiptBody(
            decision.Id.Value,
            agencies.Find(decision.Agency)?.Name ?? "",
            new ReceiptUse(decision.UseId.Value, opened.Use, opened.UseName),
            new ReceiptSystem(opened.System.Name, opened.System.Version),
            new ReceiptAuthorisation(opened.Authorisation.Hash, opened.Authorisation.ByName, Moment(opened.Authorisation.From), Moment(opened.Authorisation.Until)),
            decision.Kind, decision.CaseNumber, decision.OutputHash,
            new ReceiptProtocol(Word(protocol.Mode), protocol.Mode != ProtocolMode.Sealed, Controls(file, protocol, answer)),
            new ReceiptJudgement(answer is { } a ? Word(a) : "not-reviewed", moved),
            new ReceiptPeople(marks.For(decision.Id, decision.Officer), file.Took(StepName.Seconded) ? marks.For(decision.Id, decision.Second) : null,
                file.Took(StepName.Adjudicated) ? marks.For(decision.Id, decision.Third) : null),
            answer switch { null => "protect", FinalAnswer.Lead => decision.Action, _ => "none" },
            decision.Receiver,
            Moment(work.Now), Moment(work.Now.AddHours(protocol.ReceiptHours)), Moment(work.Now),
            [.. file.Steps.Where(step => ReceiptName(step.Name) is not null).Select(step => new ReceiptStep(ReceiptName(step.Name)!, Base64Url.EncodeToString(step.Commitment), Moment(step.At)))]);
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
            Control("C11", file.Took(StepName.Seconded), ("samePairPercent", p.SamePairPercent)),
            Control("C16", reviewed && p.Certificate),
            Control("C17", reviewed),
            Control("C18", reviewed),
        };
        if (file.Took(StepName.Adjudicated)) controls.Add(Control("C12", true, ("hours", p.SettleHours)));
        return controls;
    }

    private static ReceiptControl Control(string id, bool met, params ReadOnlySpan<(string Name, int Value)> parameters)
    {
        var named = new SortedDictionary<string, int>(StringComparer.Ordinal);
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
