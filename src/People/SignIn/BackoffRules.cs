namespace Probity.People.SignIn;

/// <summary>
/// How long a name waits after wrong answers: nothing for the first four, then 5 s doubling to 15 minutes. It never ends in a lock, because a lock
/// would let anyone shut a person out; and it is forgotten after an hour without a try.
/// </summary>
public static class BackoffRules
{
    public const int Free = 4;
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    public static TimeSpan Wait(int failures) => failures <= Free ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 5 * Math.Pow(2, failures - Free - 1)));
}
