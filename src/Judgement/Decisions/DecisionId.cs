using Probity.Acts.Ids;

namespace Probity.Judgement.Decisions;

/// <summary>One matter in which an AI output may weigh on a person.</summary>
public readonly record struct DecisionId(Guid Value) : ITypedId<DecisionId>
{
    public static DecisionId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out DecisionId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
