using Probity.Acts.Refusals;

namespace Probity.Training;

public static class TrainingRefusals
{
    public static readonly RefusalCode CodeMalformed = new("training.code-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode CodeTaken = new("training.code-taken", RefusalKind.Conflict);
    public static readonly RefusalCode NameMissing = new("training.name-missing", RefusalKind.Invalid);
    public static readonly RefusalCode MonthsOutOfRange = new("training.months-out-of-range", RefusalKind.Invalid);
    public static readonly RefusalCode UnknownPerson = new("training.unknown-person", RefusalKind.Invalid);
    public static readonly RefusalCode UnknownCourse = new("training.unknown-course", RefusalKind.Invalid);
    public static readonly RefusalCode DayMissing = new("training.day-missing", RefusalKind.Invalid);
    public static readonly RefusalCode UntilOutOfRange = new("training.until-out-of-range", RefusalKind.Invalid);
    public static readonly RefusalCode OwnCertificate = new("training.own-certificate", RefusalKind.Forbidden);
    public static readonly RefusalCode AlreadyWithdrawn = new("training.already-withdrawn", RefusalKind.Conflict);
}
