namespace Probity.PortVerrin;

/// <summary>Whom a newcomer can be for ten minutes: the word for what they do, and the sign-in name.</summary>
public sealed record Persona(string Key, string Login);

public static class Personas
{
    public static readonly IReadOnlyList<Persona> All =
    [
        new("officer", "ilva.maren"), new("second-person", "samira.okonne"), new("ai-lead", "oren.basti"),
        new("leader", "nadim.roe"), new("auditor", "mael.torin"), new("administrator", "pavlo.renn"),
    ];

    /// <summary>The second persons on whom a draw can fall, beside the persona of that name.</summary>
    public static readonly IReadOnlyList<string> MayBeDrawn =
        [.. Cast.Roster.SecondPersons.Select(person => person.Login).Where(login => All.All(persona => persona.Login != login))];
}
