using Probity.Acts;
using Probity.Acts.Ids;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.PortVerrin.Courses;

/// <summary>The courses and who passed them. A certificate lasts a year and covers one version where its course does.</summary>
internal sealed class Certifying(MakeCourse make, GrantCertificate grant)
{
    /// <param name="Since">When the course was first held.</param>
    private sealed record SampleCourse(string Code, string Name, string NameFr, DateTimeOffset Since, Subject? Covers = null)
    {
        public CourseId Id => new(TypedId.Named("port-verrin/course/" + Code));
    }

    private static readonly IReadOnlyList<SampleCourse> All =
    [
        new("AB", "Basics of AI in policing", "Bases de l’IA dans la police", StoryClock.At(2025, 9, 1, 8)),
        new("EX", "AI for executives", "L’IA pour la direction", StoryClock.At(2025, 9, 1, 8)),
        new("AU", "Auditing AI in policing", "Audit de l’IA dans la police", StoryClock.At(2025, 9, 1, 8)),
        new("GD", "Generative drafting", "Rédaction générative", StoryClock.At(2025, 11, 3, 8), Version(Systems.PolicyWriter, "2.0")),
        new("PR", "Plate reading 2.0", "Lecture de plaques 2.0", StoryClock.At(2026, 1, 5, 8), Version(Systems.PlateSight, "2.0")),
        new("FS", "Face search 4.2", "Recherche faciale 4.2", StoryClock.At(2026, 1, 20, 8), Version(Systems.FaceLink, "4.2")),
        new("SP", "Second person", "Seconde personne", StoryClock.At(2026, 4, 20, 8)),
        new("CR", "Custody score 1.4", "Score de garde à vue 1.4", StoryClock.At(2026, 8, 24, 8), Version(Systems.CareGauge, "1.4")),
        new("TT", "Threat triage 1.1", "Tri des menaces 1.1", StoryClock.At(2026, 8, 26, 8), Version(Systems.SignalSort, "1.1")),
    ];

    private static Subject Version(SampleSystem system, string label) => Subject.Of("system-version", system.Version(label));

    /// <summary>The second trainer, because nobody certifies themselves.</summary>
    public static readonly Person OtherTrainer = Roster.NumberedSeconds.Single(person => person.AlsoRole == People.Roles.Role.Trainer);

    public void Write(Story story)
    {
        foreach (var course in All)
            story.When(course.Since, () => make.Run(Casting.As(Roster.Orsel), new NewCourse(course.Code, course.Name, course.NameFr, course.Covers, 12, course.Id)));
        var draws = new Draws("certificates");
        foreach (var person in Roster.All)
            foreach (var held in person.Certificates)
            {
                var course = All.Single(course => course.Code == held.Course);
                var until = StoryClock.At(held.Year, held.Month, held.Day).AddDays(1);
                var granted = until.AddDays(-366).AddHours(9).AddMinutes(draws.Below(420));
                if (granted < course.Since.AddDays(2)) granted = course.Since.AddDays(2).AddMinutes(draws.Below(420));
                var trainer = person == Roster.Orsel ? OtherTrainer : Roster.Orsel;
                story.When(granted, () => grant.Run(Casting.As(trainer),
                    new NewCertificate(person.Id, course.Id, story.Clock.Real(until), new CertificateId(TypedId.Named($"port-verrin/certificate/{person.Login}/{held.Course}"))),
                    new Reason("Took part, passed the cases and the written test.")));
            }
    }
}
