namespace Probity.Registry.Found;

/// <summary>A use that runs without a permission has a clock, not a shrug: authorise it or stop it.</summary>
public static class FoundRules
{
    /// <summary>Days to authorise or stop what was found.</summary>
    public const int Days = 90;

    /// <summary>What a law forbids is due at once.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset foundAt, bool prohibited) => prohibited ? foundAt : foundAt.AddDays(Days);

    /// <summary>Computed when read; <paramref name="dueAt"/> is null once it was authorised or stopped.</summary>
    public static bool Overdue(DateTimeOffset? dueAt, DateTimeOffset now) => dueAt is { } due && due <= now;
}
