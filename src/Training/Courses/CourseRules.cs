using System.Text.RegularExpressions;
using Probity.Acts.Refusals;

namespace Probity.Training.Courses;

public static partial class CourseRules
{
    public static List<Refusal> Faults(NewCourse course)
    {
        var no = new List<Refusal>();
        if (!Code().IsMatch(course.Code ?? "")) no.Add(TrainingRefusals.CodeMalformed.At("Code", ("most", Course.CodeLimit)));
        if (string.IsNullOrWhiteSpace(course.Name) || course.Name.Length > Course.NameLimit) no.Add(TrainingRefusals.NameMissing.At("Name", ("most", Course.NameLimit)));
        if (course.Months is < 1 or > 36) no.Add(TrainingRefusals.MonthsOutOfRange.At("Months", ("from", 1), ("to", 36)));
        return no;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]{1,11}$")]
    private static partial Regex Code();
}
