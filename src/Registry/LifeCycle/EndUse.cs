using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.LifeCycle;

/// <summary>Ends a use for good. What it did stays on record.</summary>
public sealed class EndUse(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work => work.Close(id, Move.End, RegistryActs.UseEnded, reason, live), urgent: true);
}

/// <summary>Says no to a proposed use. The refusal is kept and shown like a permission.</summary>
public sealed class RefuseUse(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work => work.Close(id, Move.Refuse, RegistryActs.UseRefused, reason, live), urgent: true);
}

internal static class Closing
{
    public static Outcome<Done> Close(this Work work, UseId id, Move move, ActKind kind, Reason? reason, LiveUses live)
    {
        if (!work.May(Right.AuthoriseUse)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(move, reason);
        if (refusals.Count > 0) return refusals;
        var before = use.State;
        use.Take(move, work.Now);
        work.RecordAbout(use, kind, reason, new { before, authorisation = use.Authorisation });
        work.SettleAll(Subject.Of(RegistryActs.UseKind, use.Id));
        live.ChangedIn(work, use);
        return Done.It;
    }
}
