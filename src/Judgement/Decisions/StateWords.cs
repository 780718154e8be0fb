using Probity.Desk.Parts;

namespace Probity.Judgement.Decisions;

/// <summary>How a state looks beside its word. Disagreement is normal and looks like it.</summary>
public static class StateWords
{
    public static StateKind Kind(DecisionState state) => state switch
    {
        DecisionState.Released or DecisionState.Upheld => StateKind.Ok,
        DecisionState.Refused or DecisionState.Overturned => StateKind.Stop,
        DecisionState.Contested or DecisionState.Expired => StateKind.Attention,
        DecisionState.ViewCommitted or DecisionState.Revealed or DecisionState.Judged or DecisionState.Disagreed => StateKind.Info,
        _ => StateKind.Neutral,
    };
}
