namespace Probity.PortVerrin;
