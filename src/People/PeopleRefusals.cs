using Probity.Acts.Refusals;

namespace Probity.People;

/// <summary>Everything this room says no with.</summary>
public static class PeopleRefusals
{
    public static readonly RefusalCode NameMissing = new("people.name-missing", RefusalKind.Invalid);
    public static readonly RefusalCode TooLong = new("people.too-long", RefusalKind.Invalid);
    public static readonly RefusalCode LoginMalformed = new("people.login-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode LoginTaken = new("people.login-taken", RefusalKind.Invalid);
    public static readonly RefusalCode LanguageUnknown = new("people.language-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode UnitUnknown = new("people.unit-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode UnitTaken = new("people.unit-taken", RefusalKind.Invalid);
    public static readonly RefusalCode LeaderUnknown = new("people.leader-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode CodeMalformed = new("people.code-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode CodeTaken = new("people.code-taken", RefusalKind.Conflict);
    public static readonly RefusalCode TimeZoneUnknown = new("people.time-zone-unknown", RefusalKind.Invalid);

    public static readonly RefusalCode OwnRole = new("people.own-role", RefusalKind.Forbidden);
    public static readonly RefusalCode OwnProposal = new("people.own-proposal", RefusalKind.Forbidden);
    public static readonly RefusalCode OwnAccount = new("people.own-account", RefusalKind.Forbidden);
    public static readonly RefusalCode RightNotHeld = new("people.right-not-held", RefusalKind.Forbidden);
    public static readonly RefusalCode RoleMissing = new("people.role-missing", RefusalKind.Invalid);
    public static readonly RefusalCode RoleHeld = new("people.role-held", RefusalKind.Conflict);
    public static readonly RefusalCode RoleNotHeld = new("people.role-not-held", RefusalKind.Conflict);
    public static readonly RefusalCode RolesDoNotMeet = new("people.roles-do-not-meet", RefusalKind.Invalid);
    public static readonly RefusalCode RoleWaits = new("people.role-waits", RefusalKind.Conflict);
    public static readonly RefusalCode AnswerMissing = new("people.answer-missing", RefusalKind.Invalid);
    public static readonly RefusalCode ProposalDecided = new("people.proposal-decided", RefusalKind.Conflict);
    public static readonly RefusalCode LastOversight = new("people.last-oversight", RefusalKind.Forbidden);
    public static readonly RefusalCode LastHolder = new("people.last-holder", RefusalKind.Forbidden);
    public static readonly RefusalCode LeaderExists = new("people.leader-exists", RefusalKind.Conflict);
    public static readonly RefusalCode AccountDisabled = new("people.account-disabled", RefusalKind.Conflict);
    public static readonly RefusalCode AccountActive = new("people.account-active", RefusalKind.Conflict);

    public static readonly RefusalCode PersonErased = new("people.person-erased", RefusalKind.Conflict);
    public static readonly RefusalCode ErasesOneself = new("people.erases-oneself", RefusalKind.Forbidden);
    public static readonly RefusalCode PersonActive = new("people.person-active", RefusalKind.Conflict);
    public static readonly RefusalCode PersonHasRoles = new("people.person-has-roles", RefusalKind.Conflict);
    public static readonly RefusalCode PersonIsProposed = new("people.person-is-proposed", RefusalKind.Conflict);
    public static readonly RefusalCode PersonIsWatched = new("people.person-is-watched", RefusalKind.Conflict);
    public static readonly RefusalCode PersonHeld = new("people.person-held", RefusalKind.Conflict);
    public static readonly RefusalCode NameDiffers = new("people.name-differs", RefusalKind.Invalid);
    public static readonly RefusalCode GroundNamesPerson = new("people.ground-names-person", RefusalKind.Invalid);
    public static readonly RefusalCode HoldDayMissing = new("people.hold-day-missing", RefusalKind.Invalid);
    public static readonly RefusalCode ErasureAnswerMissing = new("people.erasure-answer-missing", RefusalKind.Invalid);

    /// <summary>One sentence for an unknown name, a wrong password and a switched-off account: which of them it was is nobody's business.</summary>
    public static readonly RefusalCode SignInRefused = new("people.sign-in-refused", RefusalKind.Forbidden);
    public static readonly RefusalCode FactorRefused = new("people.factor-refused", RefusalKind.Forbidden);
    public static readonly RefusalCode ConfirmFirst = new("people.confirm-first", RefusalKind.Forbidden, "OWASP ASVS 4.0.3, 3.7.1");
    public static readonly RefusalCode PasskeyRefused = new("people.passkey-refused", RefusalKind.Forbidden);
    public static readonly RefusalCode PasskeysTooMany = new("people.passkeys-too-many", RefusalKind.Conflict);
    public static readonly RefusalCode LinkUnusable = new("people.link-unusable", RefusalKind.Forbidden);
    public static readonly RefusalCode LinkTooLong = new("people.link-too-long", RefusalKind.Invalid);
    public static readonly RefusalCode NotASample = new("people.not-a-sample", RefusalKind.Forbidden);
    public static readonly RefusalCode PasswordShort = new("people.password-short", RefusalKind.Invalid, "NIST SP 800-63B-4 3.1.1.2");
    public static readonly RefusalCode PasswordLong = new("people.password-long", RefusalKind.Invalid);
    public static readonly RefusalCode PasswordGuessable = new("people.password-guessable", RefusalKind.Invalid, "NIST SP 800-63B-4 3.1.1.2");
    public static readonly RefusalCode PasswordWrong = new("people.password-wrong", RefusalKind.Invalid);
    public static readonly RefusalCode SessionEnded = new("people.session-ended", RefusalKind.Conflict);
    public static readonly RefusalCode TooOften = new("people.too-often", RefusalKind.TooOften);

    public static readonly RefusalCode AbsenceDayMissing = new("people.absence-day-missing", RefusalKind.Invalid);
    public static readonly RefusalCode AbsencePast = new("people.absence-past", RefusalKind.Invalid);
    public static readonly RefusalCode AbsenceBackwards = new("people.absence-backwards", RefusalKind.Invalid);
    public static readonly RefusalCode AbsenceTooLong = new("people.absence-too-long", RefusalKind.Invalid);
    public static readonly RefusalCode AbsenceKnown = new("people.absence-known", RefusalKind.Conflict);
    public static readonly RefusalCode AbsenceOver = new("people.absence-over", RefusalKind.Conflict);
    public static readonly RefusalCode DeputySelf = new("people.deputy-self", RefusalKind.Invalid);
    public static readonly RefusalCode DeputyLacksRights = new("people.deputy-lacks-rights", RefusalKind.Invalid);
    public static readonly RefusalCode DeputyAway = new("people.deputy-away", RefusalKind.Invalid);
    public static readonly RefusalCode DeputyCircle = new("people.deputy-circle", RefusalKind.Invalid);

    public static readonly RefusalCode MailMissing = new("people.mail-missing", RefusalKind.Invalid);
    public static readonly RefusalCode MailMalformed = new("people.mail-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode MailOff = new("people.mail-off", RefusalKind.Invalid);
    public static readonly RefusalCode MailUndelivered = new("people.mail-undelivered", RefusalKind.Unavailable);

    public static readonly RefusalCode ScopeMissing = new("people.scope-missing", RefusalKind.Invalid);
    public static readonly RefusalCode ScopeNotForClients = new("people.scope-not-for-clients", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookAddressMalformed = new("people.webhook-address-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookAddressForbidden = new("people.webhook-address-forbidden", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookEventMissing = new("people.webhook-event-missing", RefusalKind.Invalid);
    public static readonly RefusalCode WebhookEventNotAllowed = new("people.webhook-event-not-allowed", RefusalKind.Invalid);
    public static readonly RefusalCode ClientRevoked = new("people.client-revoked", RefusalKind.Conflict);
}
