using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations.Keeping;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.Catalogue;

/// <summary>Two years with AI: what was found, tried, permitted, refused, stopped and ended, in the order of the story.</summary>
internal static class TwoYears
{
    private const string Inventory = "Inventory with amnesty, winter of the first year";
    private const string Afterwards = " Entered afterwards: it happened before the record began.";

    public static void Write(Story story, Registering a)
    {
        FirstInventory(story, a);
        FirstYear(story, a);
        FaceSearch(story, a);
        SecondYear(story, a);
        Lately(story, a);
    }

    /// <summary>Twelve tools with AI inside, found in a winter in which nobody was blamed for reporting; five of them stand in the register.</summary>
    private static void FirstInventory(Story story, Registering a)
    {
        var at = At(2025, 3, 4, 15);
        foreach (var system in new[] { Systems.VeilCut, Systems.PlateSight, Systems.Affectis, Systems.PublicChatbots, Systems.CareGauge, Systems.SolvScore })
            a.System(story, at = at.AddMinutes(5), system, assessed: false);
        a.Find(story, At(2025, 3, 5, 9, 10), SampleUses.Blurring, At(2024, 12, 11, 10), Inventory, "Reported by the image desk: it ran on one workstation. Stopped until it is decided." + Afterwards, stopped: true);
        a.Find(story, At(2025, 3, 5, 9, 30), SampleUses.Plates, At(2024, 12, 12, 14), Inventory, "Reported by the port: the cameras read plates since a replacement. The display was stopped." + Afterwards, stopped: true);
        a.Find(story, At(2025, 3, 5, 9, 50), SampleUses.Emotions, At(2025, 1, 13, 11), Inventory, "Two interviewers reported a trial that a salesperson had left running." + Afterwards, stopped: true);
        a.Find(story, At(2025, 3, 5, 10, 20), SampleUses.Chatbots, At(2024, 12, 9, 16), Inventory, "34 officers reported private accounts. A victim’s name had gone into one. Blocked on service devices." + Afterwards, stopped: true);
        a.Find(story, At(2025, 3, 5, 10, 50), SampleUses.Custody, At(2024, 12, 16, 9), Inventory, "It came with an update of the custody software; nobody had asked for it. The display is off." + Afterwards, stopped: true);
        a.Edit(story, At(2025, 3, 6, 9), SampleUses.Emotions, "Class and people affected entered after the inventory.");
        a.End(story, At(2025, 3, 6, 9, 20), SampleUses.Emotions, "The vendor was asked for evidence and sent a brochure. Nobody reads feelings from a face for us." + Afterwards);
        a.Edit(story, At(2025, 3, 6, 9, 40), SampleUses.Chatbots, "Class and people affected entered after the inventory.");
        a.End(story, At(2025, 3, 6, 10), SampleUses.Chatbots, "Case details left the service. A governed replacement is promised, because a ban alone moves the use to private phones." + Afterwards);
    }

