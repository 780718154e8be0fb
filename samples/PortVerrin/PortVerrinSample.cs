using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Probity.Acts;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement;
using Probity.People;
using Probity.People.Agencies;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Courses;
using Probity.PortVerrin.FaceSearch;
using Probity.PortVerrin.Telling;
using Probity.Registry;
using Probity.Training;

namespace Probity.PortVerrin;

/// <summary>
/// Fills a data directory with the Port Verrin Police Service, through the same verbs that people use: whatever a rule would refuse a person, it refuses the
/// sample too. The story is told on its own clock (docs/adr/0008); ids follow from names and choices from one seed, so the same sample is the same everywhere.
/// </summary>
public static class PortVerrinSample
{
    /// <param name="path">The data directory. One that has an agency already is left alone.</param>
    /// <param name="now">The real moment; the story's opening falls on it.</param>
    /// <param name="progress">A line now and then, for whoever waits.</param>
    /// <returns>False where an agency was there already.</returns>
    /// <exception cref="DataFolderRefused">Another process holds the directory, or its database is gone while its ledger remains.</exception>
    public static async Task<bool> Fill(string path, DateTimeOffset now, Action<string>? progress = null)
    {
        if (HasAgency(path)) return false;
        using var staging = new Staging(path);
        var clock = new StoryClock(now);
        clock.SetTo(Casting.Begins.AddMinutes(-1));
        var services = Rooms(DataFolder.Open(staging.Path), clock);
        await using (services)
        {
            var story = new Story(clock);
            services.GetRequiredService<Casting>().Write(story);
            services.GetRequiredService<Certifying>().Write(story);
            TwoYears.Write(story, services.GetRequiredService<Registering>());
            var decisions = Quotas.All();
            foreach (var decision in decisions) services.GetRequiredService<Playing>().Write(story, decision);
            services.GetRequiredService<NeverJudged>().Write(story, decisions);
            services.GetRequiredService<Today>().Write(story, decisions);
            await story.Tell(told => { if (told % 1000 == 0) progress?.Invoke($"{told}"); });
            clock.SetTo(StoryClock.Opening);
            await services.GetRequiredService<Sequencer>().Settle();
            // Readers first: the last connection to close folds the write-ahead log into the database, and only the writer's may.
            services.GetRequiredService<Reads>().Dispose();
        }
        // Held while the parts arrive, so that no server opens half of it.
        using (DataFolder.Open(path)) staging.MoveToPlace();
        return true;
    }

    private static bool HasAgency(string path)
    {
        if (!File.Exists(Path.Combine(path, "probity.db"))) return false;
        using var services = Rooms(DataFolder.Open(path), TimeProvider.System);
        _ = services.GetRequiredService<Acts.Changes.UnitOfWork>(); // migrations first
        return services.GetRequiredService<AgencyBook>().All.Count > 0;
    }

    internal static ServiceProvider Rooms(DataFolder folder, TimeProvider clock, string origin = SampleAgency.LedgerOrigin)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.TryAddSingleton<SteeredNumbers>();
        services.TryAddSingleton<System.Security.Cryptography.RandomNumberGenerator>(provider => provider.GetRequiredService<SteeredNumbers>());
        services.AddActs(folder, origin).AddPeople().AddTraining().AddRegistry().AddJudgement();
        services.AddSingleton<Casting>();
        services.AddSingleton<Certifying>();
        services.AddSingleton<Registering>();
        services.AddSingleton<Playing>();
        services.AddSingleton<NeverJudged>();
        services.AddSingleton<Today>();
        return services.BuildServiceProvider();
    }
}
