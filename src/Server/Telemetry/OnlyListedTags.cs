using System.Diagnostics;
using OpenTelemetry;

namespace Probity.Server.Telemetry;

/// <summary>The last look at a span before it is kept for sending: what is not in the list goes, and a span that carries what cannot be taken off is not sent at all.</summary>
internal sealed class OnlyListedTags : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (tag, _) in data.TagObjects.ToArray())
            if (!Exported.SpanTags.Contains(tag)) data.SetTag(tag, null);
        data.SetStatus(data.Status); // without a description, which may be the message of an exception
        data.TraceStateString = null;
        // Events are where libraries put exceptions; links carry words of others.
        if (data.Events.Any() || data.Links.Any()) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
