using System.Reflection;
using Probity.Acts;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;

namespace Probity.Server;

/// <summary>The rooms of this installation, bottom to top. Adding a room is one line in each list.</summary>
public static class Rooms
{
    /// <summary>Everything that may hold acts, refusals, texts and pages.</summary>
    public static readonly IReadOnlyList<Assembly> Assemblies =
    [
        typeof(ActsRoom).Assembly,
        typeof(LanguageChoice).Assembly,
        typeof(Rooms).Assembly,
    ];

    internal static void Add(IServiceCollection services, DataFolder folder, string ledgerOrigin)
    {
        services.AddActs(folder, ledgerOrigin);
        services.AddRightPolicies();
        services.AddTexts("acts", typeof(ActsRoom).Assembly);
        services.AddTexts("server", typeof(Rooms).Assembly);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapLanguage();
    }
}
