using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Probity.Acts.Storage;

namespace Probity.Acts.Changes;

/// <summary>Something of the database that this server keeps in memory, and how it is dropped when another server says that it is no longer so.</summary>
/// <param name="Name">The first word of what is told; the rest is the key. Ids only: whoever may log in to the database may listen.</param>
public sealed record Remembered(string Name, Action<string> Forget, Action ForgetAll);

/// <summary>
/// Several servers on one PostgreSQL database: what one of them ends, revokes, adds or destroys is told to the others with the commit itself (NOTIFY; docs/adr/0010). While nothing can
/// be heard nothing is kept: all is dropped when the connection is lost, again and again until there is another, and once more when it listens.
/// </summary>
public sealed class MemoryWatch(DataFolder folder, IEnumerable<Remembered> memories, ILogger<MemoryWatch> log) : BackgroundService
{
    internal const string Channel = "probity_memory";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Again = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, Remembered> _memories = memories.ToDictionary(memory => memory.Name, StringComparer.Ordinal);

    /// <summary>Whether another server's words reach this one now.</summary>
    public bool Listens { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (folder.Server is not { } server) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var session = await server.Listening.OpenConnectionAsync(stoppingToken);
                session.Notification += (_, told) => Told(told.Payload);
                await Ask(session, "LISTEN " + Channel, stoppingToken);
                ForgetAll();
                Listens = true;
                // A connection may die without a word; asked once a second it is noticed.
                while (true)
                    if (!await session.WaitAsync(Quiet, stoppingToken)) await Ask(session, "SELECT 1", stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                if (Listens) log.LogWarning("Other servers cannot be heard: {Fault}. Nothing is kept in memory until they can", fault.GetType().Name);
                Listens = false;
                ForgetAll();
                await Task.Delay(Again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task Ask(NpgsqlConnection session, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, session) { CommandTimeout = 2 };
        await command.ExecuteNonQueryAsync(stop);
    }

    private void Told(string payload)
    {
        var space = payload.IndexOf(' ', StringComparison.Ordinal);
        // A newer server may keep what this one does not know.
        if (space > 0 && _memories.TryGetValue(payload[..space], out var memory)) memory.Forget(payload[(space + 1)..]);
    }

    private void ForgetAll()
    {
        foreach (var memory in _memories.Values) memory.ForgetAll();
    }
}
