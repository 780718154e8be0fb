using System.Collections.Frozen;
using Probity.Acts.Rights;

namespace Probity.People.Clients;

/// <summary>The rights that a connected system can be given: to bring matters to the gate and to fetch what came of them. Judging is for people.</summary>
public static class ClientScopes
{
    public static readonly FrozenSet<Right> Allowed =
        new[] { Right.SeeRegister, Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt, Right.ReadLedger }.ToFrozenSet();
}
