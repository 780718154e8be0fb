using Probity.Acts.Ids;
using Probity.PortVerrin.Cast;

namespace Probity.PortVerrin;

/// <summary>One of the people whose one-time sign-in link is printed when the sample is first opened.</summary>
public sealed record PortVerrinPersona(string Login, string Name, AccountId Account, string Role, string RoleFr);

public static class PortVerrinPersonas
{
    public static readonly IReadOnlyList<PortVerrinPersona> All =
    [
        Of(Roster.Maren, "officer", "agente"),
        Of(Roster.Okonne, "second person", "seconde personne"),
        Of(Roster.Basti, "AI lead", "responsable de l’IA"),
        Of(Roster.Roe, "leader", "dirigeant responsable"),
        Of(Roster.Torin, "auditor", "auditeur"),
        Of(Roster.Renn, "administrator", "administrateur"),
    ];

    private static PortVerrinPersona Of(Person person, string role, string roleFr) =>
        new(person.Login, $"{person.Title} {person.Name}".Trim(), person.Id, role, roleFr);
}
