using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Reveals;
using Probity.Judgement.Views;

namespace Probity.Judgement.Decisions;

/// <summary>
/// One decision with its steps, and what was said in each, opened on demand. Whoever asks for content must already have been allowed to:
/// <see cref="DecisionReading"/> decides that for pages and the interface, the verbs for themselves.
/// </summary>
public sealed class DecisionFile
{
    private readonly Session _session;
    private readonly JournalBook _book;
    private readonly DataKeys _keys;
    private OpenedPayload? _opened;

    private DecisionFile(Session session, JournalBook book, DataKeys keys, Decision decision, IReadOnlyList<DecisionStep> steps)
    {
        (_session, _book, _keys, Decision, Steps) = (session, book, keys, decision, steps);
        Facts = new DecisionFacts
        {
            Id = decision.Id,
            State = decision.State,
            Mode = decision.Mode,
            ExpiresAt = decision.ExpiresAt,
            Officer = decision.Officer,
            Second = decision.Second,
            Third = decision.Third,
            Settler = decision.Settler,
            SettlerReadAt = decision.SettlerReadAt,
            Steps = steps.Select(step => step.Name).ToHashSet(),
        };
    }

    public static DecisionFile? Load(Session session, JournalBook book, DataKeys keys, AgencyId agency, DecisionId id) =>
        session.Decision(agency, id) is { } decision ? new DecisionFile(session, book, keys, decision, session.Steps(agency, id)) : null;

    public Decision Decision { get; }
    public IReadOnlyList<DecisionStep> Steps { get; }
    public DecisionFacts Facts { get; }

    public DecisionStep? Step(StepName name) => Steps.FirstOrDefault(step => step.Name == name);

    /// <summary>Everyone who had a part so far: a seat, or a step of their own (who opened it by hand, who contests it).</summary>
    public HashSet<AccountId> TookPart() =>
    [
        .. new[] { Decision.Officer, Decision.Second, Decision.Third }.OfType<AccountId>(),
        .. Steps.Select(step => step.Person).OfType<AccountId>(),
    ];

    public bool Took(StepName name) => Facts.Steps.Contains(name);

    /// <summary>What the decision is about: evidence, protocol, authorisation. A refused opening has none.</summary>
    public OpenedPayload Opened => _opened ??= Payload<OpenedPayload>(StepName.Opened)!;

    public RefusedPayload? RefusedOpening => Decision.State == DecisionState.Refused ? Payload<RefusedPayload>(StepName.Opened) : null;

    public ViewPayload? View(Seat seat) => Payload<ViewPayload>(DecisionRules.ViewStep(seat));

    public RevealPayload? Reveal(Seat seat) => Payload<RevealPayload>(DecisionRules.RevealStep(seat));

    public JudgedPayload? Judged(Seat seat) => Payload<JudgedPayload>(DecisionRules.JudgeStep(seat));

    public OutcomePayload Outcome(RecordedOutcome outcome) => _book.Open(_session, Decision.Agency, outcome.Act)!.Act.GetProperty("payload").Deserialize<OutcomePayload>(HouseJson.Options)!;

    public OpenedAct? Act(StepName name) => Step(name) is { } step ? _book.Open(_session, Decision.Agency, step.Act) : null;

    private T? Payload<T>(StepName name) where T : class =>
        Act(name) is { } act ? act.Act.GetProperty("payload").Deserialize<T>(HouseJson.Options) : null;

    /// <summary>The sealed output, opened. Only for the reveal, the judgement of a candidate, and people whose reveal is recorded.</summary>
    internal FaceSearchOutput Output()
    {
        var (key, content) = _session.SealedOutput(Decision.Agency, Decision.Id) ?? throw new InvalidOperationException("A decision without an output.");
        var plain = _keys.ById(Decision.Agency, key).Open(content, Decision.Id.Value.ToByteArray());
        return JsonSerializer.Deserialize<FaceSearchOutput>(plain, HouseJson.Options)!;
    }
}
