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

    private static List<object> Stated(CompiledPageActionDescriptor page) =>
        [.. page.HandlerTypeInfo.GetCustomAttributes(inherit: true).Concat(page.EndpointMetadata ?? []).Where(item => item is NeedsAttribute or PublicAttribute)];

    private static bool States(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<NeedsAttribute>() is not null || metadata.GetMetadata<PublicAttribute>() is not null;
}