    private static void FirstYear(Story story, Registering a)
    {
        // The mistake of the two years: filed as low, on a short form.
        var low = SampleUses.Screening with { Class = Registry.Uses.RiskClass.Low };
        a.Propose(story, At(2025, 3, 6, 14), low, "Asked for by Patrol: it only sorts.");
        a.Assess(story, At(2025, 3, 7, 10), low, "Short form", "Patrol, report desk", AssessmentResult.Acceptable);
        a.Permit(story, At(2025, 3, 7, 11), At(2025, 3, 10, 8, 30), low, Conditions.Low, At(2025, 3, 10), At(2026, 3, 9), "Low by the short form: it only sorts.");
        a.Begin(story, At(2025, 3, 10, 9), low, "Starts with the online reports of this week.");
        a.Edit(story, At(2026, 1, 26, 9), SampleUses.Screening, "Closing a report unread is a decision about a person. The audit found 143 of 2 592 wrongly closed: the class was wrong from the beginning.");
        a.End(story, At(2026, 1, 30, 16), SampleUses.Screening, "A woman whose report was closed unread had 41 messages from a former partner. Every closed report is being read by people; the use ends.");

        a.System(story, At(2025, 5, 20, 17), Systems.SeekFace, assessed: false);
        a.Find(story, At(2025, 5, 20, 17, 30), SampleUses.InternetFaces, At(2025, 5, 20, 15), "A supervisor in Serious Crime", "Seen on a screen in the office. Two detectives had paid for it themselves.", stopped: false, Roster.Venn);
        a.Edit(story, At(2025, 5, 21, 8), SampleUses.InternetFaces, "Class and legal position entered by the AI lead.");
        a.End(story, At(2025, 5, 21, 9), SampleUses.InternetFaces, "Forbidden by s. 42. Eleven cases are reopened, the two people concerned are told. The wish for a lawful way was real and is answered separately.");

        a.System(story, At(2025, 5, 12, 10), Systems.AreaCast);
        a.Propose(story, At(2025, 5, 12, 11), SampleUses.Areas, "Asked for by Patrol after a winter of burglaries.");
        a.Assess(story, At(2025, 5, 26, 14), SampleUses.Areas, "Rights assessment", "Dr Oren Basti with Legal and Data Protection");
        a.Permit(story, At(2025, 5, 27, 9), At(2025, 5, 30, 11), SampleUses.Areas, Conditions.Areas, At(2025, 6, 2), At(2026, 3, 31), "For one winter and one summer, with a comparison.");
        a.Begin(story, At(2025, 6, 2, 8), SampleUses.Areas, "First week in three districts.");
        a.Permit(story, At(2026, 3, 24, 10), At(2026, 4, 1, 8, 15), SampleUses.Areas, Conditions.Areas, At(2026, 4, 1), At(2027, 3, 31), "Renewed for a pilot with an outside evaluator.");
        a.Suspend(story, At(2026, 10, 31, 12), SampleUses.Areas, "The evaluator found no effect. Searches rose and finds fell, and they fell on boys in two districts. Paused until the need is proven; the community is asked.");

        a.System(story, At(2025, 6, 2, 9), Systems.GateWatch, assessed: false, notes: "Known from the vendor’s papers only.");
        a.Propose(story, At(2025, 6, 2, 10), SampleUses.LiveFaces, "Offered by the vendor with the cameras of the ferry terminal.");
        a.Assess(story, At(2025, 8, 21, 10), SampleUses.LiveFaces, "Rights assessment", "Yasmine Terfal, Data Protection Officer", AssessmentResult.NotAcceptable);
        a.Refuse(story, At(2025, 9, 18, 15), SampleUses.LiveFaces, "No statute allows it, the Panel said no by 7 to 2, and every traveller would be compared. A refusal is published like a permission.");

        a.System(story, At(2025, 9, 1, 9), Systems.Loomlet);
        a.Propose(story, At(2025, 9, 1, 10), SampleUses.Letters, "The promised replacement for private chatbots.");
        a.Assess(story, At(2025, 9, 15, 10), SampleUses.Letters, "Screening", "Dr Oren Basti", AssessmentResult.Acceptable);
        a.Permit(story, At(2025, 9, 22, 9), At(2025, 9, 29, 11), SampleUses.Letters, Conditions.Low, At(2025, 10, 1), At(2026, 9, 30), "Low by screening: no case facts, names masked.");
        a.Begin(story, At(2025, 10, 1, 8), SampleUses.Letters, "Open to all staff after the basics course.");
        a.Permit(story, At(2026, 9, 21, 9), At(2026, 10, 1, 7, 30), SampleUses.Letters, Conditions.Low, At(2026, 10, 1), At(2027, 9, 30), "Renewal: nothing changed, 58 letters were checked.");

        a.System(story, At(2025, 9, 8, 9), Systems.WheelCast);
        a.Propose(story, At(2025, 9, 8, 10), SampleUses.Vehicles, "Asked for by the workshop.");
        a.Assess(story, At(2025, 9, 16, 10), SampleUses.Vehicles, "Screening", "Dr Oren Basti", AssessmentResult.Acceptable);
        a.Permit(story, At(2025, 9, 24, 9), At(2025, 9, 30, 10), SampleUses.Vehicles, Conditions.Low, At(2025, 10, 1), At(2026, 9, 30), "Low by screening.");
        a.Begin(story, At(2025, 10, 1, 9), SampleUses.Vehicles, "Starts in the Harbour workshop.");

        a.Edit(story, At(2025, 10, 20, 9), SampleUses.Custody, "Completed before it is assessed.");
        a.Assess(story, At(2025, 10, 29, 10), SampleUses.Custody, "Rights assessment", "Yasmine Terfal, Data Protection Officer");
        a.Permit(story, At(2025, 11, 3, 9), At(2025, 11, 7, 15), SampleUses.Custody, Conditions.Custody, At(2025, 11, 10), At(2026, 11, 9), "Needed for safety in the cells; own view first.");
        a.Begin(story, At(2025, 11, 10, 6), SampleUses.Custody, "The display is switched on, with the paper form beside it.");

        Simple(story, a, Systems.LexDesk, SampleUses.Orders, At(2025, 11, 3, 9), At(2025, 12, 1), At(2026, 11, 30), "Asked for by every station: our orders have 4 000 pages.");
    }

