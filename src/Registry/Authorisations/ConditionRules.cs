using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Probity.Acts.Refusals;
using Probity.Registry.Systems;

namespace Probity.Registry.Authorisations;

public static partial class ConditionRules
{
    public const int Most = 30, TextLength = 500, ParametersLength = 2000;

    public static List<Refusal> Check(IReadOnlyList<Condition> conditions)
    {
        List<Refusal> refusals = [];
        if (conditions.Count > Most) refusals.Add(RegistryRefusals.TooLong.At("Conditions", ("most", Most), ("length", conditions.Count)));
        for (var i = 0; i < conditions.Count; i++)
        {
            var condition = conditions[i];
            var place = $"Conditions[{i}]";
            if (!Id().IsMatch(condition.Id) || !IsControl(condition.Control) || string.IsNullOrWhiteSpace(condition.Text)
                || condition.Parameters.ValueKind != JsonValueKind.Object || condition.Parameters.GetRawText().Length > ParametersLength)
                refusals.Add(RegistryRefusals.ConditionMalformed.At(place, ("condition", condition.Id)));
            refusals.LimitLength(place, condition.Text, TextLength);
            refusals.LimitLength(place, condition.TextFr, TextLength);
        }
        foreach (var twice in conditions.GroupBy(condition => condition.Id).Where(group => group.Count() > 1))
            refusals.Add(RegistryRefusals.ConditionTwice.At("Conditions", ("condition", twice.Key)));
        return refusals;
    }

    /// <summary>The controls C0 to C20 of the decision gate, the life of its receipts, what the law lets the use be used for, or none.</summary>
    private static bool IsControl(string control) =>
        control is Condition.NoControl or Condition.Receipt or Condition.Scope
        || (control.StartsWith('C') && int.TryParse(control.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 20 && control == "C" + number.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex Id();
}
