using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement;
using Probity.Judgement.Decisions;
using Probity.Ledger.Notes;
using Probity.Ledger.Verification;

namespace Probity.Server.Tests.Faults;

/// <summary>What must hold after any fault: nothing acknowledged is missing, nothing refused is there, nothing is half there, and the ledger is sound.</summary>
internal static class Whole
{
    /// <summary>The decisions that the database holds are these and no others, each with one act of opening, each step with its act.</summary>
    public static void Holds(IServiceProvider services, AgencyId agency, IEnumerable<string> acknowledged)
    {
        using var db = services.GetRequiredService<Reads>().Open(agency);
        var acts = db.Set<JournalRow>().Where(row => row.SubjectKind == JudgementActs.Subject).ToList();
        var decisions = db.Set<Decision>().Select(decision => decision.Id).ToList();
        decisions.Select(id => id.ToString()).Order().ShouldBe(acknowledged.Order());
        acts.Where(act => act.Kind == JudgementActs.Opened.Name).Select(act => act.Subject.ToString("D")).Order().ShouldBe(acknowledged.Order());
        var known = acts.Select(act => act.Id).ToHashSet();
        foreach (var step in db.Set<DecisionStep>().ToList()) known.ShouldContain(step.Act, $"{step.Decision} {step.Name}: a step without its act");
    }

    /// <summary>By itself, without a restart and without being told, everything gets its number and stands under a signed state; then every byte is checked.</summary>
    public static async Task Ledger(IServiceProvider services, string ledger)
    {
        var sequencer = services.GetRequiredService<Sequencer>();
        await Until(() => sequencer.State() is var state && state.Signed == state.Size && services.GetRequiredService<Reads>() is var reads && Unnumbered(reads) == 0, TimeSpan.FromSeconds(30));
        sequencer.State().Frozen.ShouldBeNull();
        VerifierKey.TryParse(services.GetRequiredService<LogKey>().VerifierKey, out var key).ShouldBeTrue();
        // The published file follows the database's word within the same breath.
        FsckReport? report = null;
        await Until(() => (report = Fsck.Run(path => Task.FromResult(File.Exists(Path.Combine(ledger, path)) ? File.ReadAllBytes(Path.Combine(ledger, path)) : null), key, new FsckOptions { EntriesOnly = true }, default).Result).Sound
            && report.Entries == sequencer.State().Size, TimeSpan.FromSeconds(90), () => string.Join(", ", report!.Faults));
    }

    private static long Unnumbered(Reads reads)
    {
        using var read = reads.Rent();
        return read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE leaf_index IS NULL"), []);
    }

    public static async Task Until(Func<bool> wanted, TimeSpan patience, Func<string>? why = null)
    {
        using var stop = new CancellationTokenSource(patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!wanted()) await often.WaitForNextTickAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(why?.Invoke() ?? "It did not come to that.");
        }
    }

    /// <summary>A refusal that says what is wrong and when to come back, with its code; nothing of the inside of the program.</summary>
    public static async Task<string> Refused(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
        if (answer.Content.Headers.ContentType!.MediaType != "application/problem+json") return text;
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("errors")[0].GetProperty("do").GetString().ShouldNotBeNullOrEmpty();
        return problem.GetProperty("errors")[0].GetProperty("code").GetString()!;
    }
}
