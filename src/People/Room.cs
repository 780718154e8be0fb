namespace Probity.People;
