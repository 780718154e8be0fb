using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Probity.Acts;
using Probity.Desk.Assets;
using Probity.Desk.Doors;
using Probity.Desk.History;
using Probity.Desk.Language;
using Probity.Desk.Layout;

namespace Probity.Desk;

public static class DeskRoom
{
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddTexts("desk", typeof(DeskRoom).Assembly);
        // Acts stands below the desk and carries only the words of its own refusals.
        services.AddTexts("acts", typeof(ActsRoom).Assembly);
        services.AddSingleton<RefusalPresentation>();
        services.AddSingleton<AssetManifest>();
        services.AddSingleton<Navigation>();
        services.AddScoped<FrameAccessor>();
        services.AddScoped<History.History>();
        services.AddScoped<Search.Search>();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        // Arabic and French stay readable in the source instead of becoming numeric references.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // A page lives in the folder of its feature, not in one folder of pages.
        services.Configure<RazorPagesOptions>(o => o.RootDirectory = "/");
        return services;
    }

    /// <summary>Before routing and sign-in: a refused person is refused in their own language.</summary>
    public static IApplicationBuilder UseDesk(this IApplicationBuilder app) => app.UseLanguage();

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes) => routes.MapAssets().MapLanguage().MapHistory();
}
