using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.People.Accounts;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <summary>Uses as a verb reads them inside its transaction, where nothing can be out of date.</summary>
internal static class UsesInWork
{
    public static Use? FindUse(this Work work, UseId id) => work.Db.Set<Use>().SingleOrDefault(use => use.Id == id);

    public static AiSystem? FindSystem(this Work work, SystemVersionId version)
    {
        var known = work.Db.Set<SystemVersion>().Local.FirstOrDefault(row => row.Id == version) ?? work.Db.Set<SystemVersion>().SingleOrDefault(row => row.Id == version);
        return known is null ? null : work.Db.Set<AiSystem>().Find(known.System);
    }

    public static Authorisation? FindAuthorisation(this Work work, AuthorisationId? id) =>
        id is null ? null : work.Db.Set<Authorisation>().SingleOrDefault(authorisation => authorisation.Id == id);

    /// <summary>An assessment of the version in use exists, and the last one is not a no.</summary>
    public static bool IsAssessed(this Work work, Use use)
    {
        var last = work.Db.Set<RecordedAssessment>().Where(row => row.Use == use.Id && row.SystemVersion == use.SystemVersion)
            .OrderByDescending(row => row.RecordedAt).ThenByDescending(row => row.Id).FirstOrDefault();
        return last is not null && AssessmentRules.Carries(last.Result);
    }

    /// <summary>What the facts name must exist in this agency: an id of another one is as unknown as none.</summary>
    public static void CheckNamed(this Work work, UseFacts facts, List<Refusal> refusals)
    {
        if (facts.Unit is { } unit && !work.Db.Set<Unit>().Any(row => row.Id == unit)) refusals.Add(RegistryRefusals.UnitUnknown.At(nameof(facts.Unit)));
        if (facts.Owner is { } owner && !work.Db.Set<Account>().Any(row => row.Id == owner)) refusals.Add(RegistryRefusals.OwnerUnknown.At(nameof(facts.Owner)));
    }

    /// <summary>The version by id must exist; the version by name needs a name.</summary>
    public static void CheckVersion(this Work work, UseFacts facts, NamedVersion? named, List<Refusal> refusals)
    {
        if (named is not null) refusals.AddRange(SystemRules.Check(named));
        else if (work.FindSystem(facts.SystemVersion) is null) refusals.Add(RegistryRefusals.VersionUnknown.At(nameof(facts.SystemVersion)));
    }

    /// <summary>Ordinary moves: the reason, the state, the move; what else the verb must ask stands in its own rules.</summary>
    public static List<Refusal> CheckMove(this Use use, Move move, Reason? reason)
    {
        List<Refusal> refusals = [];
        if (LifeCycleRules.Refusal(use.State, move, use.RunsUnauthorised) is { } refusal) refusals.Add(refusal);
        refusals.WantReason(reason);
        return refusals;
    }

    public static void Take(this Use use, Move move, DateTimeOffset now) =>
        use.MoveTo(LifeCycleRules.Next(use.State, move, use.RunsUnauthorised)
            ?? throw new InvalidOperationException($"{move} is not possible in {use.State}; the verb must refuse first."), now);
}
