namespace Probity.Registry.LifeCycle;

/// <summary>Where a use stands. Whether a permission has lapsed or a clock run out is not a state: it is computed when read.</summary>
public enum UseState
{
    /// <summary>Proposed; nobody uses it.</summary>
    Idea,
    /// <summary>It was running when somebody looked, and nobody had permitted it.</summary>
    FoundInUse,
    /// <summary>Found in use and stopped until it is decided.</summary>
    Paused,
    Assessed,
    Authorised,
    InOperation,
    Suspended,
    Ended,
    /// <summary>A leader said no. The refusal stays in the list like a permission.</summary>
    Refused,
}

/// <summary>What can be done to a use.</summary>
public enum Move { Edit, Assess, Prepare, Authorise, Begin, Suspend, Resume, Withdraw, End, Refuse }
