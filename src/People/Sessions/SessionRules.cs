namespace Probity.People.Sessions;

/// <summary>
/// When a session is over. Computed when it is read, never by a job. A session that was last seen later than now was seen by a clock that has been set back since: it lives no
/// longer for that.
/// </summary>
public static class SessionRules
{
    /// <summary>
    /// How long a proof of who is sitting there is good for what matters most (OWASP ASVS 4.0.3, 3.7.1, which names no time). NIST SP 800-63B-3, 4.2.3, lets a session go on for
    /// 12 hours or 30 idle minutes, but that is about staying signed in. Ten minutes last for one piece of work on a page, and not for a screen that was left open.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    public static bool Lives(DateTimeOffset seenAt, DateTimeOffset endsAt, DateTimeOffset now, TimeSpan idle) => now < endsAt && (now - seenAt).Duration() < idle;

    /// <summary>A sample link lies open for everybody and proved nothing: there is nothing that could be proved again.</summary>
    public static bool IsFresh(FirstStep first, DateTimeOffset confirmedAt, DateTimeOffset now) => first == FirstStep.SampleLink || (now - confirmedAt).Duration() < FreshFor;
}
