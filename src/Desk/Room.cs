namespace Probity.Desk;
