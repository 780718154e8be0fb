namespace Probity.Acts;
