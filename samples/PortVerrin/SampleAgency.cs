using Probity.Acts.Ids;

namespace Probity.PortVerrin;

/// <summary>What the sample agency is called, and where its people are found.</summary>
public static class SampleAgency
{
    public const string Name = "Port Verrin Police Service", Code = "port-verrin";

    /// <summary>The ledger's name, for a data directory that has none yet.</summary>
    public const string LedgerOrigin = "ledger.port-verrin.example/2026";

    public static readonly AgencyId Id = new(TypedId.Named("agency:" + Code));

    public static AccountId Account(string login) => new(TypedId.Named($"account:{Code}:{login}"));
}
