using System.Text.RegularExpressions;

namespace Probity.Cli.Wording;

public sealed record ForbiddenWord(Regex Pattern, string Instead);

/// <summary>
/// Words that no text of a page, letter or message may use, with what to say. They claim too much, blame, or mean something else in policing
/// (docs/wording.md says why). Only forms that are wrong wherever they stand are here; the rest is a matter of review.
/// </summary>
public static class ForbiddenWords
{
    private static readonly Dictionary<string, IReadOnlyList<ForbiddenWord>> Lists = new()
    {
        ["en"] = English(
            ("match|matches|matched|matching|matcher", "lead, candidate"), ("hit|hits", "lead, candidate"), ("suspect|suspects", "candidate, person"),
            ("unbiased|bias-free|debiased", "say what was measured and its limits"), ("fully compliant|compliant", "say which rule is met, and how it was checked"),
            ("human[- ]in[- ]the[- ]loop", "human judgement"), ("(?:the )?AI (?:decided|decides|thinks|believes|knows|identified|identifies|recognised|recognises)", "the AI output returns, scores or lists; people decide"),
            ("use cases?", "use"), ("blockchain", "evidence ledger"), ("tamper[- ]proof", "shows any change"), ("rubber[- ]stamp(?:ed|ing)?", "say what was measured"),
            ("please|sorry|thank you", "leave it out"), ("AI officer", "AI lead"), ("cops?", "officer"), ("mugshots?", "custody images"), ("blacklists?", "watch list"),
            ("best practices?", "lesson learned"), ("action items?", "commitment"), ("customers?", "member of the community"), ("citizens?", "member of the community"),
            ("access denied", "say who can, and how to ask"), ("success stor(?:y|ies)", "You said, we did"), ("war on terror", "counter-terrorism"), ("racial profiling", "profiling, as the law defines it"),
            ("face ID|facial scan", "face search"), ("informers?", "whistle-blower"), ("error rate of the officer", "leave it out"), ("user error", "say what was below the floor")),
        ["fr"] = French(
            ("jugement(?!s? humain)s?", "appréciation"), ("match|matchs|matches", "piste, candidat"), ("suspecte?s?", "candidat, personne"), ("récépissés?", "reçu"),
            ("blockchain|chaîne de blocs", "journal de preuve"), ("infalsifiables?|inaltérables?", "où toute altération se voit"), ("scellée?s?", "sous pli fermé"),
            ("brouillons?", "version de travail"), ("forces de l’ordre", "service de police"), ("agents? de la loi", "agente ou agent"), ("droits de l’Homme", "droits humains"),
            ("points? de contrôle", "état signé"), ("évidences?", "élément de preuve"), ("opinions?", "avis propre"), ("tapissages?", "parade d’identification"),
            ("surveillance humaine", "contrôle humain"), ("entreprises? de déploiement", "déployeur"), ("veuillez|merci de|désolée?s?", "infinitif ou phrase nue"),
            ("l’IA (?:a décidé|décide|pense|croit|sait|a identifié|identifie|a reconnu|reconnaît)", "le résultat de l’IA renvoie ; les personnes décident"),
            ("cas d’usage|cas d’utilisation", "usage"), ("conforme à 100|pleinement conformes?", "dire quelle règle est respectée"), ("sans biais|non biaisée?s?|impartiale? par construction", "dire ce qui a été mesuré"),
            ("dévoiler|dévoilée?s?", "ouvrir"), ("procureure?s?", "ministère public"), ("enregistrer mon (?:avis|appréciation)", "consigner"), ("humain dans la boucle", "jugement humain"), ("listes? noires?", "liste de surveillance")),
        ["ar"] = Arabic(
            ("نقطة تفتيش", "حالة موقّعة"), ("غير قابل للتزوير", "يكشف أي تغيير"), ("بصمة الوجه", "البحث بالوجه"), ("سلسلة الكتل", "دفتر الإثبات"), ("المشتبه به", "مرشح")),
    };

    public static IReadOnlyList<ForbiddenWord> In(string language) => Lists.GetValueOrDefault(language, []);

    private static List<ForbiddenWord> English(params (string Words, string Instead)[] list) => Whole(list);

    private static List<ForbiddenWord> French(params (string Words, string Instead)[] list) => Whole(list);

    /// <summary>Arabic joins particles to words, so a phrase is looked for anywhere.</summary>
    private static List<ForbiddenWord> Arabic(params (string Words, string Instead)[] list) =>
        [.. list.Select(entry => new ForbiddenWord(new Regex(entry.Words, RegexOptions.CultureInvariant), entry.Instead))];

    private static List<ForbiddenWord> Whole((string Words, string Instead)[] list) =>
        [.. list.Select(entry => new ForbiddenWord(
            new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{entry.Words})(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), entry.Instead))];
}
