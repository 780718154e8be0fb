namespace Probity.Registry;
