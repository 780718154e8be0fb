using System.Security.Cryptography;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Probity.Acts.Duties;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.Judgement.Api;
using Probity.Judgement.Assignment;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Judgement.Disclosure;
using Probity.Judgement.Drafts;
using Probity.Judgement.Erasure;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Receipts;
using Probity.Judgement.Reveals;
using Probity.Judgement.Seconds;
using Probity.Judgement.Today;
using Probity.Judgement.Views;

namespace Probity.Judgement;

public static class JudgementRoom
{
    public static IServiceCollection AddJudgement(this IServiceCollection services)
    {
        services.AddSingleton<ModelPart, JudgementModel>();
        foreach (var kept in PersonKept.All) services.AddSingleton(kept);
        services.AddTexts("judgement", typeof(JudgementRoom).Assembly);
        services.TryAddSingleton(_ => RandomNumberGenerator.Create());
        services.AddSingleton<Gate>();
        services.AddSingleton<Competence>();
        services.AddSingleton<PersonMarks>();
        services.AddSingleton<SecondDraw>();
        services.AddSingleton<Release>();
        services.AddSingleton<ReceiptReading>();
        services.AddSingleton<OpenDecision>();
        services.AddSingleton<TakeDecision>();
        services.AddSingleton<HandBack>();
        services.AddSingleton<Withdraw>();
        services.AddSingleton<DrawAgain>();
        foreach (var rule in JudgementDuties.All) services.AddSingleton(rule);
        services.AddSingleton(JudgementDuties.Lapse);
        services.AddSingleton(new DueKind(JudgementDuties.DrawAgain, (provider, due, _) => provider.GetRequiredService<DrawAgain>().InPlaceOfAbsent(due)));
        services.AddSingleton<RecordView>();
        services.AddSingleton<OpenOutput>();
        services.AddSingleton<Judge>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<Contest>();
        services.AddSingleton<Settling>();
        services.AddSingleton<OpenFile>();
        services.AddSingleton<SettleContest>();
        services.AddSingleton<UseReceipt>();
        services.AddSingleton<RecordOutcome>();
        services.AddSingleton<PackBuilding>();
        services.AddSingleton<GiveDisclosure>();
        services.AddSingleton<DisclosureReading>();
        services.AddSingleton<EraseCase>();
        services.AddSingleton<HoldCase>();
        services.AddSingleton<DecisionList>();
        services.AddSingleton<MyDuties>();
        services.AddSingleton<MyTraining>();
        services.AddJudgementPages();
        return services;
    }

    public static IEndpointRouteBuilder MapJudgement(this IEndpointRouteBuilder routes) => routes.MapDecisionsApi().MapReceiptFiles().MapDisclosureFiles().MapDecisionList();
}
