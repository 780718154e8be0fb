using Probity.Acts.Ids;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;
using Probity.Judgement.Views;
using Probity.Registry.Uses;

namespace Probity.Judgement.Tests;

internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 20, 0, TimeSpan.Zero);
    public static readonly DateOnly Incident = new(2026, 11, 21);
    public static readonly AgencyId Agency = new(new Guid("00000000-0000-7000-8000-0000000000a0"));
    public static readonly AccountId Officer = Person(1), Second = Person(2), Third = Person(3), Stranger = Person(9);

    public static AccountId Person(int n) => new(new Guid($"00000000-0000-7000-8000-{n:000000000000}"));

    public static AccountId Of(Seat seat) => seat switch { Seat.First => Officer, Seat.Second => Second, _ => Third };

    public static DecisionFacts Facts(DecisionState state, params StepName[] steps) => new()
    {
        Id = new DecisionId(new Guid("00000000-0000-7000-8000-000000000d00")),
        State = state,
        Mode = ProtocolMode.Sealed,
        ExpiresAt = Now.AddDays(14),
        Officer = Officer,
        Second = Second,
        Third = Third,
        Steps = steps.ToHashSet(),
    };

    public static Decision Decision(DecisionState state = DecisionState.Opened, AccountId? officer = null, AccountId? second = null, AccountId? third = null, Guid? openedBy = null) => new()
    {
        Id = new DecisionId(new Guid("00000000-0000-7000-8000-000000000d00")),
        Agency = Agency,
        UseId = new UseId(Guid.Empty),
        UseReference = "PV-AI-007",
        Kind = FaceSearchLead.Kind,
        Mode = ProtocolMode.Sealed,
        State = state,
        CaseNumber = "PV-2026-04417",
        Action = "enquiries",
        Receiver = "Case system",
        Officer = officer,
        Second = second,
        Third = third,
        OpenedBy = openedBy ?? new Guid("00000000-0000-7000-8000-00000000c11e"),
        OpenedAt = Now,
        DueAt = Now.AddHours(4),
        ExpiresAt = Now.AddDays(14),
        ChangedAt = Now,
        OutputHash = "",
    };

    public static Protocol Protocol(string action = "enquiries") => ProtocolRules.For(ProtocolMode.Sealed, action, []);

    public static EvidenceItem Item(string id, bool fromAi = false, bool exposed = false, params string[] from) =>
        new(id, EvidenceKind.Document, "Item " + id, "Scene", Now, null, null, fromAi, exposed, from);

    public static FixedFacts NoFacts => new(null, null, null, null, [], null);

    public static OwnView View(ViewAnswer? answer = ViewAnswer.Insufficient, string? person = null) =>
        new(answer, person, new string('r', 80), "He knew where the key was.", Sureness.Unsure, NoFacts);

    public static Candidate Candidate(string person = "G-1", char band = 'B', DateOnly? image = null, CandidateFacts? facts = null) => new(person, band, image, facts);

    public static FaceSearchOutput Output(params Candidate[] candidates) => new("FaceLink", "4.2", 212_480, candidates);
}
