using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Found;

/// <summary>What somebody noticed. Three answers are enough: people report when it costs nothing.</summary>
/// <param name="How">How it was noticed, in own words; it is the reason of the act.</param>
public sealed record FoundUse(string Name, string SystemName, string UsedBy, string How)
{
    public string Vendor { get; init; } = "";
    public string VersionLabel { get; init; } = "";
    public string Purpose { get; init; } = "";
    public PurposeCategory? Category { get; init; }

    /// <summary>Who answers for it until it is decided; nobody yet, then the duty waits for whoever takes it.</summary>
    public AccountId? Owner { get; init; }

    /// <summary>Who found it, where that is not the person who reports it ("an inventory of January 2025").</summary>
    public string? FoundBy { get; init; }
    public DateTimeOffset? FoundAt { get; init; }

    /// <summary>A law forbids it: due at once.</summary>
    public bool Prohibited { get; init; }

    /// <summary>It was stopped when it was found, so no clock runs.</summary>
    public bool Stopped { get; init; }
    public string? Reference { get; init; }
    public UseId? Id { get; init; }
}

/// <summary>Enters a use that was running without a permission: with who found it, when, an owner, and a clock.</summary>
public sealed class ReportFoundUse(UnitOfWork changes, Accounts accounts)
{
    public const string Duty = "registry.found-use";
    internal static readonly DutyRule Rule = new(Duty, Right.KeepRegister, TellAfter: TimeSpan.FromDays(1));

    public Task<Outcome<UseRegistered>> Run(Actor actor, FoundUse input) => changes.Commit<UseRegistered>(actor, work =>
        work.May(Right.ReportFoundUse) ? Report(work, input, accounts) : ActsRefusals.NotAllowed);

    /// <summary>One of several in one transaction: a first list, an inventory.</summary>
    internal static Outcome<UseRegistered> Report(Work work, FoundUse input, Accounts accounts)
    {
        List<Refusal> refusals = [];
        var reason = Reason.FromText(input.How);
        refusals.WantReason(reason);
        var named = new NamedVersion(input.SystemName, input.Vendor, input.VersionLabel);
        refusals.AddRange(SystemRules.Check(named));
        var foundAt = input.FoundAt ?? work.Now;
        if (foundAt > work.Now) refusals.Add(RegistryRefusals.FoundInFuture.At(nameof(input.FoundAt)));
        refusals.LimitLength(nameof(input.FoundBy), input.FoundBy, Use.NameLength);
        var facts = UseFactsRules.Tidy(new UseFacts
        {
            Name = input.Name,
            SystemVersion = default,
            Purpose = input.Purpose,
            UsedBy = input.UsedBy,
            Owner = input.Owner,
            Category = input.Category,
            Prohibited = input.Prohibited,
        });
        refusals.AddRange(UseFactsRules.Check(facts));
        work.CheckNamed(facts, refusals);
        var reference = References.Take(work, input.Reference);
        refusals.AddRange(reference.Refusals);
        if (refusals.Count > 0) return refusals;

        var version = work.MeetVersion(named);
        facts = facts with { SystemVersion = version.Id };
        var state = input.Stopped ? UseState.Paused : UseState.FoundInUse;
        var use = Use.Of(input.Id ?? new UseId(Guid.CreateVersion7(work.Now)), work.Actor.Agency, reference.Value!, state, facts, work.FindSystem(version.Id)!, work.Now);
        use.WasFound(input.FoundBy?.Trim() is { Length: > 0 } by ? by : NameOf(work, accounts), foundAt, reason!.Text, input.Stopped, work.Now);
        work.Db.Add(use);
        work.RecordAbout(use, RegistryActs.UseFound, reason, new { use.Reference, facts, use.FoundBy, use.FoundAt, use.FoundDueAt, stopped = input.Stopped });
        if (use.FoundDueAt is { } due) work.Owe(Rule, Subject.Of(RegistryActs.UseKind, use.Id), input.Owner, due);
        return new UseRegistered(use.Id, use.Reference);
    }

    private static string NameOf(Work work, Accounts accounts) =>
        work.Actor.Account is { } account ? accounts.Find(work.Actor.Agency, account)?.Called ?? "" : "";
}
