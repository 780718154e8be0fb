using System.ComponentModel.DataAnnotations;

namespace Probity.People;

/// <summary>Signing in and staying signed in. Every default is the careful one; a value outside its range stops the start.</summary>
public sealed record PeopleOptions
{
    /// <summary>How long a one-time link can be used, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int LinkMinutes { get; init; } = 15;

    /// <summary>A session ends after this many minutes without a request.</summary>
    [Range(1, 12 * 60)]
    public int IdleMinutes { get; init; } = 30;

    /// <summary>A session ends this many hours after sign-in, whatever happens in it.</summary>
    [Range(1, 24)]
    public int SessionHours { get; init; } = 12;

    /// <summary>PBKDF2-HMAC-SHA512 rounds of a stored password. 210,000 is OWASP's floor (Password Storage Cheat Sheet, 2023); fewer only where tests say so.</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordRounds { get; init; } = 210_000;

    /// <summary>Sign-in attempts that one address prefix (/24, /56) may make at once; one more every two seconds.</summary>
    [Range(1, 10_000)]
    public int SignInBurst { get; init; } = 30;

    /// <summary>Requests per second that one connected system may make, with a burst of twice as many.</summary>
    [Range(1, 1_000_000)]
    public int ClientRequestsPerSecond { get; init; } = 20_000;

    internal PeopleOptions Valid()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        return this;
    }
}
