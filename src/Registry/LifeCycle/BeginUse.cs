using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.LifeCycle;

/// <summary>Puts an authorised use in operation: from here on decisions can be opened.</summary>
public sealed class BeginUse(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Begin, reason);
        if (refusals.Count == 0) refusals.AddRange(Permission(use, work.Now));
        if (refusals.Count > 0) return refusals;
        use.Take(Move.Begin, work.Now);
        work.RecordAbout(use, RegistryActs.UseBegun, reason, new { authorisation = use.Authorisation, use.SystemVersion });
        live.ChangedIn(work, use);
        return Done.It;
    });

    /// <summary>Why the permission does not hold now, if it does not.</summary>
    internal static IEnumerable<Refusal> Permission(Use use, DateTimeOffset now)
    {
        if (use.Authorisation is null) yield return RegistryRefusals.NotAuthorised.With(("use", use.Reference));
        if (use.AuthorisedFrom is { } from && now < from) yield return RegistryRefusals.NotYet.With(("use", use.Reference), ("from", from.ToString("O")));
        if (use.AuthorisedUntil is { } until && now >= until) yield return RegistryRefusals.Lapsed.With(("use", use.Reference), ("until", until.ToString("O")));
    }
}
