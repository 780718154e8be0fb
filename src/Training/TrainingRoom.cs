using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Storage;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Training;

public static class TrainingRoom
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddSingleton<ModelPart, TrainingModel>();
        services.AddSingleton<CertificateBook>();
        services.AddSingleton<MakeCourse>();
        services.AddSingleton<GrantCertificate>();
        services.AddSingleton<WithdrawCertificate>();
        return services;
    }
}
