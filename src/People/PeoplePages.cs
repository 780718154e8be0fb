using Probity.Acts.Ids;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People;

/// <summary>The addresses of this room's pages.</summary>
public static class PeoplePages
{
    public const string SignIn = "/sign-in";
    public const string SecondStep = "/sign-in/second";
    public const string Confirm = "/sign-in/confirm";
    public const string SignOut = "/sign-out";
    public const string SetUp = "/set-up";
    public const string SetUpFactor = "/set-up/second-factor";
    public const string Me = "/me";
    public const string MyPassword = "/me/password";
    public const string Passkeys = "/me/passkeys";
    public const string MyAbsence = "/me/away";
    public const string Notices = "/me/notices";
    public const string Authenticator = "/me/authenticator";
    public const string CodeSheet = "/me/codes";
    public const string Accounts = "/accounts";
    public const string NewAccount = "/accounts/new";
    public const string Proposals = "/roles";
    public const string Units = "/units";
    public const string ErasePerson = "/erasure/person";
    public const string Clients = "/clients";
    public const string NewClient = "/clients/new";

    public static string SignInFor(string back) => back is "/" or "" ? SignIn : $"{SignIn}?back={Uri.EscapeDataString(back)}";

    public static string ConfirmFor(string back) => $"{Confirm}?back={Uri.EscapeDataString(back)}";

    public static string Account(AccountId id) => $"{Accounts}/{id}";

    public static string Account(AccountId id, string what) => $"{Accounts}/{id}/{what}";

    public static string Erase(AccountId id) => $"{ErasePerson}?person={id}";

    public static string Unit(UnitId id) => $"{Units}?unit={id}";

    public static string Proposal(RoleProposalId id) => $"{Proposals}/{id}";

    public static string Client(ServiceClientId id) => $"{Clients}/{id}";

    public static string Webhook(ServiceClientId id) => $"{Client(id)}/webhook";

    public static string Deliveries(ServiceClientId id) => $"{Client(id)}/deliveries";

    /// <summary>Where the person wanted to go before signing in, if it is a page of this site; "//host" and "/\host" are not.</summary>
    public static string Local(string? back) =>
        back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) && !back.StartsWith(SignIn, StringComparison.Ordinal) ? back : "/";
}
