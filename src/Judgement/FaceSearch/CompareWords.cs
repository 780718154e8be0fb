using System.Globalization;
using Probity.Desk.Language;

namespace Probity.Judgement.FaceSearch;

/// <summary>A comparison in words: what differs, by how much, and never by a colour or a figure alone.</summary>
public static class CompareWords
{
    public static string Of(Comparison line, Texts texts) => line.Kind switch
    {
        Contradiction.ImageOld => texts.Count("judgement.compare.ImageOld", Number(line, "years")),
        Contradiction.NotOnFile => texts["judgement.compare.NotOnFile." + line.Values["fact"]],
        Contradiction.HeightDiffers => texts["judgement.compare.HeightDiffers", ("height", Number(line, "height")), ("by", Number(line, "by"))],
        Contradiction.AgeDiffers => texts["judgement.compare.AgeDiffers", ("age", Number(line, "age"))],
        Contradiction.MarkAbsent => texts["judgement.compare.MarkAbsent", ("mark", line.Values["mark"])],
        Contradiction.Elsewhere => texts["judgement.compare.Elsewhere", ("where", line.Values["where"]), ("date", DateOnly.ParseExact(line.Values["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture))],
        _ => texts["judgement.compare.none"],
    };

    private static int Number(Comparison line, string name) => int.Parse(line.Values[name], CultureInfo.InvariantCulture);
}
