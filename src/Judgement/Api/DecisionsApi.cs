using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Probity.Acts;
using Probity.Acts.Idempotency;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Assignment;
using Probity.Judgement.Decisions;
using Probity.Judgement.Disclosure;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Receipts;
using Probity.Judgement.Reveals;
using Probity.Judgement.Views;
using Probity.People.Access;

namespace Probity.Judgement.Api;

/// <summary>The decision gate over HTTP. Each handler reads the request, calls one verb and says the outcome; docs/integrate.md describes it for integrators.</summary>
public static class DecisionsApi
{
    private const int MostBytes = 256 * 1024;

    public static IEndpointRouteBuilder MapDecisionsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/decisions").WithTags("Decisions").DisableAntiforgery();
        api.MapPost("", Open).Needs(Right.OpenDecision).WithSummary("Open a decision and seal its AI output").WithDescription("Idempotency-Key is needed. The output is sealed on arrival; under the protective mode it comes back at once, to protect only. A refusal says every reason and is in the ledger.").Accepts<OpenInput>("application/json").Produces<OpenedDecision>(StatusCodes.Status201Created);
        api.MapGet("{id}", Read).Needs(Right.SeeDecisions).WithSummary("State, and what is outstanding").WithDescription("Nothing of its content. States: opened, viewCommitted, revealed, judged, disagreed, released, contested, upheld, overturned, refused, withdrawn, expired.").Produces<DecisionAnswer>();
        api.MapPost("{id}/view", View).Needs(Right.Judge).WithSummary("Commit the officer's own view; the answer carries the output").WithDescription("For people. From here the view cannot be changed, and the candidates come in an order drawn for this person.").Accepts<OwnView>("application/json").Produces<OpenedOutput>();
        api.MapPost("{id}/judgement", Judgement).Needs(Right.Judge).WithSummary("Record the officer's final judgement").WithDescription("For people. A candidate is named by the number under which this person was shown it.").Accepts<FinalJudgement>("application/json").Produces<JudgedOutcome>();
        api.MapPost("{id}/second", Second).Needs(Right.JudgeSecond).WithSummary("The second or third person's own view, then judgement").WithDescription("For people. First view, then judgement: exactly one of the two.").Accepts<SecondInput>("application/json").Produces<OpenedOutput>();
        api.MapPost("{id}/withdrawal", Withdrawal).Needs(Right.OpenDecision).WithSummary("Withdraw a decision").WithDescription("By who opened it, or its officer, before anything final is recorded. Nothing may follow from it.").Accepts<Reason>("application/json").Produces(StatusCodes.Status204NoContent);
        api.MapPost("{id}/outcomes", Outcome).Needs(Right.OpenDecision).WithSummary("Record what came of an ended decision; several may follow one another").Accepts<OutcomeInput>("application/json").Produces<IReadOnlyList<ReadOutcome>>(StatusCodes.Status201Created);
        api.MapGet("{id}/outcomes", Outcomes).Needs(Right.SeeDecisions).WithSummary("What came of a decision: everything recorded, the last one counts").Produces<IReadOnlyList<ReadOutcome>>();
        api.MapPost("{id}/disclosure", Give).Needs(Right.SeeDecisions).NeedsFresh().WithSummary("Say to whom and why, and make the disclosure pack of an ended decision").Accepts<DisclosureInput>("application/json").Produces<GivenDisclosure>(StatusCodes.Status201Created);
        api.MapGet("{id}/disclosure", Disclosure).Needs(Right.SeeDecisions).WithSummary("The disclosure pack that the caller gave last, byte for byte").Produces<DisclosurePack>();
        api.MapGet("{id}/receipt", Receipt).Needs(Right.UseReceipt).WithSummary("The receipt; 202 until it is under a signed state").WithDescription("The file, byte for byte as it is to be kept. 202 comes with Retry-After. docs/integrate.md describes the format.").Produces<JsonElement>().Produces(StatusCodes.Status202Accepted);
        api.MapGet("{id}/receipt/status", ReceiptStatus).Needs(Right.UseReceipt).WithSummary("valid, used, lapsed, contested, upheld, overturned or none").Produces<ReceiptStatusAnswer>();
        api.MapPost("{id}/receipt/use", Use).Needs(Right.UseReceipt).WithSummary("Use a receipt, once").WithDescription("Before acting. The second use is refused and says when the first was; sent again under the same Idempotency-Key it is the same use.").Accepts<ReceiptUseInput>("application/json").Produces<ReceiptStatusAnswer>();
        return routes;
    }

    private static async Task<IResult> Open(HttpContext http, Viewer viewer, OpenDecision open, RefusalPresentation say)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (!OnceOnly.WellFormed(key)) return say.ToResult([IdempotencyRefusals.KeyMissing.At("Idempotency-Key")]);
        var body = await Body(http);
        if (!body.Done) return say.ToResult(body.Refusals);
        var input = Parse<OpenInput>(body.Value);
        if (!input.Done) return say.ToResult(input.Refusals);
        var opened = await open.Run(viewer.Required, input.Value, OnceOnly.Of(key, "decisions", body.Value.Span));
        return opened.Done ? TypedResults.Created($"/api/v1/decisions/{opened.Value.Id}", opened.Value) : say.ToResult(opened.Refusals);
    }

    private static IResult Read(string id, Viewer viewer, Gate gate, TimeProvider clock, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(session, id, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        return TypedResults.Ok(DecisionAnswer.Of(file, clock.GetUtcNow()));
    }

    private static Task<IResult> View(string id, HttpContext http, Viewer viewer, CurrentSession current, Gate gate, RecordView record, OpenOutput open, TimeProvider clock, RefusalPresentation say) =>
        With<OwnView>(http, say, (view, once) => ViewThenOpen(id, view, once, viewer, current, gate, record, open, clock, say));

    private static async Task<IResult> ViewThenOpen(string id, OwnView view, OnceOnly? once, Viewer viewer, CurrentSession current, Gate gate, RecordView record, OpenOutput open, TimeProvider clock, RefusalPresentation say)
    {
        if (!Guid.TryParse(id, out var guid)) return say.ToResult([ActsRefusals.Unknown]);
        var decision = new DecisionId(guid);
        var recorded = await record.Run(viewer.Required, decision, view, current.Any?.Id, once);
        if (!recorded.Done) return say.ToResult(recorded.Refusals);
        var opened = await open.Run(viewer.Required, decision);
        // Sent again under its key: the output was opened the first time.
        if (!opened.Done && !(once is not null && opened.Refusals.Any(refusal => refusal.Code == JudgementRefusals.AlreadyRecorded))) return say.ToResult(opened.Refusals);
        using var session = gate.Rent();
        var file = gate.Load(session, viewer.Required.Agency, decision)!;
        if (DecisionReading.Output(viewer, file) is not { } output) return say.ToResult(opened.Refusals);
        return TypedResults.Ok(new OpenedOutput(DecisionAnswer.Of(file, clock.GetUtcNow()), output.Output with { Candidates = output.Shown }));
    }

    private static Task<IResult> Judgement(string id, HttpContext http, Viewer viewer, Judge judge, RefusalPresentation say) =>
        With<FinalJudgement>(http, say, (judgement, once) => Record(id, judgement, once, viewer, judge, say));

    private static async Task<IResult> Record(string id, FinalJudgement judgement, OnceOnly? once, Viewer viewer, Judge judge, RefusalPresentation say)
    {
        if (!Guid.TryParse(id, out var guid)) return say.ToResult([ActsRefusals.Unknown]);
        var judged = await judge.Run(viewer.Required, new DecisionId(guid), judgement, once);
        return judged.Done ? TypedResults.Ok(judged.Value) : say.ToResult(judged.Refusals);
    }

    private static Task<IResult> Second(string id, HttpContext http, Viewer viewer, CurrentSession current, Gate gate, RecordView record, OpenOutput open, Judge judge, TimeProvider clock, RefusalPresentation say) =>
        With<SecondInput>(http, say, (input, once) => input switch
        {
            { View: { } view, Judgement: null } => ViewThenOpen(id, view, once, viewer, current, gate, record, open, clock, say),
            { View: null, Judgement: { } judgement } => Record(id, judgement, once, viewer, judge, say),
            _ => Task.FromResult(say.ToResult([JudgementRefusals.Missing.At("view")])),
        });

    private static Task<IResult> Withdrawal(string id, HttpContext http, Viewer viewer, Withdraw withdraw, RefusalPresentation say) =>
        With<Reason>(http, say, async (reason, once) =>
        {
            if (!Guid.TryParse(id, out var guid)) return say.ToResult([ActsRefusals.Unknown]);
            var done = await withdraw.Run(viewer.Required, new DecisionId(guid), Reason.FromText(reason.Text) is null ? null : reason, once);
            return done.Done ? TypedResults.NoContent() : say.ToResult(done.Refusals);
        });

    private static Task<IResult> Outcome(string id, HttpContext http, Viewer viewer, Gate gate, RecordOutcome record, RefusalPresentation say) =>
        With<OutcomeInput>(http, say, async (input, once) =>
        {
            using (var session = gate.Rent())
                if (Find(session, id, viewer, gate) is null) return say.ToResult([ActsRefusals.Unknown]);
            var recorded = await record.Run(viewer.Required, new DecisionId(Guid.Parse(id)), input, once);
            if (!recorded.Done) return say.ToResult(recorded.Refusals);
            using var after = gate.Rent();
            return TypedResults.Created($"/api/v1/decisions/{id}/outcomes", OutcomeReading.Of(viewer, after, Find(after, id, viewer, gate)!).Where(one => one.Number <= recorded.Value.Number).ToList());
        });

    private static IResult Outcomes(string id, Viewer viewer, Gate gate, RefusalPresentation say)
    {
        using var session = gate.Rent();
        return Find(session, id, viewer, gate) is { } file ? TypedResults.Ok(OutcomeReading.Of(viewer, session, file)) : say.ToResult([ActsRefusals.Unknown]);
    }

    private static Task<IResult> Give(string id, HttpContext http, Viewer viewer, Gate gate, GiveDisclosure give, RefusalPresentation say) =>
        With<DisclosureInput>(http, say, async (input, once) =>
        {
            using (var session = gate.Rent())
                if (Find(session, id, viewer, gate) is null) return say.ToResult([ActsRefusals.Unknown]);
            var given = await give.Run(viewer.Required, new DecisionId(Guid.Parse(id)), input, once);
            return given.Done ? TypedResults.Created($"/api/v1/decisions/{id}/disclosure", given.Value) : say.ToResult(given.Refusals);
        });

    private static IResult Disclosure(string id, HttpContext http, Viewer viewer, Gate gate, DisclosureReading reading, TimeProvider clock, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(session, id, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        if (!DisclosureReading.MayGive(viewer, file.Decision)) return say.ToResult([JudgementRefusals.DisclosureNotYours]);
        if (DecisionRules.StillMoves(file.Facts.StateAt(clock.GetUtcNow()))) return say.ToResult([JudgementRefusals.DisclosureTooEarly]);
        if (DisclosureReading.Given(session, file.Decision).LastOrDefault(row => row.By == viewer.Required.Id) is not { } own) return say.ToResult([JudgementRefusals.DisclosureNotGiven]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(reading.Pack(session, file.Decision, own.Number)!, "application/json", DisclosureFiles.Name(file.Decision, own.Number));
    }

    private static IResult Receipt(string id, HttpContext http, Viewer viewer, Gate gate, ReceiptReading receipts, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(session, id, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        var receipt = receipts.Build(session, file);
        if (!receipt.Done) return say.ToResult(receipt.Refusals);
        if (receipt.Value.File is { } bytes) return TypedResults.Bytes(bytes, "application/json", $"receipt-{file.Decision.Id}.json");
        http.Response.Headers.RetryAfter = "1";
        return TypedResults.Accepted((string?)null);
    }

    private static IResult ReceiptStatus(string id, Viewer viewer, Gate gate, ReceiptReading receipts, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(session, id, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        return TypedResults.Ok(new ReceiptStatusAnswer(receipts.Status(session, file), UseReceipt.UsedAt(session, file.Decision)));
    }

    private static Task<IResult> Use(string id, HttpContext http, Viewer viewer, UseReceipt use, RefusalPresentation say) =>
        With<ReceiptUseInput>(http, say, async (input, once) =>
        {
            if (!Guid.TryParse(id, out var guid)) return say.ToResult([ActsRefusals.Unknown]);
            var used = await use.Run(viewer.Required, new DecisionId(guid), input, once);
            return used.Done ? TypedResults.Ok(new ReceiptStatusAnswer("used", used.Value)) : say.ToResult(used.Refusals);
        });

    private static DecisionFile? Find(Probity.Acts.Storage.ReadSession session, string id, Viewer viewer, Gate gate) =>
        Guid.TryParseExact(id, "D", out var guid) && gate.Load(session, viewer.Required.Agency, new DecisionId(guid)) is { } file && DecisionReading.MaySee(viewer, file.Decision) ? file : null;

    /// <summary>Reads the body, and the caller's key where it gave one.</summary>
    private static async Task<IResult> With<T>(HttpContext http, RefusalPresentation say, Func<T, OnceOnly?, Task<IResult>> then) where T : class
    {
        var key = http.Request.Headers["Idempotency-Key"] is { Count: > 0 } given ? given.ToString() : null;
        if (key is not null && !OnceOnly.WellFormed(key)) return say.ToResult([IdempotencyRefusals.KeyMissing.At("Idempotency-Key")]);
        var body = await Body(http);
        if (!body.Done) return say.ToResult(body.Refusals);
        var input = Parse<T>(body.Value);
        return input.Done ? await then(input.Value, key is null ? null : OnceOnly.Of(key, http.Request.Path, body.Value.Span)) : say.ToResult(input.Refusals);
    }

    private static async Task<Outcome<ReadOnlyMemory<byte>>> Body(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) return RequestRefusals.NotJson.At("Content-Type");
        if (http.Request.ContentLength > MostBytes) return RequestRefusals.TooLarge.At(null, ("most", MostBytes));
        var pipe = http.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return RequestRefusals.TooLarge.At(null, ("most", MostBytes));
            }
            if (read.IsCompleted)
            {
                var bytes = new byte[read.Buffer.Length];
                System.Buffers.BuffersExtensions.CopyTo(read.Buffer, bytes);
                pipe.AdvanceTo(read.Buffer.End);
                return new ReadOnlyMemory<byte>(bytes);
            }
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Strict: unknown and repeated members, wrong types and missing required members are refused with their place.</summary>
    private static Outcome<T> Parse<T>(ReadOnlyMemory<byte> body) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, HouseJson.Options) is { } value ? Outcome<T>.Of(value) : RequestRefusals.Unreadable.At("$");
        }
        catch (JsonException fault)
        {
            return RequestRefusals.Unreadable.At(fault.Path ?? "$", ("line", (fault.LineNumber ?? 0) + 1));
        }
    }
}

