using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Settings;

/// <summary>Small values that belong to an agency (or, with the empty agency, to the installation). Changing one is part of some verb's act.</summary>
public static class Settings
{
    private static readonly Statement Find = new("SELECT value FROM acts_setting WHERE agency = @p0 AND name = @p1");
    private static readonly Statement Put = new("INSERT INTO acts_setting(agency, name, value) VALUES (@p0, @p1, @p2) ON CONFLICT(agency, name) DO UPDATE SET value = excluded.value");

    public static string? Setting(this Session session, AgencyId agency, string name) => session.First(Find, row => row.Text(0), agency, name);

    public static void PutSetting(this Work work, AgencyId agency, string name, string value) => work.Execute(Put, agency, name, value);
}
