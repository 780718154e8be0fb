using System.Globalization;
using Probity.Acts;
using Probity.Desk.Language;

namespace Probity.Desk.Tests;

internal static class Given
{
    /// <summary>Port Verrin's clock: UTC+1, no summer time.</summary>
    public static readonly AgencyFormats PortVerrin = new() { TimeZone = TimeZoneInfo.CreateCustomTimeZone("Port Verrin", TimeSpan.FromHours(1), "Port Verrin", "Port Verrin") };

    public static TextCatalogue Catalogue(bool strict = true) =>
        new([new RoomTexts("sample", typeof(Given).Assembly), new RoomTexts("desk", typeof(DeskRoom).Assembly), new RoomTexts("acts", typeof(ActsRoom).Assembly)], strict);

    public static Texts Texts(string language, bool strict = true) => new Texts(Catalogue(strict), new Formats(PortVerrin)).In(language);

    public static Formats Formats(string language, AgencyFormats? agency = null) => new Formats(agency ?? PortVerrin).In(language);

    public static void Language(string code) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(code);
}
