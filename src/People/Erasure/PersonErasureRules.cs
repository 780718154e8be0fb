using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Search;

namespace Probity.People.Erasure;

/// <summary>A person as erasure sees them.</summary>
/// <param name="Name">Without rank or title: what is typed to confirm.</param>
/// <param name="Own">It is the account of whoever asks.</param>
/// <param name="Roles">Roles that the account still carries.</param>
/// <param name="Proposals">Roles that wait for somebody's answer.</param>
/// <param name="Notices">Others who were told that access to this account ended, and have not looked yet.</param>
/// <param name="Holds">Holds that stand on the person now.</param>
public sealed record PersonFacts(string Login, string Called, string Name, bool Active, bool Own, int Roles, int Proposals, int Notices, IReadOnlyList<Hold> Holds)
{
    public bool Erased => ErasedAccount.Is(Login);
}

/// <summary>When a person's content may go.</summary>
public static class PersonErasureRules
{
    /// <summary>Every reason why not now.</summary>
    /// <param name="typed">The name, typed to confirm.</param>
    public static List<Refusal> Faults(PersonFacts? person, string? typed, string? ground)
    {
        // What stands against the person has no field on the page, so it is said as a whole.
        var no = new List<Refusal>();
        if (person is null) no.Add(ActsRefusals.Unknown.At("Person"));
        else if (person.Erased) no.Add(PeopleRefusals.PersonErased);
        else
        {
            if (person.Own) no.Add(PeopleRefusals.ErasesOneself);
            if (person.Active) no.Add(PeopleRefusals.PersonActive);
            if (person.Roles > 0) no.Add(PeopleRefusals.PersonHasRoles.With(("n", person.Roles)));
            if (person.Proposals > 0) no.Add(PeopleRefusals.PersonIsProposed.With(("n", person.Proposals)));
            if (person.Notices > 0) no.Add(PeopleRefusals.PersonIsWatched.With(("n", person.Notices)));
            foreach (var hold in person.Holds) no.Add(PeopleRefusals.PersonHeld.With(("reason", hold.Reason)));
            if (SearchWords.Fold(typed ?? "") != SearchWords.Fold(person.Name) && SearchWords.Fold(typed ?? "") != SearchWords.Fold(person.Called)) no.Add(PeopleRefusals.NameDiffers.At("Typed"));
        }
        no.AddRange(HoldRules.Ground(ground));
        no.AddRange(Named(person, ground));
        return no;
    }

    /// <summary>A hold needs a person who is there and content that is.</summary>
    public static List<Refusal> Holding(PersonFacts? person, string? ground) =>
    [
        .. person is null ? [ActsRefusals.Unknown.At("Person")] : person.Erased ? [PeopleRefusals.PersonErased.ToRefusal()] : Array.Empty<Refusal>(),
        .. Named(person, ground),
    ];

    /// <summary>A ground stays in the record of the agency, so the name must not stand in it.</summary>
    private static IEnumerable<Refusal> Named(PersonFacts? person, string? ground)
    {
        if (person is null || person.Erased || ground is null) yield break;
        var words = $" {SearchWords.Fold(ground)} ";
        if (new[] { person.Name, person.Login }.Any(name => words.Contains($" {SearchWords.Fold(name)} ", StringComparison.Ordinal))) yield return PeopleRefusals.GroundNamesPerson.At("Ground");
    }
}
