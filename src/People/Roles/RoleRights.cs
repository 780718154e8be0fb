using System.Collections.Frozen;
using Probity.Acts.Rights;

namespace Probity.People.Roles;

/// <summary>
/// Which role carries which right. This table is all there is: reading it is reviewing it (docs/adr/0007).
/// </summary>
public static class RoleRights
{
    private static readonly Right[] Member = [Right.OwnDesk, Right.SeeRegister, Right.ReportFoundUse];

    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Exercised = new Dictionary<Role, Right[]>
    {
        [Role.Member] = Member,
        [Role.Officer] = [Right.OpenDecision, Right.Judge, Right.SeeDecisions, Right.UseReceipt],
        // Judges blind: no right to look at decisions beside the one that was given to them.
        [Role.SecondPerson] = [Right.JudgeSecond],
        // Prepares and may stop; never authorises, so nobody approves their own work.
        [Role.AiLead] = [Right.KeepRegister, Right.SuspendUse, Right.SeeDecisions, Right.SeeTraining, Right.SeeActs, Right.ReadLedger],
        [Role.Leader] = [Right.AuthoriseUse, Right.SuspendUse, Right.SeeDecisions, Right.SeeTraining, Right.SeeAccounts, Right.SeeActs, Right.ReadLedger],
        [Role.Legal] = [Right.SeeDecisions, Right.GiveDisclosure, Right.EraseContent, Right.SeeTraining, Right.SeeActs, Right.ReadLedger],
        // Receives complaints and asks for a new look: where a decision stands, and nothing of its content.
        [Role.Complaints] = [Right.SeeDecisions],
        [Role.Auditor] = [Right.SeeDecisions, Right.GiveDisclosure, Right.SeeTraining, Right.SeeAccounts, Right.SeeActs, Right.ReadLedger],
        [Role.Oversight] = [Right.SeeDecisions, Right.SeeTraining, Right.SeeAccounts, Right.SeeActs, Right.ReadLedger],
        [Role.Integrator] = [Right.KeepClients],
        [Role.Trainer] = [Right.SeeTraining, Right.GrantCertificate],
        // Runs the installation; no case and no personal content by virtue of the role.
        [Role.Administrator] = [Right.SeeAccounts, Right.KeepAccounts, Right.KeepClients],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>
    /// What the holder may hand to others without exercising it: the accountable leader answers for all use of AI and therefore confirms who does the work;
    /// the integrator hands these to connected systems and to nothing else.
    /// </summary>
    private static readonly FrozenDictionary<Role, FrozenSet<Right>> OnlyHandedOn = new Dictionary<Role, Right[]>
    {
        [Role.Leader] = [.. Enum.GetValues<Right>().Where(right => right is not Right.KeepAccounts)],
        [Role.Integrator] = [.. Clients.ClientScopes.Allowed],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>Rights that let someone see or touch a matter about a person. No administrator may have one.</summary>
    public static readonly FrozenSet<Right> CaseRights =
        new[] { Right.OpenDecision, Right.Judge, Right.JudgeSecond, Right.SeeDecisions, Right.GiveDisclosure, Right.EraseContent, Right.UseReceipt, Right.SeeActs }.ToFrozenSet();

    /// <summary>What the roles together let their holder do; every account is a member.</summary>
    public static FrozenSet<Right> Of(IEnumerable<Role> roles) =>
        roles.Append(Role.Member).SelectMany(role => Exercised[role]).ToFrozenSet();

    /// <summary>What the roles together let their holder give to others: what they may do themselves, and what they hand on.</summary>
    public static FrozenSet<Right> HandedOnBy(IEnumerable<Role> roles)
    {
        var all = roles.Append(Role.Member).ToList();
        return all.SelectMany(role => Exercised[role].Concat(OnlyHandedOn.GetValueOrDefault(role, []))).ToFrozenSet();
    }

    /// <summary>Everything that comes with a role, to do or to hand on: whoever grants it must be able to hand on all of it.</summary>
    public static FrozenSet<Right> Carried(Role role) => Exercised[role].Union(OnlyHandedOn.GetValueOrDefault(role, [])).ToFrozenSet();
}
