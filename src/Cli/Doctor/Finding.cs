namespace Probity.Cli.Doctor;

/// <summary>How grave it is; the worst of all findings is the exit code.</summary>
internal enum Grade { Good = 0, Warning = 1, Fault = 2 }

/// <summary>What one look came to. The text "cli.doctor.{Code}" says what is so and, where it is not good, the way out.</summary>
/// <param name="Part">What was looked at, one word of a closed list.</param>
internal sealed record Finding(string Part, Grade Grade, string Code, params IReadOnlyList<(string Name, object? Value)> Values)
{
    public static Finding Good(string part, string code, params (string, object?)[] values) => new(part, Grade.Good, code, values);
    public static Finding Warning(string part, string code, params (string, object?)[] values) => new(part, Grade.Warning, code, values);
    public static Finding Fault(string part, string code, params (string, object?)[] values) => new(part, Grade.Fault, code, values);
}
