using Probity.Acts.Refusals;
using static Probity.Registry.LifeCycle.UseState;

namespace Probity.Registry.LifeCycle;

/// <summary>
/// found in use | idea -> assessed -> authorised -> in operation -> suspended -> ended, with refused and, for what was found, paused.
/// A suspension outlives an edit and a new permission: only a leader's resumption ends it.
/// </summary>
public static class LifeCycleRules
{
    /// <summary>The state after the move, or null where the move is not possible.</summary>
    /// <param name="running">Found in use, still running and not decided: it can be stopped whatever its papers say.</param>
    public static UseState? Next(UseState from, Move move, bool running = false) => (from, move) switch
    {
        (Ended or Refused, _) => null,
        (_, Move.Edit) => from,

        (Idea or FoundInUse or Paused or Assessed, Move.Assess) => Assessed,
        (_, Move.Assess) => from,

        (Assessed or Authorised or InOperation or Suspended, Move.Prepare) => from,
        (Assessed, Move.Authorise) => Authorised,
        (Authorised or InOperation or Suspended, Move.Authorise) => from,

        (Authorised, Move.Begin) => InOperation,
        (Authorised or InOperation, Move.Suspend) => Suspended,
        (FoundInUse, Move.Suspend) => Paused,
        (Assessed, Move.Suspend) when running => Paused,
        (Suspended, Move.Resume) => InOperation,

        (Authorised or InOperation, Move.Withdraw) => Assessed,
        (Suspended, Move.Withdraw) => Suspended,

        (not Idea, Move.End) => Ended,
        (Idea or Assessed, Move.Refuse) => Refused,
        _ => null,
    };

    public static Refusal? Refusal(UseState from, Move move, bool running = false)
    {
        if (Next(from, move, running) is not null) return null;
        if (from is Ended or Refused) return RegistryRefusals.Finished;
        return move switch
        {
            Move.Prepare => RegistryRefusals.CannotPrepare,
            Move.Authorise => RegistryRefusals.CannotAuthorise,
            Move.Begin => RegistryRefusals.CannotBegin,
            Move.Suspend => RegistryRefusals.CannotSuspend,
            Move.Resume => RegistryRefusals.CannotResume,
            Move.Withdraw => RegistryRefusals.CannotWithdraw,
            Move.End => RegistryRefusals.CannotEnd,
            Move.Refuse => RegistryRefusals.CannotRefuse,
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, "Every other move is possible in every state that is not the end."),
        };
    }
}
