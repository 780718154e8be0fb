using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

namespace Probity.Training.Courses;

public readonly record struct CourseId(Guid Value) : ITypedId<CourseId>
{
    public static CourseId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out CourseId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>What a certificate is for: one version of a system, or an ability of its own such as judging as the second person.</summary>
public sealed class Course : IOwned, IFindable
{
    Subject IFindable.Subject => Subject.Of(SubjectKind, Id);
    string IFindable.FoundBy => SearchText;

    public const string SubjectKind = "course";
    public const int CodeLimit = 12, NameLimit = 120;

    public required CourseId Id { get; init; }
    public required AgencyId Agency { get; init; }

    /// <summary>Short and unique in the agency: "FS", "SP".</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameFr { get; init; }

    /// <summary>What it covers, as a subject of another room ("system-version"); both null for an ability of its own.</summary>
    public string? CoversKind { get; init; }
    public Guid? Covers { get; init; }

    /// <summary>Months for which a certificate is usually granted; twelve at most for a face role (C16).</summary>
    public required int Months { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How a list finds it.</summary>
    public string SearchText { get => " " + SearchWords.Fold($"{Code} {Name} {NameFr}"); private set { } }

    public string NameIn(string language) => language == "fr" && !string.IsNullOrEmpty(NameFr) ? NameFr : Name;
}
