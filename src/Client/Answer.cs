namespace Probity.Client;

/// <summary>One reason why the server refused (a member of <c>errors</c> of its problem document, RFC 9457).</summary>
/// <param name="Code">Stable, for programs: for example <c>judgement.receipt-used</c>. A code never changes its meaning.</param>
/// <param name="Place">The member of the request that it is about, or null.</param>
/// <param name="Title">What was refused, for a person, in English; other languages go by the code.</param>
/// <param name="Detail">Why.</param>
/// <param name="Do">The way out, where there is one.</param>
/// <param name="Citation">The rule that stands behind it, where one does.</param>
public sealed record Problem(string Code, string? Place, string Title, string Detail, string? Do, string? Citation);

/// <summary>
/// What the server said: a value, or every reason why not. A refusal is an answer and no exception; what never was an answer (no connection, a proxy's error page) is an
/// <see cref="HttpRequestException"/>.
/// </summary>
/// <typeparam name="T">What is answered.</typeparam>
public sealed class Answer<T>
{
    private readonly T? _value;

    internal Answer(T value) => (_value, Done) = (value, true);

    internal Answer(int status, IReadOnlyList<Problem> problems) => (Status, Problems) = (status, problems);

    /// <summary>The server did what was asked; <see cref="Value"/> is there.</summary>
    public bool Done { get; }

    /// <summary>What was answered.</summary>
    /// <exception cref="InvalidOperationException">The server refused; the message says why.</exception>
    public T Value => Done ? _value! : throw new InvalidOperationException("Refused: " + string.Join("; ", Problems.Select(problem => $"{problem.Code} ({problem.Title})")));

    /// <summary>Every reason, not only the first; empty where <see cref="Done"/>.</summary>
    public IReadOnlyList<Problem> Problems { get; } = [];

    /// <summary>The HTTP status of a refusal (400 to 503); 0 where <see cref="Done"/>.</summary>
    public int Status { get; }

    /// <summary>Whether this is among the reasons.</summary>
    public bool Says(string code) => Problems.Any(problem => problem.Code == code);

    internal Answer<TOther> Refused<TOther>() => new(Status, Problems);
}
