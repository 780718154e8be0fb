using System.Reflection;
using Probity.Acts;
using Probity.Acts.Storage;
using Probity.Desk;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Judgement;
using Probity.People;
using Probity.Registry;
using Probity.Registry.Inventory.Pages;
using Probity.Training;

namespace Probity.Server;

/// <summary>The rooms of this installation, bottom to top. Adding a room is one line in each list.</summary>
public static class Rooms
{
    /// <summary>Everything that may hold acts, refusals, texts and pages.</summary>
    public static readonly IReadOnlyList<Assembly> Assemblies =
    [
        typeof(ActsRoom).Assembly,
        typeof(DeskRoom).Assembly,
        typeof(PeopleRoom).Assembly,
        typeof(TrainingRoom).Assembly,
        typeof(RegistryRoom).Assembly,
        typeof(JudgementRoom).Assembly,
        typeof(Rooms).Assembly,
    ];

    /// <summary>The rooms that have texts: "Probity.Acts" owns the keys that begin with "acts.".</summary>
    public static IReadOnlyList<RoomTexts> Texts =>
        [.. Assemblies.Where(assembly => assembly.GetManifestResourceNames().Contains(assembly.GetName().Name + ".Texts.resources"))
            .Select(assembly => new RoomTexts(assembly.GetName().Name!["Probity.".Length..].ToLowerInvariant(), assembly))];

    /// <summary>What each room adds to the one database, in the rooms' order: for commands that copy it without opening the house.</summary>
    public static IReadOnlyList<ModelPart> Parts =>
        [.. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ModelPart))).Select(type => (ModelPart)Activator.CreateInstance(type)!)];

    internal static void Add(IServiceCollection services, DataFolder folder, string ledgerOrigin, PeopleOptions people)
    {
        services.AddActs(folder, ledgerOrigin);
        services.AddDesk();
        services.AddRightPolicies();
        services.AddPeople(people);
        services.AddPeopleDoors();
        services.AddTraining();
        services.AddRegistry();
        services.AddJudgement();
        foreach (var texts in Texts) services.AddTexts(texts.Room, texts.Assembly);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDesk();
        routes.MapPeople();
        routes.MapRegistry();
        routes.MapTraining();
        routes.MapInventory();
        routes.MapJudgement();
    }
}
