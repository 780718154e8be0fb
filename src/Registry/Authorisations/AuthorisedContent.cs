using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Ledger.Json;
using Probity.People.Units;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>
/// Everything a leader approves, and nothing else: the hash over it is what is signed. Names that people give a use or a system's vendor are not part of it;
/// which version runs, for what, by whom, on whom and until when are.
/// </summary>
public sealed record AuthorisedContent
{
    public required string Reference { get; init; }
    public required string Purpose { get; init; }
    public required string NotAllowed { get; init; }
    public UnitId? Unit { get; init; }
    public required string UsedBy { get; init; }
    public required SystemVersionId SystemVersion { get; init; }
    public required IReadOnlyList<string> DecisionKinds { get; init; }
    public required string Affected { get; init; }
    public required string LegalBasis { get; init; }
    public required RiskClass Class { get; init; }
    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>When it begins; null: with the grant.</summary>
    public DateTimeOffset? From { get; init; }
    public required DateTimeOffset Until { get; init; }

    public static AuthorisedContent Of(string reference, UseFacts facts, IReadOnlyList<Condition> conditions, DateTimeOffset? from, DateTimeOffset until) => new()
    {
        Reference = reference,
        Purpose = facts.Purpose,
        NotAllowed = facts.NotAllowed,
        Unit = facts.Unit,
        UsedBy = facts.UsedBy,
        SystemVersion = facts.SystemVersion,
        DecisionKinds = [.. facts.DecisionKinds.Order(StringComparer.Ordinal)],
        Affected = facts.Affected,
        LegalBasis = facts.LegalBasis,
        Class = facts.Class,
        Conditions = conditions,
        From = from is { } begin ? Stored(begin) : null,
        Until = Stored(until),
    };

    /// <summary>The canonical text and its hash.</summary>
    public (string Text, string Hash) Seal()
    {
        var canonical = CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(this, HouseJson.Options));
        return (Encoding.UTF8.GetString(canonical), Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }

    public static AuthorisedContent Read(string text) => JsonSerializer.Deserialize<AuthorisedContent>(text, HouseJson.Options)!;

    /// <summary>Moments are kept in UTC to the millisecond; the hash must not depend on what the database cannot hold.</summary>
    private static DateTimeOffset Stored(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
}