/// <summary>Faults of the request's form, before any rule.</summary>
public static class RequestRefusals
{
    public static readonly RefusalCode NotJson = new("judgement.not-json", RefusalKind.Malformed);
    public static readonly RefusalCode Unreadable = new("judgement.unreadable", RefusalKind.Malformed);
    public static readonly RefusalCode TooLarge = new("judgement.too-large", RefusalKind.TooLarge);
}

public sealed record SecondInput(OwnView? View, FinalJudgement? Judgement);

public sealed record ReceiptStatusAnswer(string Status, DateTimeOffset? UsedAt);

public sealed record OpenedOutput(DecisionAnswer Decision, FaceSearchOutput Output);

/// <summary>A decision for a connected system: where it stands and what is outstanding. Nothing of its content.</summary>
public sealed record DecisionAnswer(Guid Id, string State, string Mode, string Use, string Kind, string Case, string Action, string Receiver, IReadOnlyList<string> Outstanding, string Link, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, bool Receipt)
{
    public static DecisionAnswer Of(DecisionFile file, DateTimeOffset now)
    {
        var d = file.Decision;
        var state = d.StateAt(now);
        return new DecisionAnswer(d.Id.Value, JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), JsonNamingPolicy.CamelCase.ConvertName(d.Mode.ToString()), d.UseReference, d.Kind, d.CaseNumber, d.Action, d.Receiver,
            Missing(file, state), $"/decisions/{d.Id}", d.DueAt, d.ExpiresAt, file.Took(StepName.Released));
    }

    private static string[] Missing(DecisionFile file, DecisionState state) => state switch
    {
        DecisionState.Opened => ["view", "judgement"],
        DecisionState.ViewCommitted or DecisionState.Revealed => ["judgement"],
        DecisionState.Judged => file.Decision.Second is null ? ["second-person"] : ["second"],
        DecisionState.Disagreed => file.Decision.Third is null ? ["third-person"] : ["third"],
        DecisionState.Contested => ["settlement"],
        _ => [],
    };
}
