using Microsoft.Data.Sqlite;

namespace Probity.Acts.Changes;

/// <summary>Whether a fault is the database's or its disk's rather than the program's. A broken constraint is a fault of the program, which should have refused.</summary>
public static class StoreFaults
{
    public static bool Unavailable(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            if (inner is SqliteException sqlite) return sqlite.SqliteErrorCode is not (1 or 19 or 21 or 25); // wrong SQL, constraint, misuse, out of range
        return PostgresFaults.Unavailable(fault);
    }

    /// <summary>Text that the database cannot hold: PostgreSQL knows no U+0000 (22021). Nothing was written.</summary>
    public static bool NotText(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            if (inner is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire or Npgsql.PostgresErrorCodes.UntranslatableCharacter }) return true;
        return false;
    }
}
