namespace Probity.People.Sessions;

/// <summary>
/// When a session is over. Computed when it is read, never by a job. A session that was last seen later than now was seen by a clock that has been set back since: it lives no
/// longer for that.
/// </summary>
public static class SessionRules
{
    public static bool Lives(DateTimeOffset seenAt, DateTimeOffset endsAt, DateTimeOffset now, TimeSpan idle) => now < endsAt && (now - seenAt).Duration() < idle;
}
