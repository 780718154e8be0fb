using Microsoft.EntityFrameworkCore;
using Probity.Acts.Storage;
using Probity.People.Absences;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Erasure;
using Probity.People.Notices;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.People.SignIn.Passkeys;
using Probity.People.Units;
using Probity.People.Webhooks;

namespace Probity.People;

public sealed class PeopleModel : ModelPart
{
    public override string Room => "people";

    public override IReadOnlyList<Statement> ClearsPerson => ClearedOfPerson.Statements;

    public override void Map(ModelBuilder model)
    {
        model.Entity<AgencyRecord>(agency =>
        {
            agency.ToTable("people_agency").HasKey(row => row.Agency);
            agency.Property(row => row.Languages).AsJson();
        });
        model.Entity<Unit>().ToTable("people_unit").HasKey(row => row.Id);
        model.Entity<Account>(account =>
        {
            account.ToTable("people_account").HasKey(row => row.Id);
            account.Property(row => row.Languages).AsJson();
        });
        model.Entity<AccountRole>().ToTable("people_account_role").HasKey(row => new { row.Account, row.Role });
        model.Entity<RoleProposal>().ToTable("people_role_proposal").HasKey(row => row.Id);
        model.Entity<Absence>().ToTable("people_absence").HasKey(row => row.Id);
        model.Entity<Digest>().ToTable("people_digest").HasKey(row => row.Account);
        model.Entity<CalendarAddress>().ToTable("people_calendar").HasKey(row => row.Account);
        model.Entity<AccountPassword>().ToTable("people_account_password").HasKey(row => row.Account);
        model.Entity<Factor>().ToTable("people_factor").HasKey(row => row.Id);
        model.Entity<SheetCode>().ToTable("people_sheet_code").HasKey(row => new { row.Factor, row.Number });
        model.Entity<Passkey>().ToTable("people_passkey").HasKey(row => row.Id);
        model.Entity<SignInLink>().ToTable("people_sign_in_link").HasKey(row => row.Id);
        model.Entity<AccountSession>().ToTable("people_account_session").HasKey(row => row.Id);
        model.Entity<ServiceClient>(client =>
        {
            client.ToTable("people_service_client").HasKey(row => row.Id);
            client.Property(row => row.Scopes).AsJson();
        });
        model.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("people_webhook").HasKey(row => row.Client);
            webhook.Property(row => row.Events).AsJson();
        });
        model.Entity<WebhookDelivery>().ToTable("people_webhook_delivery").HasKey(row => row.Id);
    }
}
