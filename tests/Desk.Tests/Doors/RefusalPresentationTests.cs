using Microsoft.AspNetCore.Mvc.ModelBinding;
using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.Desk.Parts;

namespace Probity.Desk.Tests.Doors;

public sealed class RefusalPresentationTests
{
    private static readonly RefusalCode TooShort = new("sample.too-short", RefusalKind.Invalid);
    private static readonly RefusalCode Lapsed = new("sample.lapsed", RefusalKind.Forbidden, "Police Data Act, s. 45");

    private static RefusalPresentation In(string language) => new(Given.Texts(language));

    [Fact]
    public void A_refusal_with_a_place_is_an_error_at_its_field()
    {
        var state = new ModelStateDictionary();
        In("fr").AddTo(state, [TooShort.At("Reasons", ("min", 80), ("n", 20)), Lapsed.With(("date", new DateOnly(2026, 11, 1)))], "Input");
        state.Keys.ShouldBe(["Input.Reasons"]);
        state["Input.Reasons"]!.Errors.Single().ErrorMessage.ShouldBe("Donnez vos motifs en 80 caractères au moins. Vous en avez 20.");
    }

    [Fact]
    public void A_refusal_of_the_whole_is_a_notice_with_its_rule_and_ledger_number()
    {
        var notice = In("fr").ToNotice(Lapsed.With(("date", new DateOnly(2026, 11, 1))), ledgerNumber: 18209);
        notice.Title.ShouldBe("Le certificat a pris fin");
        notice.What.ShouldBe("Il a pris fin le 1er novembre 2026 (Police Data Act, s. 45).");
        (notice.Kind, notice.Rule, notice.LedgerNumber, notice.DoesNotCountAgainstYou).ShouldBe((NoticeKind.Refusal, "Police Data Act, s. 45", 18209L, true));
    }

    [Fact]
    public void A_problem_document_carries_every_reason_with_code_place_and_citation()
    {
        var problem = In("en").ToProblem([TooShort.At("reasons", ("min", 80), ("n", 20)), Lapsed.With(("date", new DateOnly(2026, 11, 1)))]);
        problem.Status.ShouldBe(403);
        problem.Type.ShouldBe("urn:probity:refusal:sample.lapsed");
        problem.Detail.ShouldBe("It ended on 1 November 2026 (Police Data Act, s. 45).");
        var reasons = problem.Extensions["errors"].ShouldBeOfType<RefusalReason[]>();
        reasons.Select(r => (r.Code, r.Place, r.Citation)).ShouldBe([("sample.too-short", "reasons", null), ("sample.lapsed", null, "Police Data Act, s. 45")]);
        reasons[0].Do.ShouldBe("Write at least 80 characters for your reasons. You have 20.");
    }

    [Theory]
    [InlineData(400, RefusalKind.Malformed)]
    [InlineData(422, RefusalKind.Invalid)]
    [InlineData(403, RefusalKind.Invalid, RefusalKind.Forbidden)]
    [InlineData(404, RefusalKind.Unknown)]
    [InlineData(409, RefusalKind.Conflict, RefusalKind.Invalid)]
    [InlineData(413, RefusalKind.TooLarge)]
    [InlineData(429, RefusalKind.TooOften)]
    [InlineData(503, RefusalKind.Forbidden, RefusalKind.Unavailable)]
    public void The_gravest_reason_gives_the_status(int status, params RefusalKind[] kinds) =>
        RefusalPresentation.Status(kinds.Select(k => new RefusalCode("sample.x", k).ToRefusal())).ShouldBe(status);

    [Fact]
    public void A_case_number_is_not_mistaken_for_a_count()
    {
        var notice = In("en").ToNotice(Lapsed.With(("date", "00123")));
        notice.What.ShouldBe("It ended on 00123 (Police Data Act, s. 45).");
    }

    [Fact]
    public void Every_refusal_of_Acts_has_its_words_in_English_and_French()
    {
        var codes = typeof(ActsRefusals).GetFields().Select(f => f.GetValue(null)).OfType<RefusalCode>().ToList();
        codes.ShouldNotBeEmpty();
        foreach (var code in codes)
            foreach (var language in new[] { "en", "fr" })
                Given.Catalogue().Written("acts", language).ShouldContainKey($"acts.refusal.{code.Code["acts.".Length..]}.title");
    }
}
