using Probity.Acts.Storage;
using Probity.People.Accounts;

namespace Probity.People.Erasure;

/// <summary>What this room counts before an erasure.</summary>
internal static class PersonKept
{
    private static KeptOfPerson Goes(string key, string from, string of = "account") => new(key, new Statement($"SELECT count(*) FROM {from} WHERE agency = @p0 AND {of} = @p1"), Stays: false);

    internal static readonly IReadOnlyList<KeptOfPerson> All =
    [
        Goes("people.erasure.kept.factors", "people_factor"),
        Goes("people.erasure.kept.passkeys", "people_passkey"),
        Goes("people.erasure.kept.links", "people_sign_in_link"),
        Goes("people.erasure.kept.sessions", "people_account_session"),
        Goes("people.erasure.kept.absences", "people_absence"),
        // Acts about an account are sealed with its person's key.
        new("people.erasure.kept.acts", new Statement($"SELECT count(*) FROM acts_journal WHERE agency = @p0 AND subject = @p1 AND subject_kind = '{Account.SubjectKind}'"), Stays: true),
    ];
}
