using Probity.Acts.Ids;

namespace Probity.PortVerrin;

/// <summary>What the sample agency is called.</summary>
public static class PortVerrinAgency
{
    public const string Name = "Port Verrin Police Service", Code = "port-verrin", LedgerOrigin = "ledger.port-verrin.example/2025";

    public static readonly AgencyId Id = new(TypedId.Named("port-verrin/agency"));
}
