using Probity.Acts.Ids;
using Probity.People.Roles;
using Probity.People.Units;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.Scale;

/// <summary>One of many. All names are put together from syllables and belong to nobody.</summary>
/// <param name="Habits">For an officer: whose habits of Port Verrin these are.</param>
internal sealed record Member(int Number, string Login, string Name, string Language, int Unit, Role? Role, Guid? Habits = null)
{
    public AccountId Id { get; } = new(TypedId.Named("verrin-coast/account/" + Login));
}

/// <summary>The people and units of the large agency; they follow from how many there shall be.</summary>
internal sealed class Crowd
{
    public const int Fewest = 60;

    private static readonly string[]
        Given = ["Ada", "Bram", "Celia", "Dario", "Elin", "Faro", "Greta", "Hale", "Imre", "Jora", "Kesi", "Lumo", "Mira", "Nadir", "Odile", "Paskal", "Quill", "Runa", "Selim", "Tova", "Ulric", "Vesna", "Wim", "Xenia", "Yorick", "Zelie",
            "Amadou", "Béatrix", "Côme", "Djamila", "Édouane", "Farouk", "Ghislane", "Honor", "Isaure", "Joumana"],
        Beginnings = ["Ald", "Ber", "Cor", "Del", "Est", "Fal", "Gor", "Hav", "Iver", "Jor", "Kal", "Lor", "Mar", "Nor", "Ost", "Pel", "Quen", "Ros", "Sal", "Tam", "Und", "Vel", "Wal", "Yar", "Zan"],
        Endings = ["and", "bek", "dale", "enne", "farr", "gard", "hold", "imer", "jean", "kov", "lune", "mont", "nesse", "oux", "par", "quist", "rien", "sen", "toun", "ular", "vane", "wick", "yss", "zel"];

    /// <summary>Of a hundred people, about: second persons 12; the posts below once, or a few times.</summary>
    private static readonly (Role Role, int OfThousand)[] Posts =
        [(Role.Leader, 3), (Role.AiLead, 6), (Role.Trainer, 4), (Role.Integrator, 1), (Role.Legal, 6), (Role.Auditor, 4), (Role.Complaints, 3), (Role.Oversight, 2), (Role.SecondPerson, 120)];

    public Crowd(int people)
    {
        Units = [.. Cast.Units.All, .. Enumerable.Range(7, Math.Max(0, people / 30 - Cast.Units.All.Count + 10)).Select(n => FormattableString.Invariant($"Patrol, unit {n}"))];
        var draws = new Draws("crowd");
        var names = draws.Shuffled(from beginning in Beginnings from ending in Endings select beginning + ending);
        var roles = new List<Role?> { Role.Administrator, Role.Leader };
        foreach (var (role, of) in Posts) roles.AddRange(Enumerable.Repeat<Role?>(role, Math.Max(role == Role.SecondPerson ? 8 : 1, people * of / 1000)));
        var members = new List<Member>(people);
        for (var i = 0; i < people; i++)
        {
            var (given, family) = (Given[draws.Below(Given.Length)], names[i % names.Count]);
            Role? role = i < roles.Count ? roles[i] : Role.Officer;
            var login = FormattableString.Invariant($"{Plain(given)}.{Plain(family)}{(i < names.Count ? "" : i / names.Count + 1)}");
            members.Add(new Member(i, login, $"{given} {family}", draws.PerCent(38) ? "fr" : "en", i % Units.Count, role, role == Role.Officer ? Roster.FaceOfficers[i % Roster.FaceOfficers.Count].Id.Value : null));
        }
        Members = members;
        Administrator = members[0];
        Leader = members[1];
        Seconds = [.. Having(Role.SecondPerson).OrderBy(member => member.Id.Value)];
        Officers = Having(Role.Officer).GroupBy(member => member.Habits!.Value).ToDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<string> Units { get; }
    public IReadOnlyList<Member> Members { get; }
    public Member Administrator { get; }
    public Member Leader { get; }

    /// <summary>In the order in which the gate draws.</summary>
    public IReadOnlyList<Member> Seconds { get; }

    /// <summary>By whose habits they have.</summary>
    public IReadOnlyDictionary<Guid, Member[]> Officers { get; }

    public IEnumerable<Member> Having(Role role) => Members.Where(member => member.Role == role);

    public Member One(Role role) => Having(role).First();

    public static UnitId Unit(string name) => new(TypedId.Named("verrin-coast/unit/" + name));

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetterLower));
}
