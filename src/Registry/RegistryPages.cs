using Probity.Registry.Systems;

namespace Probity.Registry;

/// <summary>The addresses of this room's pages.</summary>
public static class RegistryPages
{
    public const string Uses = "/uses";
    public const string NewUse = "/uses/new";
    public const string FoundUse = "/uses/found";
    public const string FirstUses = "/uses/first";
    public const string PaperForm = "/uses/form";
    public const string ImportUses = Inventory.Pages.ImportPages.New;
    public const string UsesExport = "/uses/export";
    public const string Systems = "/systems";
    public const string NewSystem = "/systems/new";
    public const string SystemsExport = "/systems/export";

    public static string Use(string reference) => $"{Uses}/{reference}";

    public static string Use(string reference, string what) => $"{Uses}/{reference}/{what}";

    public static string System(AiSystemId id) => $"{Systems}/{id}";

    public static string Condition(string reference, string condition) => Use(reference, "conditions/" + condition);
}
