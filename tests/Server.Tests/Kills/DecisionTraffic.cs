using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Judgement;
using Probity.Judgement.Decisions;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Kills;

/// <summary>
/// A connected system that opens decisions with sealed outputs, and the officer who commits own views and is then shown the outputs: the two acknowledgements
/// that must never be lost, because afterwards somebody relies on them.
/// </summary>
internal sealed class DecisionTraffic : Traffic, IDisposable
{
    private readonly CookieContainer _cookies = new();
    private World _world = null!;
    private string _signIn = "";
    private HttpClient? _system, _officer;

    public override async Task Prepare(string folder)
    {
        await using var house = ProbityServer.Build(new ServerOptions { Data = folder, Port = 0, Strict = true });
        _world = await World.Make(house.Services);
        _signIn = await _world.SignInPath(_world.Officer);
    }

    public override async Task Begin(ServedProcess served)
    {
        Dispose();
        _system = new HttpClient { BaseAddress = served.Address };
        _system.DefaultRequestHeaders.Authorization = new("Bearer", _world.ClientKey);
        // The officer signs in once: a session outlives the process.
        _officer = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = served.Address };
        if (_cookies.Count > 0) return;
        using var form = new FormUrlEncodedContent([new("form", GateServer.Token(await _officer.GetStringAsync(_signIn)))]);
        using var answer = await _officer.PostAsync(_signIn, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public override async Task Act(int number, Action<string> acknowledged)
    {
        using var opening = await GateServer.Open(_system!, GateServer.Opening(_world, $"PV-2026-{number:d5}", _world.Officer), $"kill-{number}");
        if (opening.StatusCode != HttpStatusCode.Created) return;
        var id = JsonDocument.Parse(await opening.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        acknowledged("opened:" + id);
        using var view = await _officer!.PostAsJsonAsync($"/api/v1/decisions/{id}/view", GateServer.View());
        if (view.StatusCode != HttpStatusCode.OK) return;
        (await view.Content.ReadAsStringAsync()).ShouldContain("GALLERY-ONE");
        acknowledged("seen-after-view:" + id);
    }

    public override IReadOnlySet<string> Recorded(Reads reads)
    {
        using var db = reads.Open(_world.Agency);
        var steps = db.Set<DecisionStep>().ToList();
        return steps.Where(step => step.Name == StepName.Opened).Select(step => $"opened:{step.Decision}")
            .Concat(steps.GroupBy(step => step.Decision).Where(of => of.Any(step => step.Name == StepName.View) && of.Any(step => step.Name == StepName.Revealed)).Select(of => $"seen-after-view:{of.Key}"))
            .ToHashSet();
    }

    public override IEnumerable<string> HalfWritten(Reads reads)
    {
        using var db = reads.Open(_world.Agency);
        var acts = db.Set<JournalRow>().Where(row => row.SubjectKind == JudgementActs.Subject).ToList().ToDictionary(row => row.Id);
        var decisions = db.Set<Decision>().ToList();
        var steps = db.Set<DecisionStep>().ToList().ToLookup(step => step.Decision);
        foreach (var step in steps.SelectMany(of => of))
            if (!acts.TryGetValue(step.Act, out var act) || act.Subject != step.Decision.Value) yield return $"{step.Decision} {step.Name}: a step without its act";
        foreach (var opened in acts.Values.Where(act => act.Kind == JudgementActs.Opened.Name).GroupBy(act => act.Subject))
            if (opened.Count() != 1 || decisions.Count(decision => decision.Id.Value == opened.Key) != 1) yield return $"{opened.Key}: {opened.Count()} acts of opening";
        foreach (var decision in decisions)
        {
            var names = steps[decision.Id].Select(step => step.Name).ToHashSet();
            var wanted = decision.State switch
            {
                DecisionState.Opened => new[] { StepName.Opened },
                DecisionState.ViewCommitted => [StepName.Opened, StepName.View],
                DecisionState.Revealed => [StepName.Opened, StepName.View, StepName.Revealed],
                _ => [],
            };
            if (!names.SetEquals(wanted)) yield return $"{decision.Id} is {decision.State} with the steps {string.Join(", ", names.Order())}";
        }
        foreach (var of in steps)
        {
            var view = of.FirstOrDefault(step => step.Name == StepName.View);
            var seen = of.FirstOrDefault(step => step.Name == StepName.Revealed);
            if (seen is not null && (view is null || acts[view.Act].LeafIndex >= acts[seen.Act].LeafIndex)) yield return $"{of.Key}: the output was opened before the view";
        }
    }

    public void Dispose()
    {
        _system?.Dispose();
        _officer?.Dispose();
    }
}
