using Probity.Acts.Refusals;
using Probity.People.Accounts;

namespace Probity.People.Agencies;

public static class AgencyRules
{
    public static List<Refusal> Check(string? name, string? code, IReadOnlyList<string> languages, string? timeZone)
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(name)) refusals.Add(PeopleRefusals.NameMissing.At("Name"));
        if (name?.Length > AgencyRecord.NameLimit) refusals.Add(PeopleRefusals.TooLong.At("Name", ("limit", AgencyRecord.NameLimit)));
        if (!AccountRules.IsCode(code ?? "")) refusals.Add(PeopleRefusals.CodeMalformed.At("Code"));
        refusals.AddRange(AccountRules.Languages(languages));
        if (timeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) refusals.Add(PeopleRefusals.TimeZoneUnknown.At("TimeZone"));
        return refusals;
    }
}
