using System.Globalization;
using Probity.Client;

namespace Probity.CaseManagement;

/// <summary>What the pages say, in English and French.</summary>
public sealed class Words
{
    private static readonly Dictionary<string, (string En, string Fr)> All = new()
    {
        ["cases"] = ("Cases", "Dossiers"),
        ["lead"] = ("Face-search lead", "Piste de recherche faciale"),
        ["ask"] = ("Ask for a face-search lead", "Demander une piste de recherche faciale"),
        ["state"] = ("Where the decision stands", "État de la décision"),
        ["officer"] = ("Page for the officer", "Page pour l’officier"),
        ["fetch"] = ("Fetch the receipt", "Récupérer le reçu"),
        ["bring"] = ("Use a receipt file instead", "Utiliser plutôt un fichier de reçu"),
        ["here"] = ("A receipt is here. It is verified before anything is sent.", "Un reçu est là. Il est vérifié avant tout envoi."),
        ["send"] = ("Send enquiries", "Envoyer les demandes de renseignements"),
        ["not-sent"] = ("Nothing was sent", "Rien n’a été envoyé"),
        ["sent"] = ("Enquiries were sent", "Les demandes ont été envoyées"),
        ["on-receipt"] = ("on the receipt with SHA-256", "sur le reçu dont le SHA-256 est"),
        ["no-receipt"] = ("There is no receipt in this case. Enquiries are sent on a receipt only.", "Ce dossier n’a pas de reçu. Les demandes ne partent que sur un reçu."),
        ["soon"] = ("The receipt is being signed. Try again in a few seconds.", "Le reçu est en cours de signature. Réessayez dans quelques secondes."),
        ["already"] = ("Enquiries were already sent on this receipt, on {at}. A receipt is used once.", "Des demandes ont déjà été envoyées sur ce reçu, le {at}. Un reçu ne sert qu’une fois."),
        ["other-decision"] = ("The receipt is of another decision.", "Le reçu est celui d’une autre décision."),
        ["down"] = ("Probity cannot be reached, so the receipt cannot be used. Try again later.", "Probity est injoignable, le reçu ne peut donc pas être utilisé. Réessayez plus tard."),
        ["unknown"] = ("not known now: Probity cannot be reached", "inconnu pour l’instant\u00a0: Probity est injoignable"),
        ["judgement.receipt-used"] = ("The receipt was used before. A receipt is used once.", "Le reçu a déjà été utilisé. Un reçu ne sert qu’une fois."),
        ["judgement.receipt-lapsed"] = ("The receipt has lapsed.", "Le reçu est périmé."),
        ["judgement.receipt-for-other"] = ("The receipt is for another action, receiver or case.", "Le reçu vaut pour une autre action, un autre destinataire ou un autre dossier."),
        ["judgement.not-open-any-more"] = ("The decision is contested or was overturned. Do not act on it.", "La décision est contestée ou a été annulée. N’agissez pas sur cette base."),
        ["judgement.no-receipt-yet"] = ("People have not judged yet, so there is no receipt.", "Personne n’a encore jugé, il n’y a donc pas de reçu."),
    };

    private Words(bool french) => Culture = CultureInfo.GetCultureInfo(french ? "fr" : "en");

    public static Words Of(HttpRequest request) => new(request.Headers.AcceptLanguage.ToString().StartsWith("fr", StringComparison.OrdinalIgnoreCase));

    public CultureInfo Culture { get; }

    public string this[string key] => Culture.Name == "fr" ? All[key].Fr : All[key].En;

    /// <summary>A reason of the gate: by its code, which never changes; the gate's own sentence where the code is not known here.</summary>
    public string Say(Problem problem) => All.ContainsKey(problem.Code) ? this[problem.Code] : $"{problem.Title}. {problem.Do ?? problem.Detail}";

    public string State(string state) => All.ContainsKey(state) ? this[state] : state;
}