    private static void FaceSearch(Story story, Registering a)
    {
        a.System(story, At(2026, 1, 12, 9), Systems.FaceLink);
        a.Propose(story, At(2026, 2, 10, 10), SampleUses.FaceSearch, "The lawful answer to what two detectives did on their own: still images, custody gallery, serious crime, people decide.");
        a.Assess(story, At(2026, 3, 12, 14), SampleUses.FaceSearch, "Necessity test", "Halia Venn, Chief Superintendent");
        a.Assess(story, At(2026, 3, 20, 14), SampleUses.FaceSearch, "Rights assessment", "Lindis Arvane, legal adviser");
        a.Assess(story, At(2026, 3, 24, 14), SampleUses.FaceSearch, "Data protection assessment", "Yasmine Terfal, Data Protection Officer");
        a.Assess(story, At(2026, 3, 27, 14), SampleUses.FaceSearch, "Toolkit-informed risk review", "Dr Oren Basti");
        a.Permit(story, At(2026, 5, 28, 9), At(2026, 6, 1, 10), SampleUses.FaceSearch, Conditions.FaceSearchJune, null, At(2027, 3, 31), "The Panel said yes with conditions, 6 to 3; its dissent is published. Seven conditions.");
        a.Begin(story, At(2026, 6, 3, 7), SampleUses.FaceSearch, "34 officers are trained, nine second persons named, the gate is connected.");
        a.Permit(story, At(2026, 9, 1, 15), At(2026, 9, 2, 9), SampleUses.FaceSearch, Conditions.FaceSearchSeptember, null, At(2027, 3, 31), "An infrared image was accepted; no lead came of it. Condition 4 takes the place of the weekly report, which ended met.");
        a.Permit(story, At(2026, 10, 15, 16), At(2026, 10, 16, 7), SampleUses.FaceSearch, Conditions.FaceSearchOctober, null, At(2027, 3, 31), "The audit found many more misses on images of 40 to 60 pixels. Chief Superintendent Venn ordered the new floor.");
        a.Version(story, At(2026, 10, 5, 9), Systems.FaceLink, "4.3", "Offered by the vendor; not assessed, so no use moves to it.");

        var at = At(2026, 10, 19, 9);
        void Keep(string condition, ConditionResult result, DateTimeOffset day, string evidence) => a.Keep(story, at = at.AddMinutes(10), SampleUses.FaceSearch, condition, result, day, evidence);
        Keep("own-view", ConditionResult.Met, At(2026, 10, 14), "AUD-2026-14: no output was shown before an own view in 300 staged searches.");
        Keep("second-person", ConditionResult.Met, At(2026, 10, 14), "AUD-2026-14: every second view blind and from another unit.");
        Keep("audit", ConditionResult.Met, At(2026, 10, 14), "AUD-2026-14, five months after AUD-2026-06.");
        Keep("no-infrared", ConditionResult.Met, At(2026, 10, 16), "The gate refuses infrared images since 2 September; none was taken since.");
        Keep("error-gap", ConditionResult.Breached, At(2026, 10, 14), "AUD-2026-14: the gap by skin is 20 points (7 to 32). The floor of 60 pixels follows; a new test by 31 January.");
        Keep("gallery", ConditionResult.Met, At(2026, 10, 14), "AUD-2026-14: custody gallery only, older images flagged.");
        a.Keep(story, At(2026, 11, 20, 16), SampleUses.FaceSearch, "complaints", ConditionResult.Late, At(2026, 11, 20), "Complaint 2026-118, due 18 November, answered two days late.");
    }

