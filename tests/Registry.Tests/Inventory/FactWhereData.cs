namespace Probity.Registry.Tests.Inventory;

/// <summary>
/// A test on a public data set that is not part of this repository: from the folder named by PROBITY_TEST_DATA, or ../shared/data beside the repository.
/// Where the file is absent the test is reported as skipped, never as passed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhereDataAttribute : FactAttribute
{
    public FactWhereDataAttribute(string file)
    {
        if (TestData.Find(file) is null) Skip = $"{file} is not here; name its folder in PROBITY_TEST_DATA.";
    }
}

public static class TestData
{
    public const string Inventory2025 = "us-omb-2025-ai-inventory-doj-dhs-le.csv";

    public static string? Find(string file)
    {
        if (Environment.GetEnvironmentVariable("PROBITY_TEST_DATA") is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, file)) ? Path.Combine(named, file) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Probity.slnx"))) continue;
            var beside = Path.Combine(folder.Parent?.FullName ?? "/", "shared", "data", file);
            return File.Exists(beside) ? beside : null;
        }
        return null;
    }

    public static FileStream Open(string file) => File.OpenRead(Find(file)!);
}
