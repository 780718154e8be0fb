namespace Probity.Cli.Doctor;

/// <param name="Owner">The account's number, or null where it could not be asked.</param>
internal sealed record SeenFile(string Path, bool IsFolder, UnixFileMode Mode, uint? Owner);

/// <summary>The data directory: itself first, then what stands in it.</summary>
/// <param name="We">The account that looks.</param>
internal sealed record SeenFolder(SeenFile Self, IReadOnlyList<SeenFile> Inside, uint We);

internal enum SeenKey { Right, Missing, Unreadable, Malformed, Wrong }

/// <param name="Lag">Committed acts that have no number.</param>
internal sealed record SeenLedger(DateTimeOffset? SignedAt, bool Frozen, long Lag, DateTimeOffset? NewestAct);

/// <param name="Newer">A migration that the database ran and this program does not know.</param>
/// <param name="Waiting">Migrations of this program that the database has not run.</param>
/// <param name="Altered">A migration whose text differs from the one that ran.</param>
internal sealed record SeenSchema(string? Newer, int Waiting, string? Altered);

/// <param name="Standbys">Null where the server keeps its list from this role.</param>
internal sealed record SeenPostgres(long Version, bool Fsync, bool FullPageWrites, bool Utf8AndC, string SynchronousNames, long? Standbys, long MaxConnections, TimeSpan Skew);

internal sealed record SeenDisk(string Of, string Path, long Free, long Total);

internal sealed record SeenMachine(long? OpenFiles, long Memory, bool TimeZones, bool LibCrypto);
