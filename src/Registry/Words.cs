using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Desk.Language;
using Probity.Desk.Parts;
using Probity.Registry.Authorisations.Keeping;
using Probity.Registry.Uses;
using Probity.Registry.Uses.List;

namespace Probity.Registry;

/// <summary>How this room's words look and read on pages.</summary>
public static class Words
{
    public static StateKind Kind(this Standing standing) => standing switch
    {
        Standing.InOperation => StateKind.Ok,
        Standing.FoundOverdue or Standing.Suspended or Standing.Lapsed or Standing.Refused => StateKind.Stop,
        Standing.FoundInUse or Standing.Paused => StateKind.Attention,
        Standing.Authorised or Standing.Assessed => StateKind.Info,
        _ => StateKind.Neutral,
    };

    /// <summary>Bars of the risk class: none while nobody classed it.</summary>
    public static int Bars(this RiskClass risk) => (int)risk;

    public static string Of(this Texts texts, Standing standing) => texts["registry.standing." + standing];

    /// <summary>"Met, 14 Oct 2026", "Due on 31 Jan 2027".</summary>
    public static string Of(this Texts texts, ConditionStanding standing, Formats formats)
    {
        var said = texts["registry.keep.state." + standing.State, ("day", Day(standing.Day)), ("due", Day(standing.DueOn))];
        return standing is { State: ConditionState.Met, DueOn: not null } ? said + " · " + texts["registry.keep.again", ("due", Day(standing.DueOn))] : said;

        string Day(DateOnly? day) => day is { } known ? formats.ShortDate(known) : "";
    }

    public static string Of(this Texts texts, RiskClass risk) => texts["registry.class." + risk];

    public static string Of(this Texts texts, PurposeCategory? category) => category is { } known ? texts["registry.category." + known] : texts["registry.category.none"];

    public static IReadOnlyList<SelectListItem> Options<TWord>(this Texts texts, string prefix) where TWord : struct, Enum =>
        [.. Enum.GetNames<TWord>().Select(name => new SelectListItem(texts[prefix + name], name))];

    /// <summary>"FaceLink 4.2".</summary>
    public static string SystemAndVersion(string system, string label) => label.Length == 0 ? system : $"{system} {label}";
}
