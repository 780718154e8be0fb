using Probity.Acts.Refusals;
using Probity.Registry.LifeCycle;

namespace Probity.Registry.Live;

public static class UseRules
{
    /// <summary>
    /// Every reason why the use may not weigh on a decision of this kind now; none means that it may. Anything not positively permitted is refused.
    /// </summary>
    public static IReadOnlyList<Refusal> MayRun(LiveUse use, string decisionKind, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        void No(Refusal refusal) => refusals.Add(use.Rule is null ? refusal : refusal with { Citation = use.Rule });

        switch (use.State)
        {
            case UseState.InOperation: break;
            case UseState.Authorised: No(RegistryRefusals.NotBegun.With(("use", use.Reference))); break;
            case UseState.Suspended: No(RegistryRefusals.SuspendedUse.With(("use", use.Reference))); break;
            case UseState.FoundInUse: No(RegistryRefusals.FoundOnly.With(("use", use.Reference))); break;
            case UseState.Paused: No(RegistryRefusals.PausedUse.With(("use", use.Reference))); break;
            case UseState.Ended: No(RegistryRefusals.EndedUse.With(("use", use.Reference))); break;
            case UseState.Refused: No(RegistryRefusals.RefusedUse.With(("use", use.Reference))); break;
            default: break; // an idea or an assessed use has no authorisation, which is said below
        }

        // Where the use ended or was refused, that it has no authorisation either is no further news.
        if (use.Authorisation is not { } granted)
        {
            if (use.State is not (UseState.Ended or UseState.Refused)) No(RegistryRefusals.NotAuthorised.With(("use", use.Reference)));
        }
        else
        {
            if (now < granted.From) No(RegistryRefusals.NotYet.With(("use", use.Reference), ("from", granted.From.ToString("O"))));
            if (now >= granted.Until) No(RegistryRefusals.Lapsed.With(("use", use.Reference), ("until", granted.Until.ToString("O"))));
        }
        if (!use.DecisionKinds.Contains(decisionKind, StringComparer.Ordinal))
            No(RegistryRefusals.KindNotCovered.At("kind", ("use", use.Reference), ("kind", decisionKind)));
        return refusals;
    }

    /// <summary>A permission holds from its beginning until the moment of its end, which is outside.</summary>
    public static bool Holds(DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset now) => from <= now && now < until;
}
