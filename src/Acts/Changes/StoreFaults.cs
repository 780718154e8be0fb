using Microsoft.Data.Sqlite;

namespace Probity.Acts.Changes;

/// <summary>Whether a fault is the database's or its disk's rather than the program's. A broken constraint is a fault of the program, which should have refused.</summary>
public static class StoreFaults
{
    public static bool Unavailable(Exception fault)
    {
        if (Sqlite(fault) is { } sqlite) return sqlite.SqliteErrorCode is not (1 or 19 or 21 or 25); // wrong SQL, constraint, misuse, out of range
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            if (inner is IOException { HResult: 5 or 28 or 30 or 122 }) return true; // EIO, ENOSPC, EROFS, EDQUOT: a file beside the database, for example a key that protects forms
        return PostgresFaults.Unavailable(fault);
    }

    /// <summary>SQLite's disk or file fails: whatever is in the transaction is lost with it, not one change alone. EF wraps it.</summary>
    internal static bool OfTheDisk(Exception fault) => Sqlite(fault) is { SqliteErrorCode: 8 or 10 or 11 or 13 or 14 or 26 }; // read-only, I/O error, corrupt, full, cannot open, not a database

    internal static SqliteException? Sqlite(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is SqliteException sqlite) return sqlite;
        return null;
    }

    /// <summary>Text that the database cannot hold: PostgreSQL knows no U+0000 (22021). Nothing was written.</summary>
    public static bool NotText(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            if (inner is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire or Npgsql.PostgresErrorCodes.UntranslatableCharacter }) return true;
        return false;
    }
}
