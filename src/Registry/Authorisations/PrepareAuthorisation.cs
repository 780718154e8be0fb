using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <param name="From">When it begins; null: with the grant.</param>
/// <param name="Until">The first moment at which it no longer holds: at most twelve months after its beginning.</param>
public sealed record Preparation(IReadOnlyList<Condition> Conditions, DateTimeOffset? From, DateTimeOffset Until, AuthorisationId? Id = null);

public sealed record Prepared(AuthorisationId Id, string ContentHash);

/// <summary>Puts the exact content before a leader. A use that is already authorised can be prepared again: a renewal.</summary>
public sealed class PrepareAuthorisation(UnitOfWork changes, LiveUses live, Accounts accounts)
{
    public const string Duty = "registry.authorise-use";
    internal static readonly DutyRule Rule = new(Duty, Right.AuthoriseUse, TellAfter: TimeSpan.FromDays(2));
    private static readonly TimeSpan TimeToDecide = TimeSpan.FromDays(14);

    public Task<Outcome<Prepared>> Run(Actor actor, UseId id, Preparation input, Reason? reason) => changes.Commit<Prepared>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Prepare, reason);
        refusals.AddRange(AuthorisationRules.Prepare(use.Facts, work.IsAssessed(use), input.Conditions, input.From, input.Until, work.Now));
        if (refusals.Count > 0) return refusals;

        var content = AuthorisedContent.Of(use.Reference, use.Facts, input.Conditions, input.From, input.Until);
        foreach (var earlier in work.Db.Set<Authorisation>().Where(row => row.Use == id && row.State == AuthorisationState.Prepared))
            earlier.Close(AuthorisationState.Replaced, actor.Id, work.Now);
        var prepared = Authorisation.Prepare(input.Id ?? new AuthorisationId(Guid.CreateVersion7(work.Now)), use, content, actor.Id, work.Now);
        work.Db.Add(prepared);
        work.RecordAbout(use, RegistryActs.AuthorisationPrepared, reason, new { authorisation = prepared.Id, prepared.ContentHash, content });

        var subject = Subject.Of(RegistryActs.UseKind, use.Id);
        work.Settle(Duty, subject);
        // One leader who may: the duty is theirs. Several: it waits for the one who takes it.
        var leaders = accounts.Holding(actor.Agency, Right.AuthoriseUse).Where(leader => leader.Id != actor.Account).ToList();
        work.Owe(Rule, subject, leaders.Count == 1 ? leaders[0].Id : null, work.Now + TimeToDecide);
        live.ChangedIn(work, use);
        return new Prepared(prepared.Id, prepared.ContentHash);
    });
}
