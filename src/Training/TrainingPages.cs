using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Training;

/// <summary>The addresses of this room's pages.</summary>
public static class TrainingPages
{
    public const string Mine = "/training";
    public const string Certificates = "/training/certificates";
    public const string Grant = "/training/grant";
    public const string Courses = "/training/courses";
    public const string NewCourse = "/training/courses/new";

    public static string Certificate(CertificateId id) => $"{Certificates}/{id}";

    public static string Course(CourseId id) => $"{Courses}/{id}";
}
