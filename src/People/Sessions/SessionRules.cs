namespace Probity.People.Sessions;

/// <summary>When a session is over. Computed when it is read, never by a job.</summary>
public static class SessionRules
{
    public static bool Lives(DateTimeOffset seenAt, DateTimeOffset endsAt, DateTimeOffset now, TimeSpan idle) => now < endsAt && now - seenAt < idle;
}
