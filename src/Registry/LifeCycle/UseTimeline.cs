using Probity.Registry.Uses;

namespace Probity.Registry.LifeCycle;

/// <summary>One step of the line on a use's page.</summary>
/// <param name="Key">"registry.step." and this is its text.</param>
public sealed record TimelineStep(string Key, bool Happened, bool Now, DateTimeOffset? At);

/// <summary>The life of a use as one line: solid what happened, the bob where it is, dotted what is to come.</summary>
public static class UseTimeline
{
    public static IReadOnlyList<TimelineStep> Of(Use use, DateTimeOffset? assessedAt, DateTimeOffset? authorisedAt, DateTimeOffset? begunAt, DateTimeOffset now)
    {
        List<TimelineStep> steps = [];
        void Happened(string key, DateTimeOffset? at) => steps.Add(new TimelineStep(key, true, false, at));
        void Now(string key, DateTimeOffset? at) => steps.Add(new TimelineStep(key, true, true, at));
        void Next(string key, DateTimeOffset? at = null) => steps.Add(new TimelineStep(key, false, false, at));

        var lapsed = use.AuthorisedUntil <= now;
        var (first, firstAt) = use.FoundAt is { } found ? ("found", found) : ("proposed", use.RegisteredAt);
        if (use.State is UseState.Idea or UseState.FoundInUse) Now(first, firstAt); else Happened(first, firstAt);
        if (use.State == UseState.Paused) Now("paused", use.StateSince);
        else if (use.StoppedAt is { } stopped && use.State == UseState.Assessed) Happened("paused", stopped);

        switch (use.State)
        {
            case UseState.Idea or UseState.FoundInUse or UseState.Paused:
                Next("assessed");
                Next("authorised");
                Next("in-operation");
                break;
            case UseState.Assessed:
                Now("assessed", assessedAt ?? use.StateSince);
                Next("authorised");
                Next("in-operation");
                break;
            case UseState.Authorised:
                if (assessedAt is not null) Happened("assessed", assessedAt);
                if (lapsed) { Happened("authorised", authorisedAt); Now("lapsed", use.AuthorisedUntil); }
                else { Now("authorised", authorisedAt); Next("in-operation", use.AuthorisedFrom > now ? use.AuthorisedFrom : null); }
                break;
            case UseState.InOperation or UseState.Suspended:
                if (assessedAt is not null) Happened("assessed", assessedAt);
                if (authorisedAt is not null) Happened("authorised", authorisedAt);
                if (use.State == UseState.Suspended) { Happened("in-operation", begunAt); Now("suspended", use.StateSince); }
                else if (lapsed) { Happened("in-operation", begunAt); Now("lapsed", use.AuthorisedUntil); }
                else Now("in-operation", begunAt ?? use.StateSince);
                break;
            default:
                if (assessedAt is not null) Happened("assessed", assessedAt);
                if (authorisedAt is not null) Happened("authorised", authorisedAt);
                if (begunAt is not null) Happened("in-operation", begunAt);
                Now(use.State == UseState.Refused ? "refused" : "ended", use.StateSince);
                break;
        }
        if (use.AuthorisedUntil is { } until && !lapsed && use.State is (UseState.Authorised or UseState.InOperation)) Next("ends", LastDay.Of(until));
        return steps;
    }
}
