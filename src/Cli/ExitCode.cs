namespace Probity.Cli;

/// <summary>What the shell gets: scripts rely on these three and nothing else.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>A rule refused, or a check leaves a doubt.</summary>
    public const int Refused = 1;

    /// <summary>The command line cannot be understood, or what it names does not exist.</summary>
    public const int Usage = 2;
}
