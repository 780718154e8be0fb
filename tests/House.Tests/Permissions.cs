using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Desk.Doors;

namespace Probity.House.Tests;

/// <summary>Every page and endpoint says which right it needs, or that it is public and why.</summary>
[Collection(InstalledHouse.Name)]
public sealed class Permissions(Installed house)
{
    [Fact]
    public void Every_endpoint_states_its_right_or_is_explicitly_public()
    {
        var endpoints = ((IEndpointRouteBuilder)house.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null).ToList();
        endpoints.ShouldNotBeEmpty();
        endpoints.Where(endpoint => !States(endpoint.Metadata)).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_states_its_right_or_is_explicitly_public()
    {
        var loader = house.App.Services.GetRequiredService<PageLoader>();
        var pages = house.App.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().ToList();
        pages.ShouldNotBeEmpty();
        var silent = new List<string>();
        foreach (var page in pages)
        {
            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            if (Stated(loaded).Count == 0) silent.Add(page.ViewEnginePath);
        }
        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_page_says_both()
    {
        var loader = house.App.Services.GetRequiredService<PageLoader>();
        foreach (var page in house.App.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            Stated(await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).Select(stated => stated.GetType()).Distinct().Count().ShouldBeLessThan(2, page.ViewEnginePath);
        }
    }

    [Fact]
    public void Whoever_is_public_says_why()
    {
        foreach (var open in ((IEndpointRouteBuilder)house.App).DataSources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<PublicAttribute>()).OfType<PublicAttribute>())
            open.Why.Split(' ').Length.ShouldBeGreaterThan(3);
    }

    /// <summary>
    /// Forms and addresses whose act does not weigh enough to ask once more who is sitting there (docs/adr/0017). Whoever adds one decides: the mark, or a line here. A suspension, cutting a
    /// system off and ending one's own sessions stand here because nothing may slow them; a step of a decision, because it is taken many times a day and read again by others.
    /// </summary>
    private static readonly string[] NotAskedAgain =
    [
        // Signing in and out, and the question itself.
        "/SignIn/Confirm", "/SignIn/Enter", "/SignIn/EnterByLink", "/SignIn/EnterSecond", "/SignIn/Leave", "/SignIn/SetUp",
        // One's own desk.
        "/Absences/MyAbsence", "/Me/Me", "/Notices/NoticesPage", "/Notices/StopDigest",
        // Keeping people and systems, without a right or a secret changing hands; and cutting a system off.
        "/Absences/AccountAbsence", "/Accounts/AccountDetailsPage", "/Clients/ClientPage", "/Units/UnitsPage", "/Webhooks/DeliveriesPage",
        // Keeping the register and training: what is prepared counts only when a leader authorises it; and suspending.
        "/Assessments/Assess", "/Authorisations/Keeping/Record", "/Authorisations/Prepare", "/Certificates/CertificatePage", "/Certificates/GrantPage", "/Courses/NewCoursePage",
        "/Found/FirstUses", "/Found/ReportFound", "/Inventory/Pages/CheckImport", "/Inventory/Pages/ImportReportPage", "/Inventory/Pages/NewImport",
        "/LifeCycle/Steps/Begin", "/LifeCycle/Steps/Suspend", "/Systems/AssessVersionPage", "/Systems/EditSystem", "/Systems/NewSystem", "/Systems/VersionPage",
        "/Uses/Edit/EditUse", "/Uses/Register/NewUse",
        // Steps of a decision.
        "/Assignment/HandBackPage", "/Assignment/WithdrawPage", "/Contests/ContestPage", "/Contests/SettlePage", "/Decisions/StatePage", "/Judging/FinalJudgementPage",
        "/Outcomes/OutcomesPage", "/Reveals/WaitingPage", "/Views/OwnViewPage",
        "/api/v1/decisions/", "/api/v1/decisions/{id}/judgement", "/api/v1/decisions/{id}/outcomes", "/api/v1/decisions/{id}/receipt/use", "/api/v1/decisions/{id}/second",
        "/api/v1/decisions/{id}/view", "/api/v1/decisions/{id}/withdrawal",
    ];

    [Fact]
    public async Task Every_form_asks_for_a_fresh_proof_of_who_sends_it_or_stands_in_the_list()
    {
        var loader = house.App.Services.GetRequiredService<PageLoader>();
        var unasked = new List<string>();
        foreach (var endpoint in ((IEndpointRouteBuilder)house.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                if (loaded.HandlerMethods.Any(handler => handler.HttpMethod != "Get") && !loaded.EndpointMetadata!.OfType<NeedsFreshAttribute>().Any()) unasked.Add(page.ViewEnginePath);
            }
            else if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Any(method => method is not ("GET" or "HEAD")) && endpoint.Metadata.GetMetadata<NeedsFreshAttribute>() is null)
                unasked.Add(endpoint.RoutePattern.RawText!);
        }
        unasked.Distinct().Order(StringComparer.Ordinal).ShouldBe(NotAskedAgain.Order(StringComparer.Ordinal));
    }

    private static List<object> Stated(CompiledPageActionDescriptor page) =>
        [.. page.HandlerTypeInfo.GetCustomAttributes(inherit: true).Concat(page.EndpointMetadata ?? []).Where(item => item is NeedsAttribute or PublicAttribute)];

    private static bool States(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<NeedsAttribute>() is not null || metadata.GetMetadata<PublicAttribute>() is not null;
}
