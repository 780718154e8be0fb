using Microsoft.AspNetCore.Http;

namespace Probity.Judgement.Drafts;

/// <summary>Unsent text between a form and its draft: the fields as they were typed, also where they are no answer yet.</summary>
internal static class DraftFields
{
    private const string Prefix = "Input.";

    public static Dictionary<string, string> Of(IFormCollection form) =>
        form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(field => field.Key[Prefix.Length..], field => field.Value.ToString());

    /// <summary>Text-only inputs, so that any draft fits; a field that the page no longer has is left out.</summary>
    public static T Into<T>(IReadOnlyDictionary<string, string> fields) where T : class, new()
    {
        var input = new T();
        foreach (var property in typeof(T).GetProperties().Where(property => property.PropertyType == typeof(string) && property.CanWrite))
            if (fields.TryGetValue(property.Name, out var typed)) property.SetValue(input, typed);
        return input;
    }
}
