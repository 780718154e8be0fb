using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Storage;

namespace Probity.Registry.Uses.Show;

/// <summary>One act about a use as its page shows it.</summary>
/// <param name="By">Who acted, by name; empty for a connected system or the installation.</param>
/// <param name="Reason">Why, in that person's words; null where the reader may not read acts or the content was erased.</param>
public sealed record HistoryEntry(JournalId Id, string Kind, DateTimeOffset At, string By, string? Reason, long? LedgerNumber);

/// <summary>What happened to a use, newest first, from the journal.</summary>
internal static class UseHistory
{
    /// <summary>Acts on one page.</summary>
    public const int Shown = 30;

    /// <param name="page">0 is the newest. A use has dozens of acts, seldom hundreds: counting past them costs nothing.</param>
    public static IReadOnlyList<HistoryEntry> Of(
        ProbityDb db, Reads reads, JournalBook book, AgencyId agency, UseId use, bool withReasons, Func<AccountId, string> called, int page = 0)
    {
        var rows = About(db, use).OrderByDescending(row => row.Id).Skip(page * Shown).Take(Shown).ToList();
        using var read = reads.Rent();
        return [.. rows.Select(row => new HistoryEntry(row.Id, row.Kind, row.At,
            row.ActorKind == Acts.ActorKind.Person ? called(new AccountId(row.Actor)) : "",
            withReasons ? Reason(book, read, agency, row.Id) : null, row.LeafIndex))];
    }

    public static int Count(ProbityDb db, UseId use) => About(db, use).Count();

    private static IQueryable<JournalRow> About(ProbityDb db, UseId use) => db.Set<JournalRow>().Where(row => row.SubjectKind == RegistryActs.UseKind && row.Subject == use.Value);

    private static string? Reason(JournalBook book, ReadSession read, AgencyId agency, JournalId id)
    {
        try
        {
            return book.Open(read, agency, id)?.Act.GetProperty("reason") is { ValueKind: JsonValueKind.Object } reason ? reason.GetProperty("text").GetString() : null;
        }
        catch (KeyDestroyedException)
        {
            return null;
        }
    }
}
