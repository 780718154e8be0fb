using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.People.Roles;

namespace Probity.People.Accounts;

/// <summary>
/// An oversight or audit account was switched off, lost its role or had its second factor removed: one kind of act, and every other such account owes it a look.
/// The agency cannot silence the people who watch it without their knowing.
/// </summary>
public static class OversightNotice
{
    public static readonly ActKind Disabled = new("people.oversight-account-disabled", NeedsReason: true);
    public const string DutyKind = "people.oversight-account-disabled";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <param name="what">"disabled", "roleTaken" or "factorsRemoved".</param>
    internal static void Write(Work work, Account account, string what, IReadOnlyCollection<Role> roles, string reason)
    {
        var subject = Subject.Of(Account.SubjectKind, account.Id);
        foreach (var witness in TakeRules.Witnesses(account.Id, work.Holders(Role.Auditor, Role.Oversight)))
            work.Owe(DutyKind, subject, witness, work.Now + Soon);
        work.Record(new Act
        {
            Kind = Disabled,
            Subject = subject,
            Reason = Reason.FromText(reason),
            Scope = KeyScope.Person(account.Id.Value),
            Payload = new { What = what, Roles = roles },
        });
    }
}
