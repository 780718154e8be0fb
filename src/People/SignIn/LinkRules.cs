using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>
/// What a one-time link opens. By itself it signs in only where it was made for a sample; a new person it leads to password and second factor; whoever
/// has a second factor must still show it, so a link in wrong hands opens nothing.
/// </summary>
public static class LinkRules
{
    public static bool Usable(DateTimeOffset expiresAt, DateTimeOffset? usedAt, bool accountActive, DateTimeOffset now) =>
        usedAt is null && now < expiresAt && accountActive;

    public static Stage Opens(bool sample, bool hasFactor) => sample ? Stage.Full : hasFactor ? Stage.SecondFactor : Stage.SetUp;
}
