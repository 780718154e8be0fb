using Probity.Acts.Changes;
using Probity.Acts.Storage;

namespace Probity.People.Erasure;

/// <summary>What this room keeps about a person: all of it goes, but the mark that stands for the account in the record of decisions.</summary>
internal static class ClearedOfPerson
{
    /// <summary>The mark in the name's place; the last eight of an id are random.</summary>
    private const string Mark = $"'{ErasedAccount.Mark}' || lower(substr(hex(id), 25))";

    private static Statement Of(string table) => new($"DELETE FROM {table} WHERE agency = @p0 AND account = @p1");

    internal static readonly Statement[] Statements =
    [
        Of("people_account_password"),
        new("DELETE FROM people_sheet_code WHERE agency = @p0 AND factor IN (SELECT id FROM people_factor WHERE agency = @p0 AND account = @p1)"),
        Of("people_factor"),
        Of("people_passkey"),
        Of("people_sign_in_link"),
        Of("people_account_session"),
        Of("people_absence"),
        Of("people_digest"),
        Of("people_calendar"),
        Of("people_account_role"),
        new("UPDATE people_absence SET deputy = NULL WHERE agency = @p0 AND deputy = @p1"),
        new("UPDATE people_unit SET leader = NULL, version = version + 1 WHERE agency = @p0 AND leader = @p1"),
        // What was written about this person. That a role was asked for, by whom and with what answer stays.
        new("UPDATE people_role_proposal SET reason = NULL, decision_reason = NULL, version = version + 1 WHERE agency = @p0 AND account = @p1 AND (reason IS NOT NULL OR decision_reason IS NOT NULL)"),
        new($"""
            UPDATE people_account SET login = '{ErasedAccount.Mark}' || lower(hex(id)), name = {Mark}, title = '', name_sort = 'erased ' || lower(substr(hex(id), 25)),
              search_text = ' erased ' || lower(substr(hex(id), 25)), version = version + 1
            WHERE agency = @p0 AND id = @p1 AND login NOT LIKE '{ErasedAccount.Mark}%'
            """),
    ];
}

/// <summary>What a room keeps by a person's account and shows as a number before an erasure.</summary>
/// <param name="TextKey">The word for it.</param>
/// <param name="Count">How many, for an agency and an account.</param>
/// <param name="Stays">It is part of the record that decisions were made, and outlasts the erasure under the account's mark.</param>
public sealed record KeptOfPerson(string TextKey, Statement Count, bool Stays);

/// <summary>What a room does beside its statements once a person was erased: forget what it has in memory.</summary>
public sealed record OncePersonErased(Action<Work> Also);