    private static void SecondYear(Story story, Registering a)
    {
        a.Edit(story, At(2026, 1, 12, 13), SampleUses.Blurring, "Completed before it is assessed.");
        a.Assess(story, At(2026, 1, 19, 10), SampleUses.Blurring, "Screening", "Dr Oren Basti", AssessmentResult.Acceptable);
        a.Permit(story, At(2026, 1, 26, 14), At(2026, 1, 30, 10), SampleUses.Blurring, Conditions.Low, At(2026, 2, 1), At(2027, 1, 31), "Low by screening: a person checks every frame.");
        a.Begin(story, At(2026, 2, 2, 8), SampleUses.Blurring, "Starts at the image desk.");

        Simple(story, a, Systems.Parolier, SampleUses.Transcripts, At(2025, 12, 8, 9), At(2026, 1, 15), At(2027, 1, 14), "Interviews wait five weeks to be typed.");
        Simple(story, a, Systems.LinguaPont, SampleUses.Leaflets, At(2026, 1, 8, 9), At(2026, 2, 1), At(2027, 1, 31), "Leaflets exist in two languages only.");
        Simple(story, a, Systems.TurnPlan, SampleUses.Shifts, At(2026, 3, 2, 9), At(2026, 5, 1), At(2027, 4, 30), "Asked for by planners; staff were consulted.");

        a.System(story, At(2025, 10, 20, 10), Systems.PolicyWriter);
        a.Propose(story, At(2025, 12, 15, 10), SampleUses.Drafts, "A pilot with a baseline and an outside evaluator.");
        a.Assess(story, At(2026, 2, 9, 10), SampleUses.Drafts, "Rights assessment of version 2.0", "Lindis Arvane, legal adviser");
        a.Permit(story, At(2026, 2, 20, 9), At(2026, 2, 26, 10), SampleUses.Drafts, Conditions.Drafts, At(2026, 3, 2), At(2026, 6, 30), "Pilot in two stations.");
        a.Begin(story, At(2026, 3, 2, 7), SampleUses.Drafts, "First shift of the pilot.");
        a.Permit(story, At(2026, 6, 26, 9), At(2026, 7, 1, 6, 30), SampleUses.Drafts, Conditions.Drafts, At(2026, 7, 1), At(2027, 6, 30), "No time was saved; reports with a factual error fell. Continued for accuracy only.");
        a.Version(story, At(2026, 11, 10, 7), Systems.PolicyWriter, "2.1", "Installed by the vendor overnight. Not assessed: what was measured on 2.0 says nothing about it.");

        a.Edit(story, At(2026, 3, 9, 9), SampleUses.Plates, "Completed after the consultation.");
        a.Assess(story, At(2026, 3, 20, 9), SampleUses.Plates, "Rights assessment", "Yasmine Terfal, Data Protection Officer");
        a.Permit(story, At(2026, 4, 2, 9), At(2026, 4, 10, 11), SampleUses.Plates, Conditions.Plates, At(2026, 4, 13), At(2027, 4, 12), "With the four conditions the consultation asked for.");
        a.Begin(story, At(2026, 4, 13, 6), SampleUses.Plates, "First ferry of the day.");

        a.System(story, At(2026, 5, 4, 9), Systems.SignalSort);
        a.Propose(story, At(2026, 5, 4, 10), SampleUses.Threats, "Urgent messages waited hours for a reader.");
        a.Assess(story, At(2026, 7, 14, 9), SampleUses.Threats, "Rights assessment", "Lindis Arvane, legal adviser");
        a.Permit(story, At(2026, 8, 20, 9), At(2026, 8, 27, 9), SampleUses.Threats, Conditions.Threats, At(2026, 9, 1), At(2027, 2, 28), "A pilot of six months; every message is still read.");
        a.Begin(story, At(2026, 9, 1, 7), SampleUses.Threats, "Pilot begins.");

        a.Version(story, At(2026, 8, 3, 9), Systems.CareGauge, "1.4", "New thresholds for people over 50.");
        a.AssessedVersion(story, At(2026, 8, 18, 9), Systems.CareGauge, "1.4", "Assessed on 240 receptions of the past; errors as before, thresholds as described.");
        a.Edit(story, At(2026, 8, 24, 18), SampleUses.CustodyNew, "The vendor stops version 1.3. The permission for it ends with this edit, so the new one follows within hours.");
        a.Assess(story, At(2026, 8, 24, 18, 30), SampleUses.CustodyNew, "Rights assessment, version 1.4", "Yasmine Terfal, Data Protection Officer");
        a.Permit(story, At(2026, 8, 24, 19), At(2026, 8, 25, 6), SampleUses.CustodyNew, Conditions.Custody, null, At(2027, 2, 24), "Six months only: own view first is not kept everywhere yet.");
        a.Begin(story, At(2026, 8, 25, 6, 15), SampleUses.CustodyNew, "Version 1.4 from the morning shift on.");
        a.Keep(story, At(2026, 11, 9, 16), SampleUses.CustodyNew, "own-view", ConditionResult.InPart, At(2026, 11, 9), "The rights assessment ended today: own view first in a third of receptions only.");

        a.System(story, At(2026, 7, 20, 9), Systems.Closed);
        Withheld(story, a, SampleUses.WithheldVessels, At(2026, 7, 21, 10), At(2026, 8, 4));
        Withheld(story, a, SampleUses.WithheldMessages, At(2026, 9, 8, 10), At(2026, 9, 22));
    }

