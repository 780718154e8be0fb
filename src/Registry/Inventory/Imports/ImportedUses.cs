using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Search;
using Probity.Desk.Lists;
using Probity.Registry.Found;
using Probity.Registry.Inventory.Omb;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Imports;

/// <summary>Registers the use of one row inside the transaction of its import, each with its own act.</summary>
internal static class ImportedUses
{
    public static (Use Use, TakenUse Taken) Add(Work work, ImportId import, MappedRow row, string by, string fileName, Reason reason)
    {
        var draft = row.Use!;
        var (system, version) = System(work, draft);
        var facts = UseFactsRules.Tidy(new UseFacts
        {
            Name = draft.Name,
            SystemVersion = version.Id,
            Purpose = draft.Purpose,
            UsedBy = draft.UsedBy,
            Category = draft.Category,
            Class = draft.Class,
        });
        var state = draft.Arrival switch { Arrival.Idea => UseState.Idea, Arrival.Ended => UseState.Ended, _ => UseState.FoundInUse };
        var use = Use.Of(new UseId(Guid.CreateVersion7(work.Now)), work.Actor.Agency, Reference(work, draft.Reference), state, facts, system, work.Now);
        var from = new { import, row = row.Source.Number, file = fileName };
        if (draft.Arrival == Arrival.FoundInUse)
        {
            use.WasFound(by, work.Now, How(fileName, row), stopped: false, work.Now);
            work.Db.Add(use);
            work.RecordAbout(use, RegistryActs.UseFound, reason, new { use.Reference, facts, use.FoundBy, use.FoundAt, use.FoundDueAt, stopped = false, from });
            work.Owe(ReportFoundUse.Rule, Subject.Of(RegistryActs.UseKind, use.Id), null, use.FoundDueAt!.Value);
        }
        else
        {
            work.Db.Add(use);
            work.RecordAbout(use, RegistryActs.UseRegistered, reason, new { use.Reference, facts, state, from });
        }
        return (use, new TakenUse(use.Name, use.UsedBy, use.Purpose, use.Class, use.State, system.Vendor, system.OwnBuild, system.Description, use.Category));
    }

    /// <summary>One system for rows with the same name and the same vendor; where no vendor is named, nobody can say that it is the same.</summary>
    private static (AiSystem System, SystemVersion Version) System(Work work, UseDraft draft)
    {
        var facts = new SystemFacts(draft.Name, draft.Vendor, draft.OwnBuild, draft.Description);
        var unknown = new VersionFacts("");
        if (Same(work, facts) is { } same) return (same, work.SameVersion(same.Id, "") ?? work.AddVersion(same, unknown));
        var system = work.AddSystem(facts);
        return (system, work.AddVersion(system, unknown));
    }

    private static AiSystem? Same(Work work, SystemFacts facts)
    {
        if (facts.Vendor.Length == 0) return null;
        var (name, vendor) = (SearchWords.Fold(facts.Name), SearchWords.Fold(facts.Vendor));
        return work.Db.Set<AiSystem>().Local.Where(system => system.NameSort == name)
            .Concat(work.Db.Set<AiSystem>().Where(system => system.NameSort == name).AsEnumerable())
            .FirstOrDefault(system => SearchWords.Fold(system.Vendor) == vendor);
    }

    /// <summary>The source's id where it can be a reference here and is free; otherwise the agency's next number.</summary>
    private static string Reference(Work work, string? wanted)
    {
        if (wanted is not null && References.Take(work, wanted) is { Done: true, Value: { } given }) return given;
        return References.Take(work, null).Value!;
    }

    /// <summary>Where it was found, in words that are the source's: file, row, id, stage, since when.</summary>
    private static string How(string fileName, MappedRow row)
    {
        var said = new[] { row.Use!.SourceId, row.Use.Stage, row.Use.Since }.Where(word => !string.IsNullOrEmpty(word));
        return string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $"{fileName}, {row.Source.Number}: {string.Join(", ", said)}");
    }
}
