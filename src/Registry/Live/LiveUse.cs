using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.People.Units;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Live;

/// <summary>A use as the gate reads it, at one version of its row. Whatever matters to the gate raises the version.</summary>
/// <param name="Rule">The agency's rule that demands an authorisation, cited where a use may not run ("MR-PDA s. 44(2)"); null where none was entered.</param>
public sealed record LiveUse(
    UseId Id, AgencyId Agency, string Reference, string Name, UseState State, long Version, UnitId? Unit, IReadOnlyList<string> DecisionKinds,
    RiskClass Class, string SystemName, string SystemVersion, SystemVersionId SystemVersionId, GrantedAuthorisation? Authorisation,
    string? NameFr = null, string? Rule = null)
{
    private static readonly Statement Question = new("SELECT version FROM registry_use WHERE id = @p0 AND agency = @p1");

    /// <summary>"The rules read this use like this": checked again inside the transaction, so a suspension beats every opening that has not committed.</summary>
    public RowVersion AsRead() => new(Question, Id, Agency, Version);
}

/// <summary>The permission in force. It may have lapsed: <see cref="UseRules.MayRun"/> compares its dates with the time of the question.</summary>
public sealed record GrantedAuthorisation(
    AuthorisationId Id, string ContentHash, AccountId By, string ByName, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<Condition> Conditions);
