using System.Collections.Concurrent;
using System.Diagnostics;

namespace Probity.Server.Tests.Kills;

/// <summary>The real program in a process of its own, so that it can be killed in the middle of anything.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly ConcurrentDictionary<Func<string, bool>, TaskCompletionSource<string>> _awaited = new();

    private ServedProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>What it printed, both streams.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public static Task<ServedProcess> Start(string folder, params string[] more) => StartOn(null, folder, more);

    /// <param name="database">A PostgreSQL connection string, or null for SQLite in the folder.</param>
    public static async Task<ServedProcess> StartOn(string? database, string folder, params string[] more)
    {
        var start = Program(["serve", "--data", folder, "--port", "0", .. more]);
        start.Environment["PROBITY_ACCOUNT_RATE"] = start.Environment["PROBITY_ADDRESS_RATE"] = "60000000"; // traffic of one person at one address
        if (database is not null) start.Environment["PROBITY_DATABASE"] = database;
        var served = new ServedProcess(new Process { StartInfo = start });
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Heard(string? line)
        {
            if (line is null) return;
            served._said.Enqueue(line);
            foreach (var (wanted, answer) in served._awaited)
                if (wanted(line)) answer.TrySetResult(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult(new Uri(line["ready ".Length..]));
        }
        served._process.OutputDataReceived += (_, e) => Heard(e.Data);
        served._process.ErrorDataReceived += (_, e) => Heard(e.Data);
        served._process.EnableRaisingEvents = true;
        served._process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("It ended before it was ready: " + string.Join('\n', served._said)));
        served._process.Start();
        served._process.BeginOutputReadLine();
        served._process.BeginErrorReadLine();
        try
        {
            served.Address = await ready.Task.WaitAsync(TimeSpan.FromMinutes(3));
            return served;
        }
        catch
        {
            served.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a line that it prints after it is ready.</summary>
    public Task<string> Line(Func<string, bool> wanted)
    {
        var answer = _awaited.GetOrAdd(wanted, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_said.FirstOrDefault(wanted) is { } line) answer.TrySetResult(line);
        return answer.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed that was not flushed already.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>A command of the command line, to its end.</summary>
    public static async Task<(int Exit, string Said)> Run(params string[] args)
    {
        using var process = Process.Start(Program(args))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static ProcessStartInfo Program(string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "probity.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LANG"] = "en";
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("PROBITY_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(variable);
        return start;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
