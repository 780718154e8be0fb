namespace Probity.Ledger;
