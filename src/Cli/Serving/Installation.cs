using Microsoft.AspNetCore.Builder;
using Probity.Acts.Storage;
using Probity.Server;

namespace Probity.Cli.Serving;

/// <summary>A data directory opened by a command: the whole house is wired and nothing listens. While it is open, no server can serve it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(WebApplication? app, int exit) => (App, Exit) = (app, exit);

    /// <summary>Nothing if it could not be opened; then it has been said why, and <see cref="Exit"/> is what the shell gets.</summary>
    public WebApplication? App { get; }

    public int Exit { get; }

    /// <param name="mustExist">A command that reads or repairs must not create an empty installation because a path was mistyped.</param>
    /// <param name="origin">The ledger's name, where this command may be the first to open the directory.</param>
    public static Installation Open(Words words, string data, bool mustExist, string? origin = null)
    {
        if (ServeCommand.Configured(words, data, port: null) is not { } options) return new(null, ExitCode.Usage);
        // With the database on a server, the directory still has the keys.
        if (mustExist && !(options.Database is null ? File.Exists(Path.Combine(data, "probity.db")) : Directory.Exists(Path.Combine(data, "keys"))))
        {
            Console.Error.WriteLine(words["cli.no-installation", ("data", data)]);
            return new(null, ExitCode.Usage);
        }
        try
        {
            return new(ProbityServer.Build(options with { LedgerOrigin = options.LedgerOrigin ?? origin }), ExitCode.Done);
        }
        catch (DataFolderRefused refused)
        {
            Console.Error.WriteLine(refused.Message);
            return new(null, ExitCode.Refused);
        }
    }

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;
}
