using System.Text.Json;

namespace Probity.Registry.Authorisations;

/// <summary>
/// What an authorisation demands beyond the rule for everybody. The gate reads it to tighten its protocol; nothing can loosen it.
/// </summary>
/// <param name="Id">Names the condition within its authorisation: "second-person", "c-4".</param>
/// <param name="Control">"C0" to "C20" where the gate or another control enforces it, "receipt" for how long a receipt may be used, "scope" for what the law lets it be used for, "none" where people keep it.</param>
/// <param name="Parameters">A JSON object with the control's own values: {"items": 2}, {"eyeDistancePixels": 60}.</param>
/// <param name="Text">What it says, for a person.</param>
public sealed record Condition(string Id, string Control, JsonElement Parameters, string Text, string? TextFr = null)
{
    public const string NoControl = "none", Receipt = "receipt", Scope = "scope";

    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    public string In(string language) => language == "fr" && TextFr is { Length: > 0 } french ? french : Text;

    /// <summary>A condition without values of its own.</summary>
    public static Condition Plain(string id, string control, string text, string? textFr = null) => new(id, control, Empty, text, textFr);

    public static Condition With(string id, string control, object parameters, string text, string? textFr = null) =>
        new(id, control, JsonSerializer.SerializeToElement(parameters, Acts.HouseJson.Options), text, textFr);
}
