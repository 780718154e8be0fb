using Probity.Acts.Rights;

namespace Probity.Desk.Layout;

/// <summary>Who the page is shown to, and by which agency. People fills it for each request; without it nobody is signed in.</summary>
public sealed record PageFrame
{
    public required string AgencyName { get; init; }
    public string? PersonName { get; init; }
    public string? Unit { get; init; }
    public IReadOnlySet<Right> Rights { get; init; } = new HashSet<Right>();

    /// <summary>A sample installation says so on every page and print.</summary>
    public bool IsSample { get; init; }

    /// <summary>And so does the agency of a developer, in other words.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Where the person finds their account and sessions, and leaves.</summary>
    public string? AccountPath { get; init; }
    public string? SignOutPath { get; init; }

    /// <summary>Where an outsider checks a print, for example "register.portverrin.example/verify".</summary>
    public string? CheckAddress { get; init; }

    public bool IsSignedIn => PersonName is not null;
}

/// <summary>Scoped: the frame of this request.</summary>
public sealed class FrameAccessor
{
    public PageFrame Frame { get; set; } = new() { AgencyName = "Probity" };
}
