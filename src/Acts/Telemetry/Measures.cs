using System.Diagnostics;
using System.Diagnostics.Metrics;
using Probity.Acts.Refusals;

namespace Probity.Acts.Telemetry;

/// <summary>
/// What is counted while the program runs: amounts and times, with words of closed lists beside them. No id, no name, no content. Nobody listens unless the
/// installation says so, and then an addition is all that a request pays.
/// </summary>
public static class Measures
{
    /// <summary>The name under which everything is exported.</summary>
    public const string Name = "probity";

    private static readonly Meter Meter = new(Name);

    /// <summary>Requests and commits as spans, named by their kind and by the pattern of their address, never by the address.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Steps of decisions: opened, refused, view, judged, released.</summary>
    public static readonly Counter<long> Decisions = Meter.CreateCounter<long>("probity.decisions", "{decision}", "Steps of decisions");

    public static readonly Histogram<double> UntilView = Meter.CreateHistogram<double>("probity.decision.until_view", "s", "From opening to the officer's own view");

    public static readonly Histogram<long> CommitSize = Meter.CreateHistogram<long>("probity.commit.size", "{change}", "Changes in one commit");

    public static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("probity.commit.time", "s", "From the first change of a group until it is on disk");

    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("probity.refusals", "{refusal}", "Refusals by code");

    public static readonly Counter<long> SignIns = Meter.CreateCounter<long>("probity.sign_ins", "{sign-in}", "Sign-ins by step and outcome");

    public static void Decision(string step) => Decisions.Add(1, new KeyValuePair<string, object?>("step", step));

    /// <summary>Each reason of an answer that is no.</summary>
    internal static Outcome<T> Counted<T>(Outcome<T> outcome)
    {
        if (!outcome.Done && Refusals.Enabled)
            foreach (var refusal in outcome.Refusals) Refused(refusal.Code);
        return outcome;
    }

    public static void Refused(RefusalCode code) => Refusals.Add(1, new KeyValuePair<string, object?>("code", code.Code));

    public static void SignIn<T>(string step, Outcome<T> outcome)
    {
        if (SignIns.Enabled) SignIns.Add(1, new("step", step), new("outcome", outcome.Done ? "done" : outcome.Refusals[0].Code.Code));
    }
}
