using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Layout;
using Probity.Desk.Lists;
using Probity.Desk.Search;
using Probity.People.Accounts;
using Probity.People.Erasure;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Training;

public static class TrainingRoom
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddSingleton<ModelPart, TrainingModel>();
        services.AddSingleton(new People.Erasure.KeptOfPerson("training.erasure.kept.certificates", new Statement("SELECT count(*) FROM training_certificate WHERE agency = @p0 AND account = @p1"), Stays: true));
        services.AddSingleton<CertificateBook>();
        services.AddSingleton(provider => provider.GetRequiredService<CertificateBook>().Remembered);
        services.AddSingleton<CertificateList>();
        services.AddSingleton<MakeCourse>();
        services.AddSingleton<GrantCertificate>();
        services.AddSingleton<WithdrawCertificate>();
        // A certificate has no words of its own: it is found by its person and its course.
        services.AddSingleton<FindCertificates>();
        services.AddSingleton(new FindIn(Certificate.SubjectKind, (provider, viewer, sought) => provider.GetRequiredService<FindCertificates>().Find(viewer.Required.Agency, sought)));
        services.AddSingleton(new UndoOf(GrantCertificate.Granted, Right.GrantCertificate, (reads, agency, id) =>
        {
            using var db = reads.Open(agency);
            return db.Set<Certificate>().Any(row => row.Id == CertificateId.From(id) && row.WithdrawnAt == null) ? TrainingPages.Certificate(CertificateId.From(id)) : null;
        }));
        services.AddSingleton(new SubjectPage(Course.SubjectKind, Right.SeeTraining, id => TrainingPages.Course(new CourseId(id)), CourseTitles));
        services.AddSingleton(new SubjectPage(Certificate.SubjectKind, Right.SeeTraining, id => TrainingPages.Certificate(new CertificateId(id)), CertificateTitles));
        services.AddNavigation(new NavigationItem("training.navigation", TrainingPages.Mine, Order: 500));
        return services;
    }

    public static IEndpointRouteBuilder MapTraining(this IEndpointRouteBuilder routes)
    {
        routes.MapExport(TrainingPages.Certificates + "/export", "certificates", CertificateList.Definition, CertificateList.Columns, CertificateList.Rows).Needs(Right.SeeTraining);
        return routes;
    }

    private static Dictionary<Guid, string> CourseTitles(Reads reads, AgencyId agency, IReadOnlyCollection<Guid> ids)
    {
        using var db = reads.Open(agency);
        var wanted = ids.Select(CourseId.From).ToList();
        return db.Set<Course>().Where(row => wanted.Contains(row.Id)).Select(row => new { row.Id, row.Code, row.Name, row.NameFr })
            .ToDictionary(row => row.Id.Value, row => $"{row.Code} {(Languages.Current.Code == "fr" && row.NameFr is { Length: > 0 } french ? french : row.Name)}");
    }

    private static Dictionary<Guid, string> CertificateTitles(Reads reads, AgencyId agency, IReadOnlyCollection<Guid> ids)
    {
        using var db = reads.Open(agency);
        var wanted = ids.Select(CertificateId.From).ToList();
        return db.Set<Certificate>().Where(row => wanted.Contains(row.Id))
            .Join(db.Set<Course>(), row => row.Course, course => course.Id, (row, course) => new { row.Id, course.Code })
            .Join(db.Set<Certificate>(), row => row.Id, certificate => certificate.Id, (row, certificate) => new { row.Id, row.Code, certificate.Account })
            .Join(db.Set<Account>(), row => row.Account, account => account.Id, (row, account) => new { row.Id, row.Code, account.Title, account.Name })
            .ToDictionary(row => row.Id.Value, row => $"{row.Code}, {ErasedAccount.Said($"{row.Title} {row.Name}".Trim())}");
    }
}
