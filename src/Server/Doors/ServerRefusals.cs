using Probity.Acts.Refusals;

namespace Probity.Server.Doors;

/// <summary>What the door itself refuses, before any room is asked.</summary>
public static class ServerRefusals
{
    public static readonly RefusalCode Malformed = new("server.malformed", RefusalKind.Malformed);
    public static readonly RefusalCode FormFromElsewhere = new("server.form-from-elsewhere", RefusalKind.Malformed);
    public static readonly RefusalCode SignInNeeded = new("server.sign-in-needed", RefusalKind.Forbidden);
    public static readonly RefusalCode NoSuchAddress = new("server.no-such-address", RefusalKind.Unknown);
    public static readonly RefusalCode NoSuchMethod = new("server.no-such-method", RefusalKind.Malformed);
    public static readonly RefusalCode TooSlow = new("server.too-slow", RefusalKind.Malformed);
    public static readonly RefusalCode TooLarge = new("server.too-large", RefusalKind.TooLarge);
    public static readonly RefusalCode UnknownFormat = new("server.unknown-format", RefusalKind.Malformed);
    public static readonly RefusalCode TooOften = new("server.too-often", RefusalKind.TooOften);
    public static readonly RefusalCode Unavailable = new("server.unavailable", RefusalKind.Unavailable);

    /// <summary>A fault of the program. The person is told nothing of its inside and gets the number under which the log has it.</summary>
    public static readonly RefusalCode Fault = new("server.fault", RefusalKind.Unavailable);

    internal static RefusalCode For(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => SignInNeeded,
        StatusCodes.Status403Forbidden => ActsRefusals.NotAllowed,
        StatusCodes.Status404NotFound => NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => NoSuchMethod,
        StatusCodes.Status408RequestTimeout => TooSlow,
        StatusCodes.Status410Gone => ActsRefusals.KeyDestroyed,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => TooLarge,
        StatusCodes.Status406NotAcceptable or StatusCodes.Status415UnsupportedMediaType => UnknownFormat,
        StatusCodes.Status429TooManyRequests => TooOften,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= 500 => Fault,
        _ => Malformed,
    };
}
