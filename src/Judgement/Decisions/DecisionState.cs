namespace Probity.Judgement.Decisions;

/// <summary>Where a decision is. Expired is never stored: it is computed when read.</summary>
public enum DecisionState
{
    Opened,
    ViewCommitted,
    Revealed,
    Judged,
    Seconded,
    Disagreed,
    Adjudicated,
    Released,
    Contested,
    Upheld,
    Overturned,
    Refused,
    Withdrawn,
    Expired,
}

/// <summary>What a person did for the decision, in the order of the ledger. "First" is the officer, "second" the independent person, "third" settles.</summary>
public enum StepName
{
    Opened,
    View,
    Revealed,
    Judged,
    SecondView,
    SecondRevealed,
    Seconded,
    ThirdView,
    ThirdRevealed,
    Adjudicated,
    Released,
    Contested,
    Settled,
}

/// <summary>Which of the three people.</summary>
public enum Seat { First, Second, Third }
