using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Authorisations.Keeping;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.PortVerrin.Catalogue;

/// <summary>What can happen to a use, written down for its moment. Basti prepares, Roe answers; neither does the other's part.</summary>
internal sealed class Registering(
    RegisterSystem systems, AddVersion versions, AssessVersion assessVersion, RegisterUse register, ReportFoundUse report, EditUse edit, RecordAssessment record,
    PrepareAuthorisation prepare, AuthoriseUse authorise, BeginUse begin, SuspendUse suspend, EndUse end, RefuseUse refuse, RecordCondition keep, Reads reads)
{
    private readonly Dictionary<AuthorisationId, string> _hashes = [];

    private static Actor Lead => Casting.As(Roster.Basti);
    private static Actor Leader => Casting.As(Roster.Roe);

    public void System(Story story, DateTimeOffset at, SampleSystem system, bool assessed = true, string notes = "") => story.When(at, () => systems.Run(Lead, new NewSystem(
        new SystemFacts(system.Name, system.Vendor, system.OwnBuild, system.Description), new VersionFacts(system.Versions[0], assessed, notes), system.Id, system.Version())));

    public void Version(Story story, DateTimeOffset at, SampleSystem system, string label, string notes) =>
        story.When(at, () => versions.Run(Lead, system.Id, new VersionFacts(label, Assessed: false, notes, Since: story.Clock.Day(DateOnly.FromDateTime(at.Date))), system.Version(label)));

    public void AssessedVersion(Story story, DateTimeOffset at, SampleSystem system, string label, string notes) =>
        story.When(at, () => assessVersion.Run(Lead, system.Version(label), notes, new Reason("Assessed before any use moves to it.")));

    public void Propose(Story story, DateTimeOffset at, SampleUse use, string why) =>
        story.When(at, () => register.Run(Lead, new NewUse(use.Facts, use.Reference, use.Id), new Reason(why)));

    /// <param name="stopped">Nobody used it any more when it was entered.</param>
    public void Find(Story story, DateTimeOffset at, SampleUse use, DateTimeOffset foundAt, string foundBy, string how, bool stopped, Person? reporter = null) =>
        story.When(at, () => report.Run(reporter is null ? Lead : Casting.As(reporter), new FoundUse(use.Name, use.System.Name, use.UsedBy, how)
        {
            Vendor = use.System.Vendor,
            VersionLabel = use.Version ?? use.System.Versions[0],
            Purpose = use.Purpose,
            Category = use.Category,
            Owner = use.Owner?.Id,
            FoundBy = foundBy,
            FoundAt = story.Clock.Real(foundAt),
            Prohibited = use.Prohibited,
            Stopped = stopped,
            Reference = use.Reference,
            Id = use.Id,
        }));

    public void Edit(Story story, DateTimeOffset at, SampleUse use, string why) => story.When(at, () =>
    {
        long seen;
        using (var db = reads.Open(SampleAgency.Id)) seen = db.Set<Use>().Single(row => row.Id == use.Id).Version;
        return edit.Run(Lead, use.Id, seen, use.Facts, new Reason(why));
    });

    public void Assess(Story story, DateTimeOffset at, SampleUse use, string title, string by, AssessmentResult result = AssessmentResult.AcceptableWithConditions) =>
        story.When(at, () => record.Run(Lead, use.Id, new AssessmentFacts(title, story.Clock.Day(DateOnly.FromDateTime(at.Date)), by, result, Fingerprint($"{use.Reference} {title}")),
            new Reason($"{title}: done, signed and filed."), new AssessmentId(TypedId.Named($"port-verrin/assessment/{use.Reference}/{title}/{at:yyyy-MM-dd}"))));

    /// <summary>Prepared one day, authorised another, by two people.</summary>
    /// <param name="lastDay">The last day on which it holds.</param>
    public void Permit(Story story, DateTimeOffset prepared, DateTimeOffset granted, SampleUse use, IReadOnlyList<Condition> conditions, DateTimeOffset? from, DateTimeOffset lastDay, string why)
    {
        var id = Prepare(story, prepared, use, conditions, from, lastDay, why);
        story.When(granted, () => authorise.Run(Leader, use.Id, id, _hashes[id], new Reason("Necessary and proportionate on what I read; I answer for it until it ends.")));
    }

    public AuthorisationId Prepare(Story story, DateTimeOffset at, SampleUse use, IReadOnlyList<Condition> conditions, DateTimeOffset? from, DateTimeOffset lastDay, string why)
    {
        var id = new AuthorisationId(TypedId.Named($"port-verrin/authorisation/{use.Reference}/{at:yyyy-MM-dd}"));
        story.When(at, async () =>
        {
            var made = Story.Must(await prepare.Run(Lead, use.Id, new Preparation(conditions, from is { } begins ? story.Clock.Real(begins) : null, story.Clock.Real(lastDay.AddDays(1)), id), new Reason(why)));
            _hashes[id] = made.ContentHash;
        });
        return id;
    }

    public void Begin(Story story, DateTimeOffset at, SampleUse use, string why) => story.When(at, () => begin.Run(Lead, use.Id, new Reason(why)));

    /// <summary>The owner of the use says how a condition was kept.</summary>
    public void Keep(Story story, DateTimeOffset at, SampleUse use, string condition, ConditionResult result, DateTimeOffset day, string evidence) =>
        story.When(at, () => keep.Run(Casting.As(use.Owner!), use.Id, condition, result, story.Clock.Day(DateOnly.FromDateTime(day.Date)), evidence));

    public void Suspend(Story story, DateTimeOffset at, SampleUse use, string why, Person? by = null) => story.When(at, () => suspend.Run(by is null ? Leader : Casting.As(by), use.Id, new Reason(why)));

    public void End(Story story, DateTimeOffset at, SampleUse use, string why) => story.When(at, () => end.Run(Leader, use.Id, new Reason(why)));

    public void Refuse(Story story, DateTimeOffset at, SampleUse use, string why) => story.When(at, () => refuse.Run(Leader, use.Id, new Reason(why)));

    private static string Fingerprint(string text) => Convert.ToHexStringLower(global::System.Security.Cryptography.SHA256.HashData(global::System.Text.Encoding.UTF8.GetBytes(text)));
}
