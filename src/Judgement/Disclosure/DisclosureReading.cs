using Probity.Acts;
using Probity.Acts.Keys;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Disclosure;

/// <summary>A pack that was given out, as the list shows it.</summary>
public sealed record GivenRow(int Number, Guid By, DateTimeOffset At);

/// <summary>Who may give out and read packs, and the bytes that were given.</summary>
public sealed class DisclosureReading(DataKeys keys)
{
    private static readonly Statement List = new("SELECT number, given_by, given_at FROM judgement_disclosure WHERE agency = @p0 AND decision = @p1 ORDER BY number");
    private static readonly Statement Content = new("SELECT data_key, content FROM judgement_disclosure WHERE agency = @p0 AND decision = @p1 AND number = @p2");

    /// <summary>Legal and auditors for every decision, an officer for their own; never a connected system.</summary>
    public static bool MayGive(Viewer viewer, Decision decision) =>
        viewer.Actor?.Account is { } person && (viewer.May(Right.GiveDisclosure) && DecisionReading.MaySee(viewer, decision) || decision.Officer == person);

    public static IReadOnlyList<GivenRow> Given(Session session, Decision decision) =>
        session.Query(List, row => new GivenRow((int)row.Number(0), row.Guid(1), row.Moment(2)), decision.Agency, decision.Id);

    /// <summary>Exactly as it was given.</summary>
    public byte[]? Pack(Session session, Decision decision, int number)
    {
        var (key, content) = session.First(Content, row => (row.Guid(0), row.Bytes(1)), decision.Agency, decision.Id, number);
        return content is null ? null : keys.ById(decision.Agency, key).Open(content, decision.Id.Value.ToByteArray());
    }
}
