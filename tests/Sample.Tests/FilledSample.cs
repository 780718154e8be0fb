using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Storage;
using Probity.Judgement;
using Probity.Judgement.Decisions;
using Probity.People;
using Probity.PortVerrin;
using Probity.PortVerrin.Telling;
using Probity.Registry;
using Probity.Training;

namespace Probity.Sample.Tests;

/// <summary>The sample, filled once into a directory of its own, and the rooms over it, standing at the moment at which the story opens.</summary>
public sealed class FilledSample : IAsyncLifetime
{
    /// <summary>Not the day of the story, so that a date that does not shift shows.</summary>
    public static readonly DateTimeOffset Now = new(2027, 2, 11, 15, 54, 3, 217, TimeSpan.Zero);

    private ServiceProvider _rooms = null!;

    public string Path { get; } = Directory.CreateTempSubdirectory("probity-sample-").FullName;
    public TimeSpan Took { get; private set; }

    public async Task InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        (await PortVerrinSample.Fill(Path, Now)).ShouldBeTrue();
        Took = watch.Elapsed;
        Console.WriteLine($"The sample was filled in {Took.TotalSeconds:0.0} s.");
        _rooms = Rooms(Path);
        using var db = Get<Reads>().Open(SampleAgency.Id);
        Decisions = [.. db.Set<Decision>().AsEnumerable().OrderBy(decision => decision.OpenedAt)];
        Steps = db.Set<DecisionStep>().AsEnumerable().ToLookup(step => step.Decision);
    }

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];
    public ILookup<DecisionId, DecisionStep> Steps { get; private set; } = null!;

    /// <summary>The 493 of the specification: finally judged up to the morning on which the sample opens.</summary>
    public IEnumerable<Decision> Judged => Decisions.Where(decision => decision.FinalAnswer is not null && Story(decision.OpenedAt) < StoryClock.At(2026, 11, 23));

    public Decision Case(string number) => Decisions.Single(decision => decision.CaseNumber == number);

    public T Get<T>() where T : notnull => _rooms.GetRequiredService<T>();

    /// <summary>A moment of the record in the time of the story.</summary>
    public static DateTimeOffset Story(DateTimeOffset real) => (StoryClock.Opening + (real - Now)).ToOffset(StoryClock.Offset);

    public static ServiceProvider Rooms(string path)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new Standing());
        services.AddActs(DataFolder.Open(path), SampleAgency.LedgerOrigin).AddPeople().AddTraining().AddRegistry().AddJudgement();
        return services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _rooms.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>Filling takes seconds: one sample for all tests that only read.</summary>
[CollectionDefinition(Name)]
public sealed class OneSample : ICollectionFixture<FilledSample>
{
    public const string Name = "one sample";
}
