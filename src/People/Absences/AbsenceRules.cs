using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;

namespace Probity.People.Absences;

/// <summary>What is said about an absence, in days of the agency: both are days away.</summary>
public sealed record AbsenceInput(DateOnly? From, DateOnly? Until, AccountId? Deputy);

/// <summary>Whoever is away or looks after things, as the rules see them.</summary>
public sealed record AbsentPerson(AccountId Id, bool Active, IReadOnlySet<Right> Rights);

/// <summary>When somebody may be away, and who may look after their duties.</summary>
public static class AbsenceRules
{
    public const int LongestDays = 366;

    /// <summary>Rights that are used in person and never looked after: whoever stands in does their own judgements, not somebody else's (docs/adr/0009).</summary>
    private static readonly Right[] Personal = [Right.Judge, Right.JudgeSecond];

    /// <param name="from">The beginning of the first day away.</param>
    /// <param name="until">The end of the last.</param>
    /// <param name="others">Absences of the person and of the deputy that have not ended.</param>
    public static List<Refusal> Say(AbsenceInput input, AbsentPerson person, AbsentPerson? deputy, IReadOnlyCollection<Absence> others, DateTimeOffset from, DateTimeOffset until, DateOnly today)
    {
        var no = new List<Refusal>();
        if (input.From is null) no.Add(PeopleRefusals.AbsenceDayMissing.At("From"));
        else if (input.From < today) no.Add(PeopleRefusals.AbsencePast.At("From", ("day", input.From)));
        if (input.Until is null) no.Add(PeopleRefusals.AbsenceDayMissing.At("Until"));
        else if (input.Until < today) no.Add(PeopleRefusals.AbsencePast.At("Until", ("day", input.Until)));
        var span = input is { From: { } first, Until: { } last } ? last.DayNumber - first.DayNumber : (int?)null;
        if (span < 0) no.Add(PeopleRefusals.AbsenceBackwards.At("Until"));
        if (span >= LongestDays || input.Until > today.AddDays(2 * LongestDays)) no.Add(PeopleRefusals.AbsenceTooLong.At("Until", ("days", LongestDays)));
        if (span is not null && others.Any(other => other.Account == person.Id && other.Meets(from, until))) no.Add(PeopleRefusals.AbsenceKnown.At("From"));
        if (input.Deputy is not { } chosen) return no;
        if (chosen == person.Id) no.Add(PeopleRefusals.DeputySelf.At("Deputy"));
        else if (deputy is not { Active: true } || person.Rights.Except(Personal).Any(right => !deputy.Rights.Contains(right))) no.Add(PeopleRefusals.DeputyLacksRights.At("Deputy"));
        if (span is null || chosen == person.Id || others.FirstOrDefault(other => other.Account == chosen && other.Meets(from, until)) is not { } away) return no;
        no.Add((away.Deputy == person.Id ? PeopleRefusals.DeputyCircle : PeopleRefusals.DeputyAway).At("Deputy"));
        return no;
    }
}