    private static void Lately(Story story, Registering a)
    {
        a.System(story, At(2026, 10, 1, 9), Systems.RouteDesk, assessed: false);
        a.Propose(story, At(2026, 10, 5, 10), SampleUses.Routing, "In place of screening: it can close nothing. The assessment has 22 of 31 answers.");

        a.System(story, At(2026, 10, 26, 9), Systems.FileSort);
        a.Propose(story, At(2026, 10, 26, 10), SampleUses.Exhibits, "The prosecution asked for exhibit files in one order.");
        a.Assess(story, At(2026, 11, 9, 10), SampleUses.Exhibits, "Screening", "Dr Oren Basti", AssessmentResult.Acceptable);
        a.Permit(story, At(2026, 11, 11, 9), At(2026, 11, 16, 10), SampleUses.Exhibits, Conditions.Low, At(2026, 12, 1), At(2027, 11, 30), "Low by screening: a clerk checks the list.");

        a.System(story, At(2026, 11, 12, 9, 30), Systems.ClipFind, assessed: false, notes: "Switched on by an update of the evidence store that the contract did not make the vendor announce.");
        a.Find(story, At(2026, 11, 12, 9, 40), SampleUses.Objects, At(2026, 11, 12, 9), "The AI lead, after a card from Tarn Valley",
            "A neighbour’s card said that an update had switched on object search. Ours had it too, since nine days, and it was used in five cases.", stopped: false);
        a.Suspend(story, At(2026, 11, 12, 9, 58), SampleUses.Objects, "Nobody asked, nobody assessed, nobody was told. Paused; the five cases are read again by people.", Roster.Basti);

        a.Edit(story, At(2026, 11, 12, 11, 30), SampleUses.Objects, "French name entered; nothing is known yet that could be assessed.");

        // A renewal that waits for its leader when the sample opens.
        a.Prepare(story, At(2026, 11, 20, 15), SampleUses.Orders, Conditions.Low, At(2026, 12, 1), At(2027, 11, 30), "Ends in ten days. Renewal as it stands: no case data, the passage is always shown.");
    }

    /// <summary>A low use by screening: the AI lead proposes, the leader signs.</summary>
    private static void Simple(Story story, Registering a, SampleSystem system, SampleUse use, DateTimeOffset proposed, DateTimeOffset from, DateTimeOffset lastDay, string why)
    {
        a.System(story, proposed, system);
        a.Propose(story, proposed.AddHours(1), use, why);
        a.Assess(story, proposed.AddDays(7), use, "Screening", "Dr Oren Basti", AssessmentResult.Acceptable);
        a.Permit(story, from.AddDays(-11).AddHours(10), from.AddDays(-4).AddHours(11), use, Conditions.Low, from, lastDay, "Low by screening.");
        a.Begin(story, from.AddHours(8), use, "Starts today.");
    }

    private static void Withheld(Story story, Registering a, SampleUse use, DateTimeOffset proposed, DateTimeOffset from)
    {
        a.Propose(story, proposed, use, "Public part of a withheld entry.");
        a.Assess(story, proposed.AddDays(4), use, "Rights assessment", "Lindis Arvane, legal adviser");
        a.Permit(story, from.AddDays(-4), from.AddDays(-1), use, Conditions.Withheld, from, At(2027, 6, 1), "The oversight judge reads the full entry; it is published when the release date is reached.");
        a.Begin(story, from.AddHours(9), use, "Begins under the judge’s reading.");
    }
}
