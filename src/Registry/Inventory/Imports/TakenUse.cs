using Probity.Registry.LifeCycle;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Imports;

/// <summary>Those fields of a use and its system that a column of the inventory speaks of.</summary>
public sealed record TakenUse(string Name, string UsedBy, string Purpose, RiskClass Class, UseState State, string Vendor, bool OwnBuild, string Description, PurposeCategory? Category = null);
