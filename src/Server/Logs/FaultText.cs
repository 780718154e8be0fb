using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Probity.Server.Logs;

/// <summary>An exception as the log may have it: types, codes and places, outermost first. Never its message, which may quote what somebody typed or what a row holds.</summary>
internal static class FaultText
{
    public static string Of(Exception fault)
    {
        var text = new StringBuilder();
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            text.Append(TypeOf(inner)).Append(inner.StackTrace?.ReplaceLineEndings(" |")).Append(" / ");
        return text.ToString();
    }

    /// <summary>With the database's code, which is a word of a closed list (SQLite's result codes, PostgreSQL's appendix A).</summary>
    public static string TypeOf(Exception fault) => fault switch
    {
        SqliteException sqlite => $"{fault.GetType().FullName} {sqlite.SqliteExtendedErrorCode}",
        DbException { SqlState: { } state } => $"{fault.GetType().FullName} {state}",
        _ => fault.GetType().FullName!,
    };
}
