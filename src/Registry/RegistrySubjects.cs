using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Language;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry;

/// <summary>How uses and systems appear in lists of other rooms. A use's address carries its reference, so the link goes by a short redirect.</summary>
public static class RegistrySubjects
{
    /// <summary>Acts about a use that another act undoes: the page is offered while the use's state allows that act.</summary>
    internal static readonly IReadOnlyList<UndoOf> Undoings =
    [
        Undo(RegistryActs.UseSuspended, Right.AuthoriseUse, Move.Resume, "resume"),
        Undo(RegistryActs.UseResumed, Right.SuspendUse, Move.Suspend, "suspend"),
        Undo(RegistryActs.UseBegun, Right.SuspendUse, Move.Suspend, "suspend"),
        Undo(RegistryActs.UseAuthorised, Right.AuthoriseUse, Move.Withdraw, "withdraw"),
        Undo(RegistryActs.UseChanged, Right.KeepRegister, Move.Edit, "edit"),
    ];

    private static UndoOf Undo(ActKind act, Right needs, Move move, string step) => new(act, needs, (reads, agency, id) =>
    {
        using var db = reads.Open(agency);
        return db.Set<Use>().SingleOrDefault(use => use.Id == UseId.From(id)) is { } use && (move != Move.Withdraw || use.Authorisation is not null)
            && LifeCycleRules.Next(use.State, move, use.RunsUnauthorised) is not null ? RegistryPages.Use(use.Reference, step) : null;
    });

    internal static readonly IReadOnlyList<SubjectPage> All =
    [
        new(RegistryActs.UseKind, Right.SeeRegister, id => $"{RegistryPages.Uses}/by-id/{id:D}", (reads, agency, ids) =>
        {
            using var db = reads.Open(agency);
            var wanted = ids.Select(UseId.From).ToList();
            return db.Set<Use>().Where(use => wanted.Contains(use.Id)).Select(use => new { use.Id, use.Reference, use.Name, use.NameFr })
                .ToDictionary(use => use.Id.Value, use => $"{use.Reference} {(Languages.Current.Code == "fr" && use.NameFr is { Length: > 0 } french ? french : use.Name)}");
        }),
        new(RegistryActs.SystemKind, Right.SeeRegister, id => RegistryPages.System(AiSystemId.From(id)), (reads, agency, ids) =>
        {
            using var db = reads.Open(agency);
            var wanted = ids.Select(AiSystemId.From).ToList();
            return db.Set<AiSystem>().Where(system => wanted.Contains(system.Id)).Select(system => new { system.Id, system.Name }).ToDictionary(system => system.Id.Value, system => system.Name);
        }),
    ];
}
