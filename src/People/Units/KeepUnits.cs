using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Units;

/// <summary>Makes and renames units.</summary>
public sealed class KeepUnits(UnitOfWork changes, Accounts.Accounts accounts)
{
    public static readonly ActKind Made = new("people.unit-made");
    public static readonly ActKind Led = new("people.unit-led");
    public static readonly ActKind Renamed = new("people.unit-renamed");

    /// <param name="id">Given where the caller derives ids.</param>
    public Task<Outcome<UnitId>> Make(Actor actor, string? name, UnitId? id = null) => changes.Commit<UnitId>(actor, work =>
    {
        var refusals = Check(work, name, except: null);
        if (refusals.Count > 0) return refusals;
        var unit = new Unit { Id = id ?? new UnitId(Guid.CreateVersion7(work.Now)), Agency = work.Actor.Agency, Name = name!.Trim(), MadeAt = work.Now };
        work.Db.Add(unit);
        Record(work, Made, unit.Id, new { unit.Name });
        return unit.Id;
    });

    public Task<Outcome<Done>> Rename(Actor actor, UnitId id, string? name) => changes.Commit<Done>(actor, work =>
    {
        var unit = work.Db.Set<Unit>().SingleOrDefault(unit => unit.Id == id);
        if (unit is null) return ActsRefusals.Unknown;
        var refusals = Check(work, name, except: id);
        if (refusals.Count > 0) return refusals;
        var before = unit.Name;
        unit.Name = name!.Trim();
        Record(work, Renamed, id, new { Before = before, After = unit.Name });
        accounts.ChangedIn(work);
        return Done.It;
    });

    /// <param name="leader">Null: nobody leads it any more.</param>
    public Task<Outcome<Done>> Lead(Actor actor, UnitId id, AccountId? leader) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<Unit>().SingleOrDefault(unit => unit.Id == id) is not { } unit) return ActsRefusals.Unknown;
        if (leader is { } one && work.Holder(one) is not { Active: true }) return PeopleRefusals.LeaderUnknown.At("leader");
        var before = unit.Leader;
        unit.Leader = leader;
        Record(work, Led, id, new { Before = before, After = leader });
        return Done.It;
    });

    private static List<Refusal> Check(Work work, string? name, UnitId? except)
    {
        var refusals = new List<Refusal>();
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) refusals.Add(ActsRefusals.NotAllowed);
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length == 0) refusals.Add(PeopleRefusals.NameMissing.At("Name"));
        if (trimmed.Length > Unit.NameLimit) refusals.Add(PeopleRefusals.TooLong.At("Name", ("limit", Unit.NameLimit)));
        if (work.Db.Set<Unit>().Any(unit => unit.Name == trimmed && unit.Id != except)) refusals.Add(PeopleRefusals.UnitTaken.At("Name"));
        return refusals;
    }

    private static void Record(Work work, ActKind kind, UnitId id, object payload) =>
        work.Record(new Act { Kind = kind, Subject = Subject.Of(Unit.SubjectKind, id), Reason = null, Scope = KeyScope.Agency, Payload = payload });
}
