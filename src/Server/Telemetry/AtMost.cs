using OpenTelemetry.Trace;

namespace Probity.Server.Telemetry;

/// <summary>So many traces a second and no more, so that the gate at its full rate pays for measuring and not for telling.</summary>
internal sealed class AtMost(int perSecond, TimeProvider clock) : Sampler
{
    private readonly Lock _counting = new();
    private long _second;
    private int _taken;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var now = clock.GetTimestamp() / clock.TimestampFrequency;
        lock (_counting)
        {
            if (now != _second) (_second, _taken) = (now, 0);
            return new(_taken++ < perSecond ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
        }
    }
}
