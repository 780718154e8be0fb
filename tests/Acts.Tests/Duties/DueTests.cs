using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Tests.Duties;

public sealed class DueTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly SetClock _clock = new(Noon);
    private readonly ConcurrentQueue<Guid> _ran = new();
    private readonly List<Installation> _places = [];
    private Func<Due, CancellationToken, Task<DueAnswer>> _does;
    private Installation? _here;

    public DueTests() => _does = (due, _) =>
    {
        _ran.Enqueue(due.Subject);
        return Task.FromResult(DueAnswer.Done);
    };

    private Installation Here => _here ??= Start();

    private Installation Start(bool postgres = false)
    {
        var place = new Installation(postgres: postgres, also: services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton(new DueKind("test.work", (_, due, stop) => _does(due, stop)));
        });
        _places.Add(place);
        return place;
    }

    private static Subject Thing(int n) => new("thing", TypedId.Named("thing " + n));

    private Task Fall(Subject subject, DateTimeOffset at, string kind = "test.work") => Here.Work.Commit<Done>(Here.Actor, work =>
    {
        work.Fall(kind, subject, at);
        return Done.It;
    });

    private Task<int> Run() => Here.Get<DueRunner>().RunAll();

    [Fact]
    public async Task It_runs_when_its_time_has_come_and_not_before()
    {
        await Fall(Thing(1), Noon.AddHours(1));
        (await Run()).ShouldBe(0);
        _clock.Now = Noon.AddHours(1);
        (await Run()).ShouldBe(1);
        (await Run()).ShouldBe(0);
        _ran.ShouldBe([Thing(1).Id]);
    }

    [Fact]
    public async Task What_falls_due_twice_for_one_subject_waits_once_at_the_later_word()
    {
        await Fall(Thing(1), Noon);
        await Fall(Thing(1), Noon.AddDays(1));
        (await Run()).ShouldBe(0);
        Here.Get<DueRunner>().Waiting(10).ShouldHaveSingleItem().At.ShouldBe(Noon.AddDays(1));
    }

    [Fact]
    public async Task What_is_not_wanted_any_more_never_runs()
    {
        await Fall(Thing(1), Noon);
        await Here.Work.Commit<Done>(Here.Actor, work =>
        {
            work.FallNever("test.work", Thing(1));
            return Done.It;
        });
        (await Run()).ShouldBe(0);
    }

    [Fact]
    public async Task An_undone_change_lets_nothing_fall_due()
    {
        await Here.Work.Commit<Done>(Here.Actor, work =>
        {
            work.Fall("test.work", Thing(1), Noon);
            return ActsRefusals.NotAllowed;
        });
        (await Run()).ShouldBe(0);
    }

    [Fact]
    public async Task It_may_ask_to_come_again_later()
    {
        _does = (due, _) => Task.FromResult(DueAnswer.Later(due.At.AddDays(1)));
        await Fall(Thing(1), Noon);
        await Run();
        var due = Here.Get<DueRunner>().Waiting(10).ShouldHaveSingleItem();
        (due.At, due.Attempts, due.Failed, due.ClaimedUntil).ShouldBe((Noon.AddDays(1), 0, null, null));
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_and_keeps_its_code()
    {
        _does = (_, _) => Task.FromResult(DueAnswer.Failed("test.refused"));
        await Fall(Thing(1), Noon);
        await Run();
        Here.Get<DueRunner>().Waiting(10).Single().ShouldSatisfyAllConditions(
            due => due.At.ShouldBe(Noon.AddMinutes(1)), due => due.Failed.ShouldBe("test.refused"), due => due.Attempts.ShouldBe(1));
        _clock.Now = Noon.AddMinutes(1);
        await Run();
        Here.Get<DueRunner>().Waiting(10).Single().At.ShouldBe(Noon.AddMinutes(3));
        _does = (_, _) => throw new InvalidOperationException("with content");
        _clock.Now = Noon.AddMinutes(3);
        await Run();
        Here.Get<DueRunner>().Waiting(10).Single().Failed.ShouldBe("acts.due-fault");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 60)]
    public void The_pause_doubles_up_to_an_hour(int attempts, int minutes) => DueRules.Again(attempts, Noon).ShouldBe(Noon.AddMinutes(minutes));

    [Fact]
    public async Task A_kind_that_this_program_does_not_know_stays_in_the_list_and_says_so()
    {
        await Fall(Thing(1), Noon, "newer.work");
        await Run();
        Here.Get<DueRunner>().Waiting(10).Single().Failed.ShouldBe("acts.due-unknown");
    }

    [Fact]
    public async Task Work_that_is_wanted_again_while_it_runs_runs_again()
    {
        var first = true;
        _does = async (due, _) =>
        {
            _ran.Enqueue(due.Subject);
            if (first) await Fall(Thing(1), Noon);
            first = false;
            return DueAnswer.Done;
        };
        await Fall(Thing(1), Noon);
        await Run();
        _ran.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_runner_that_died_in_the_middle_holds_its_row_until_the_claim_is_over()
    {
        var dying = new TaskCompletionSource<DueAnswer>();
        var taken = new TaskCompletionSource();
        _does = (_, _) =>
        {
            taken.TrySetResult();
            return dying.Task;
        };
        await Fall(Thing(1), Noon);
        var lost = Here.Get<DueRunner>().RunAll();
        await taken.Task;
        _does = (due, _) =>
        {
            _ran.Enqueue(due.Subject);
            return Task.FromResult(DueAnswer.Done);
        };

        _clock.Now = Noon + DueRules.Claim - TimeSpan.FromMilliseconds(1);
        (await Run()).ShouldBe(0);
        _clock.Now = Noon + DueRules.Claim;
        (await Run()).ShouldBe(1);
        // It was not dead after all: its word comes too late and changes nothing.
        dying.SetResult(DueAnswer.Failed("test.late"));
        await lost;
        Here.Get<DueRunner>().Waiting(10).ShouldBeEmpty();
        _ran.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_of_a_clock_that_was_set_back_holds_nothing()
    {
        _clock.Now = Noon.AddDays(1);
        var taken = new TaskCompletionSource();
        _does = (_, _) =>
        {
            taken.TrySetResult();
            return new TaskCompletionSource<DueAnswer>().Task;
        };
        await Fall(Thing(1), Noon);
        _ = Here.Get<DueRunner>().RunAll();
        await taken.Task;
        _does = (due, _) =>
        {
            _ran.Enqueue(due.Subject);
            return Task.FromResult(DueAnswer.Done);
        };
        _clock.Now = Noon;
        (await Run()).ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_runs_what_waits_once()
    {
        for (var day = 0; day < 30; day++) await Fall(Thing(day), Noon.AddDays(day));
        _clock.Now = Noon.AddYears(1);
        (await Run()).ShouldBe(30);
        _clock.Now = Noon;
        (await Run()).ShouldBe(0);
        _ran.Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_thousand_rows_are_done_while_others_change_things()
    {
        await Here.Work.Commit<Done>(Here.Actor, work =>
        {
            for (var n = 0; n < 1000; n++) work.Fall("test.work", Thing(n), Noon);
            return Done.It;
        });
        var running = Run();
        for (var n = 0; n < 20; n++) (await Here.Work.Commit<Done>(Here.Actor, _ => Done.It)).Done.ShouldBeTrue();
        (await running).ShouldBe(1000);
        _ran.Distinct().Count().ShouldBe(1000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_runners_of_one_database_take_each_row_once(bool postgres)
    {
        _here = Start(postgres: postgres);
        var other = new DueRunner([new DueKind("test.work", (_, due, stop) => _does(due, stop))], Here.Work, Here.Get<Reads>(), Here.Get<IServiceScopeFactory>(), _clock,
            NullLogger<DueRunner>.Instance);
        await Here.Work.Commit<Done>(Here.Actor, work =>
        {
            for (var n = 0; n < 300; n++) work.Fall("test.work", Thing(n), Noon);
            return Done.It;
        });
        (await Task.WhenAll(Task.Run(Run), Task.Run(() => other.RunAll()))).Sum().ShouldBe(300);
        _ran.Count.ShouldBe(300);
        _ran.Distinct().Count().ShouldBe(300);
        other.Dispose();
    }

    [Fact]
    public async Task The_running_server_is_woken_by_the_commit()
    {
        var ran = new TaskCompletionSource();
        _does = (_, _) =>
        {
            ran.TrySetResult();
            return Task.FromResult(DueAnswer.Done);
        };
        var runner = Here.Get<DueRunner>();
        await ((IHostedService)runner).StartAsync(default);
        await Fall(Thing(1), Noon);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ((IHostedService)runner).StopAsync(default);
    }

    public void Dispose()
    {
        foreach (var place in _places) place.Dispose();
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
