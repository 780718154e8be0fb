using System.Globalization;
using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Views;

/// <summary>The own view as it is typed. Everything is text, so that nothing typed is lost where it is no answer yet.</summary>
public sealed class ViewInput
{
    public string? Answer { get; set; }
    public string? NamedPerson { get; set; }
    public string? Reasons { get; set; }
    public string? Against { get; set; }
    public string? Sureness { get; set; }
    public string? HeightFromCm { get; set; }
    public string? HeightToCm { get; set; }
    public string? AgeFrom { get; set; }
    public string? AgeTo { get; set; }

    /// <summary>One to a line.</summary>
    public string? Marks { get; set; }
    public string? Basis { get; set; }
    public string? SeenElsewhere { get; set; }

    /// <summary>The view that was meant, and what could not be read as a number.</summary>
    public (OwnView View, IReadOnlyList<Refusal> Unreadable) Read()
    {
        var no = new List<Refusal>();
        int? Number(string? typed, string place, int from, int to)
        {
            if (string.IsNullOrWhiteSpace(typed)) return null;
            if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            no.Add(JudgementRefusals.OutOfRange.At(place, ("from", from), ("to", to)));
            return null;
        }
        var facts = new FixedFacts(
            Number(HeightFromCm, nameof(HeightFromCm), 50, 260), Number(HeightToCm, nameof(HeightToCm), 50, 260), Number(AgeFrom, nameof(AgeFrom), 0, 120), Number(AgeTo, nameof(AgeTo), 0, 120),
            (Marks ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Basis?.Trim() is { Length: > 0 } basis ? basis : null);
        return (new OwnView(Word<ViewAnswer>(Answer), NamedPerson?.Trim() is { Length: > 0 } name ? name : null, Reasons, Against, Word<Sureness>(Sureness), facts,
            SeenElsewhere?.Trim() is { Length: > 0 } elsewhere ? elsewhere : null), no);
    }

    internal static T? Word<T>(string? typed) where T : struct, Enum => Enum.TryParse<T>(typed, out var word) && Enum.IsDefined(word) ? word : null;
}
