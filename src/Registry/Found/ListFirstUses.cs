using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.Registry.Uses;

namespace Probity.Registry.Found;

/// <summary>One line of the first list: what it does, which product, who uses it.</summary>
public sealed record ListedUse(string Name, string SystemName, string UsedBy);

/// <summary>The first list of an agency: all lines together or none, so that nobody wonders which arrived.</summary>
public sealed class ListFirstUses(UnitOfWork changes, Accounts accounts)
{
    public const int Most = 50;

    /// <param name="how">How the list was made, in own words: the reason of each act.</param>
    public Task<Outcome<IReadOnlyList<UseRegistered>>> Run(Actor actor, IReadOnlyList<ListedUse> lines, string how) => changes.Commit<IReadOnlyList<UseRegistered>>(actor, work =>
    {
        if (!work.May(Right.ReportFoundUse)) return ActsRefusals.NotAllowed;
        List<Refusal> refusals = [];
        List<UseRegistered> done = [];
        refusals.WantReason(Reason.FromText(how));
        var filled = lines.Select((line, i) => (Line: line, Place: $"Lines[{i}].")).Where(line => !IsEmpty(line.Line)).ToList();
        if (filled.Count == 0) refusals.Add(RegistryRefusals.NameMissing.At("Lines[0].Name"));
        if (filled.Count > Most) refusals.Add(RegistryRefusals.TooLong.At("Lines[0].Name", ("most", Most), ("length", filled.Count)));
        foreach (var (line, place) in filled.Take(Most))
        {
            // The reason is asked once for all lines; a missing one was said above.
            var outcome = ReportFoundUse.Report(work, new FoundUse(line.Name, line.SystemName, line.UsedBy, string.IsNullOrWhiteSpace(how) ? "-" : how), accounts);
            if (outcome.Done) done.Add(outcome.Value);
            refusals.AddRange(outcome.Refusals.Where(refusal => refusal.Place is not "Reason").Select(refusal => refusal with { Place = place + refusal.Place }));
        }
        return refusals.Count > 0 ? refusals : done;
    });

    private static bool IsEmpty(ListedUse line) => string.IsNullOrWhiteSpace(line.Name) && string.IsNullOrWhiteSpace(line.SystemName) && string.IsNullOrWhiteSpace(line.UsedBy);
}
