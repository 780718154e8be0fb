namespace Probity.Training;
