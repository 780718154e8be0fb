namespace Probity.Judgement;
