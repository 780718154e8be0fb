using System.Diagnostics.CodeAnalysis;

namespace Probity.Acts.Refusals;

/// <summary>What a verb returns: the value, or every reason why not.</summary>
public readonly struct Outcome<T>
{
    private readonly IReadOnlyList<Refusal>? _refusals;

    private Outcome(T? value, IReadOnlyList<Refusal>? refusals, bool keepsRecord)
    {
        Value = value;
        _refusals = refusals;
        KeepsRecord = keepsRecord;
    }

    public T? Value { get; }

    public IReadOnlyList<Refusal> Refusals => _refusals ?? [];

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Done => _refusals is null;

    /// <summary>The refusal itself was recorded as an act, so what the verb wrote is kept although the answer is no.</summary>
    public bool KeepsRecord { get; }

    public static Outcome<T> Of(T value) => new(value, null, keepsRecord: true);

    /// <param name="keepRecord">True where the refusal is itself an act that was recorded.</param>
    public static Outcome<T> No(IReadOnlyList<Refusal> refusals, bool keepRecord = false) =>
        refusals.Count == 0 ? throw new ArgumentException("A refusal says why.", nameof(refusals)) : new(default, refusals, keepRecord);

    public static implicit operator Outcome<T>(T value) => Of(value);
    public static implicit operator Outcome<T>(Refusal refusal) => No([refusal]);
    public static implicit operator Outcome<T>(RefusalCode code) => No([code.ToRefusal()]);
    public static implicit operator Outcome<T>(List<Refusal> refusals) => No(refusals);

    public Outcome<TOther> Refused<TOther>() => Outcome<TOther>.No(Refusals, KeepsRecord);
}

/// <summary>Done, with nothing to say.</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
