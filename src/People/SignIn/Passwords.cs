using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Notices;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>Sets and checks passwords. The slow hash is computed outside the transaction, so that it holds nobody up.</summary>
public sealed class Passwords(UnitOfWork changes, Reads reads, PeopleOptions options, SignedIn sessions) : IDisposable
{
    public static readonly ActKind PasswordSet = new("people.password-set");

    private readonly PasswordHasher<AccountPassword> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordRounds }));

    // Hashing takes a core for a tenth of a second: more at a time than there are cores would let sign-in starve the gate.
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> _nobody = new(() => new PasswordHasher<AccountPassword>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordRounds }))
        .HashPassword(null!, "a password that nobody has"));

    /// <summary>Sets the person's own password. The old one is asked for, unless this session began with a one-time link.</summary>
    public async Task<Outcome<Done>> Set(LiveSession session, string? old, string? password)
    {
        password ??= "";
        List<Refusal> refusals;
        string? stored;
        using (var db = reads.Open(session.Agency))
        {
            var account = db.Set<Account>().Single(row => row.Id == session.Account);
            var agency = db.Set<AgencyRecord>().Single();
            refusals = PasswordRules.Check(password, [agency.Name, agency.Code, account.Login, account.Name]);
            stored = db.Set<AccountPassword>().SingleOrDefault(row => row.Account == session.Account)?.Hash;
        }
        if (stored is not null && session.FirstStep is FirstStep.Password or FirstStep.Passkey && !await Verify(stored, old ?? "")) refusals.Add(PeopleRefusals.PasswordWrong.At("Old"));
        if (refusals.Count > 0) return refusals;
        var hash = await Slowly(() => _hasher.HashPassword(null!, PasswordRules.Normal(password)));
        return await changes.Commit<Done>(session.Actor, work =>
        {
            var row = work.Db.Set<AccountPassword>().SingleOrDefault(row => row.Account == session.Account);
            if (row is null) work.Db.Add(new AccountPassword { Agency = session.Agency, Account = session.Account, Hash = hash, SetAt = work.Now });
            else (row.Hash, row.SetAt) = (hash, work.Now);
            TellOfFactors.FallIn(work, session.Account);
            var ended = sessions.EndAllIn(work, session.Account, keep: session.Id, session.Account, "passwordSet");
            work.Record(new Act
            {
                Kind = PasswordSet,
                Subject = Subject.Of(Account.SubjectKind, session.Account),
                Reason = null,
                Scope = KeyScope.Person(session.Account.Value),
                Payload = new { SessionsEnded = ended },
            });
            return Done.It;
        });
    }

    /// <param name="stored">Null for an account that does not exist or has no password: then as much is computed, and the answer is no.</param>
    internal async Task<bool> Verify(string? stored, string password)
    {
        var right = await Slowly(() => _hasher.VerifyHashedPassword(null!, stored ?? _nobody.Value, PasswordRules.Normal(password)) != PasswordVerificationResult.Failed);
        return right && stored is not null;
    }

    private async Task<T> Slowly<T>(Func<T> work)
    {
        await _cores.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _cores.Release();
        }
    }

    public void Dispose() => _cores.Dispose();
}
