using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Probity.Desk.Language;

public static class AddTextsExtensions
{
    /// <summary>Adds the texts of a room; "registry" owns every key that starts with "registry.".</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, string room, Assembly assembly)
    {
        services.AddSingleton(new RoomTexts(room, assembly));
        services.TryAddSingleton(s => new TextCatalogue(s.GetServices<RoomTexts>(), strict: s.GetService<IHostEnvironment>()?.IsProduction() != true));
        services.TryAddSingleton(new AgencyFormats());
        services.TryAddSingleton<Formats>();
        services.TryAddSingleton<Texts>();
        return services;
    }
}
