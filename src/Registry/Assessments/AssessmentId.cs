using Probity.Acts.Ids;

namespace Probity.Registry.Assessments;

/// <summary>An assessment that was recorded by hand.</summary>
public readonly record struct AssessmentId(Guid Value) : ITypedId<AssessmentId>
{
    public static AssessmentId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AssessmentId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
