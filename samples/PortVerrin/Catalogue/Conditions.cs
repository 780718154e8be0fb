using Probity.Registry.Authorisations;

namespace Probity.PortVerrin.Catalogue;

/// <summary>What authorisations demand, as data. Numbers of PV-AI-007 are those on its page.</summary>
internal static class Conditions
{
    private static readonly Condition
        OwnView = Condition.With("own-view", "C1", new { reasonCharacters = 80 }, "1. The officer’s own view before any output, always.", "1. L’avis propre de l’agent avant tout résultat, toujours."),
        Second = Condition.With("second-person", "C11", new { controlDrawPercent = 10, samePairPercent = 30 }, "2. A second person of another unit judges blind.", "2. Une seconde personne d’une autre unité apprécie à l’aveugle."),
        AuditByGroup = Condition.With("audit", Condition.NoControl, new { everyMonths = 6 }, "3. Audit by group every six months.", "3. Audit par groupe tous les six mois."),
        WeeklyReport = Condition.Plain("weekly-report", Condition.NoControl, "4. Weekly report to the Deputy Chief for 90 days.", "4. Rapport hebdomadaire à la direction adjointe pendant 90 jours."),
        NoInfrared = Condition.With("no-infrared", "C3", new { noInfrared = true }, "4. No infrared images.", "4. Aucune image infrarouge."),
        ErrorGap = Condition.Plain("error-gap", Condition.NoControl, "5. Error gap between groups of at most 15 points.", "5. Écart d’erreur entre groupes de 15 points au plus."),
        Complaints = Condition.Plain("complaints", Condition.NoControl, "6. Complaints answered in 30 days.", "6. Réclamations traitées en 30 jours."),
        Gallery = Condition.With("gallery", "C4", new { candidates = 10, imageYears = 5 }, "7. Custody gallery only; images of more than five years are flagged.", "7. Galerie de garde à vue seulement ; les images de plus de cinq ans sont signalées.");

    /// <summary>What the national profile sets for every comparison of a still image. Not one of the seven: a leader cannot set or drop it.</summary>
    private static readonly Condition Law = Condition.With("legal-limits", Condition.Scope, new { offenceYears = 5, noChildUnder = 14, citation = "MR-PDA s. 41" },
        "The law: only for an offence of five years or more, and never for a person who appears to be under 14.", "La loi : seulement pour une infraction punie de cinq ans ou plus, et jamais pour une personne qui paraît avoir moins de 14 ans.");

    private static Condition Floor(int pixels) => Condition.With("image-floor", "C3", new { eyeDistancePixels = pixels },
        FormattableString.Invariant($"Rule C3: at least {pixels} pixels between the eyes."), FormattableString.Invariant($"Règle C3 : au moins {pixels} pixels entre les yeux."));

    public static readonly IReadOnlyList<Condition>
        FaceSearchJune = [OwnView, Second, AuditByGroup, WeeklyReport, ErrorGap, Complaints, Gallery, Floor(40), Law],
        FaceSearchSeptember = [OwnView, Second, AuditByGroup, NoInfrared, ErrorGap, Complaints, Gallery, Floor(40), Law],
        FaceSearchOctober = [OwnView, Second, AuditByGroup, NoInfrared, ErrorGap, Complaints, Gallery, Floor(60), Law],
        Plates =
        [
            Condition.Plain("reads-first", "C1", "The officer reads the plate in the photo first.", "L’agent lit d’abord la plaque sur la photo."),
            Condition.Plain("fresh-list", Condition.NoControl, "The list entry is less than 24 hours old.", "L’entrée de la liste date de moins de 24 heures."),
            Condition.Plain("days-off", Condition.NoControl, "Off on days of protest and worship.", "Arrêt les jours de manifestation et de culte."),
            Condition.Plain("two-readers", Condition.NoControl, "Two readers for foreign plates.", "Deux lecteurs pour les plaques étrangères."),
        ],
        Drafts =
        [
            Condition.Plain("first-draft-kept", Condition.NoControl, "The first draft is kept.", "La première version est conservée."),
            Condition.Plain("statement", Condition.NoControl, "AI-use statement on every page.", "Mention d’usage de l’IA sur chaque page."),
            Condition.Plain("own-account", "C1", "Own account first where force, injury or a child is involved.", "Récit propre d’abord en cas de force, de blessure ou d’enfant."),
        ],
        Custody =
        [
            Condition.Plain("own-view", "C1", "1. Own view first.", "1. Avis propre d’abord."),
            Condition.Plain("nurse", Condition.NoControl, "2. The nurse may overrule it.", "2. L’infirmerie peut passer outre."),
            Condition.Plain("no-longer", Condition.NoControl, "3. Never a ground for longer detention.", "3. Jamais un motif de prolonger la garde à vue."),
        ],
        Threats = [Condition.Plain("all-read", Condition.NoControl, "People read every message.", "Chaque message est lu par une personne.")],
        Areas = [Condition.Plain("no-stops", Condition.NoControl, "No stop or search because of a marked block.", "Aucun contrôle ni fouille en raison d’un secteur signalé.")],
        Low = [Condition.Plain("person-checks", Condition.NoControl, "A person checks the result before it is used.", "Une personne vérifie le résultat avant tout usage.")],
        Withheld = [Condition.Plain("judge", Condition.NoControl, "The oversight judge reads the full entry every 30 days.", "Le juge de contrôle lit la fiche complète tous les 30 jours.")];
}
