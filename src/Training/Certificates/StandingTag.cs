using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Training.Certificates;

/// <summary>A standing as colour and sentence: "Valid until 14 Mar 2027".</summary>
public static class StandingTag
{
    public static StateKind Kind(Standing standing) => standing switch
    {
        Standing.Valid => StateKind.Ok,
        Standing.Lapsing => StateKind.Attention,
        _ => StateKind.Stop,
    };

    public static string Words(CertificateRow row, Texts texts, Formats formats) =>
        texts["training.standing." + CertificateList.Word(row.Standing), ("day", formats.ShortDate(row.LastDay))];
}
