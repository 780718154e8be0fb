using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Layout;
using Probity.Desk.Lists;
using Probity.Desk.Search;
using Probity.Judgement.Decisions;

namespace Probity.Judgement;

/// <summary>The addresses of this room's pages, its words in the navigation, and how other rooms show a decision.</summary>
public static class JudgementPages
{
    public const string Today = "/today";
    public const string List = "/decisions";
    public const string Export = "/decisions/export";
    public const string Erasure = "/erasure";
    public const string Policy = "/ledger/policy";

    private static readonly Statement CaseNumbersOf = IdList.Statement(pg =>
        $"SELECT d.id, d.case_number FROM {IdList.From("one", "@p1", pg)} CROSS JOIN judgement_decision AS d WHERE d.agency = @p0 AND d.id = {IdList.Id("one", pg)}");

    public static string Decision(DecisionId id) => $"{List}/{id}";

    public static string View(DecisionId id) => $"{List}/{id}/view";

    public static string Output(DecisionId id) => $"{List}/{id}/output";

    public static string Judgement(DecisionId id) => $"{List}/{id}/judgement";

    public static string HandBack(DecisionId id) => $"{List}/{id}/hand-back";

    public static string Withdraw(DecisionId id) => $"{List}/{id}/withdraw";

    public static string Contest(DecisionId id) => $"{List}/{id}/contest";

    public static string Settle(DecisionId id) => $"{List}/{id}/settle";

    public static string Outcomes(DecisionId id) => $"{List}/{id}/outcomes";

    public static string Disclosure(DecisionId id) => $"{List}/{id}/disclosure";

    public static string Disclosure(DecisionId id, int number) => FormattableString.Invariant($"{List}/{id}/disclosure/{number}");

    public static string DisclosureFile(DecisionId id, int number) => Disclosure(id, number) + ".json";

    public static string Receipt(DecisionId id) => $"{List}/{id}/receipt";

    public static string ReceiptFile(DecisionId id) => $"{List}/{id}/receipt.json";

    public static string ReceiptPicture(DecisionId id) => $"{List}/{id}/receipt.svg";

    internal static IServiceCollection AddJudgementPages(this IServiceCollection services)
    {
        services.AddNavigation(
            new NavigationItem("judgement.navigation.today", Today, Right.OwnDesk, Order: 100)
            {
                Waiting = provider => provider.GetRequiredService<Viewer>().Actor is { Account: { } person } me ? provider.GetRequiredService<OpenDuties>().Of(me.Agency, person).Count : 0,
            },
            new NavigationItem("judgement.navigation.judgements", List, Right.SeeDecisions, Order: 200) { OrNeeds = [Right.Judge, Right.JudgeSecond] },
            new NavigationItem("judgement.navigation.erasure", Erasure, Right.EraseContent, Order: 650));
        services.AddSingleton(new SubjectPage(JudgementActs.Subject, Right.OwnDesk, id => Decision(new DecisionId(id)), Titles) { History = History });
        // A decision is found by its case number, by whom may know of it at all.
        services.AddSingleton(new FindIn(JudgementActs.Subject, (provider, viewer, sought) => provider.GetRequiredService<DecisionList>().Find(viewer, sought)));
        return services;
    }

    /// <summary>
    /// The content of a decision is never read here. While it is judged, or judged again, not even who acted is said: the next person judges blind, and no page names them.
    /// </summary>
    private static HistoryShown History(Reads reads, TimeProvider clock, Viewer viewer, Guid id)
    {
        using var session = reads.Rent();
        if (session.Decision(viewer.Required.Agency, new DecisionId(id)) is not { } decision || !DecisionReading.MaySee(viewer, decision)) return HistoryShown.Nothing;
        var state = decision.StateAt(clock.GetUtcNow());
        return DecisionRules.StillMoves(state) || state == DecisionState.Contested || !viewer.May(Right.SeeActs) ? HistoryShown.Steps : HistoryShown.People;
    }

    private static Dictionary<Guid, string> Titles(Reads reads, AgencyId agency, IReadOnlyCollection<Guid> ids)
    {
        using var session = reads.Rent();
        return session.Query(CaseNumbersOf, row => (Id: row.Guid(0), Number: row.Text(1)), agency, IdList.Of(ids)).ToDictionary(row => row.Id, row => row.Number);
    }
}
