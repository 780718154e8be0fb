using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Probity.Desk.Parts;

namespace Probity.Desk.Tests.Parts;

public sealed class PartsTests
{
    private static readonly TagHelper[] ThreeAnswers =
    [
        new TileTagHelper { Value = "named", Title = "It points to a named person" },
        new TileTagHelper { Value = "none", Title = "It points to no one we know" },
        new TileTagHelper { Value = "insufficient", Title = "Insufficient information" },
    ];

    private static TilesTagHelper Tiles(object? chosen, ModelStateDictionary? state = null) => new(Given.Texts("en"))
    {
        For = Rendered.Field("Answer", chosen), Label = "What is your view?", View = Rendered.View(state), Columns = 3,
    };

    [Fact]
    public async Task No_answer_is_chosen_beforehand() => (await Rendered.Html(Tiles(null), "", ThreeAnswers)).ShouldNotContain("checked");

    [Fact]
    public async Task The_answer_a_person_gave_is_kept()
    {
        var html = await Rendered.Html(Tiles("none"), "", ThreeAnswers);
        html.ShouldContain("""id="Answer-2" name="Answer" value="none" checked""");
        html.Split(" checked").Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_first_answer_carries_the_id_that_the_error_summary_links_to()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Answer", "Choose one of the three answers");
        var view = Rendered.View(state);
        var html = await Rendered.Html(Tiles(null, state), "", ThreeAnswers);
        html.ShouldContain("""id="Answer" name="Answer" value="named">""");
        html.ShouldContain("aria-describedby=\"Answer-error\" aria-invalid=\"true\"");
        (await Rendered.Html(new ErrorsTagHelper(Given.Texts("en")) { View = view })).ShouldContain("<a href=\"#Answer\">Choose one of the three answers</a>");
    }

    [Fact]
    public async Task Errors_stand_in_the_order_of_the_questions()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Zeal", "second");
        state.AddModelError("Reasons", "first");
        var view = Rendered.View(state);
        var summary = new TagHelperOutput("p-errors", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new ErrorsTagHelper(Given.Texts("en")) { View = view }.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), summary);
        foreach (var name in new[] { "Reasons", "Zeal" })
            await Rendered.Html(new TextFieldTagHelper(Given.Texts("en")) { For = Rendered.Field(name, null), Label = name, View = view });
        var html = Rendered.Written(summary);
        html.IndexOf("first", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("second", StringComparison.Ordinal));
        html.ShouldContain("Two things to put right");
    }

    [Fact]
    public async Task Without_errors_there_is_no_summary() =>
        (await Rendered.Html(new ErrorsTagHelper(Given.Texts("en")) { View = Rendered.View() })).ShouldBe("");

    [Fact]
    public async Task What_was_typed_is_kept_and_encoded()
    {
        var html = await Rendered.Html(new ReasonsTagHelper(Given.Texts("fr")) { For = Rendered.Field("Reasons", "</textarea><script>"), Label = "Motifs", Min = 80, View = Rendered.View() });
        html.ShouldContain("\n&lt;/textarea&gt;&lt;script&gt;</textarea>");
        html.ShouldContain(">80 caractères au moins</p>");
        html.ShouldContain("data-below=\"{n} sur 80 caractères au moins\"");
        html.ShouldContain("aria-live=\"polite\"");
    }

    [Fact]
    public async Task A_password_is_never_written_back() =>
        (await Rendered.Html(new TextFieldTagHelper(Given.Texts("en")) { For = Rendered.Field("Password", "secret"), Label = "Password", Type = "password", View = Rendered.View() }))
            .ShouldNotContain("secret");

    [Fact]
    public async Task A_statement_is_never_ticked_beforehand() =>
        (await Rendered.Html(new ConfirmTagHelper(Given.Texts("en")) { For = Rendered.Field("Checked", true), Label = "I answer for it", View = Rendered.View() })).ShouldNotContain(" checked");

    [Theory]
    [InlineData(VoiceKind.Human, "p-voice--human")]
    [InlineData(VoiceKind.Machine, "p-voice--machine")]
    [InlineData(VoiceKind.Sealed, "p-voice--sealed")]
    public async Task A_voice_is_a_named_group(VoiceKind kind, string css)
    {
        var html = await Rendered.Html(new VoiceTagHelper { Kind = kind, Label = "AI output: six candidates" }, "<p>words</p>");
        html.ShouldContain($"class=\"p-voice {css}\" role=\"group\" aria-labelledby=\"voice-");
        html.ShouldContain("AI output: six candidates</span>");
    }

    [Fact]
    public async Task A_score_band_is_said_in_words_and_never_as_a_percentage()
    {
        var html = await Rendered.Html(new ScoreBandTagHelper(Given.Texts("en")) { Letter = "B" });
        html.ShouldContain("Score band B of A to E");
        html.ShouldContain("<span class=\"p-band\" dir=\"ltr\" aria-hidden=\"true\">");
        html.ShouldNotContain("%");
    }

    [Theory]
    [InlineData("F")]
    [InlineData("a")]
    [InlineData("")]
    public async Task There_are_five_bands(string letter) =>
        await Should.ThrowAsync<ArgumentException>(() => Rendered.Html(new ScoreBandTagHelper(Given.Texts("en")) { Letter = letter }));

    [Fact]
    public async Task A_ledger_number_is_shown_left_to_right_with_its_check_and_its_proof()
    {
        var html = await Rendered.Html(new LedgerTagHelper(Given.Texts("fr"), Given.Formats("fr")) { Number = 18187, Verified = new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero), Proof = "/proof/18187" });
        html.ShouldContain("Journal de preuve <bdi dir=\"ltr\" class=\"p-ledger__no\">18\u202F187</bdi> · vérifié le <bdi>23\u00A0nov. 2026, 06:00</bdi>");
        html.ShouldContain("<a href=\"/proof/18187\" download>Fichier de preuve");
    }

    [Fact]
    public async Task An_entry_without_a_number_says_so() =>
        (await Rendered.Html(new LedgerTagHelper(Given.Texts("en"), Given.Formats("en")))).ShouldContain("Written, not yet numbered in the ledger");

    [Fact]
    public async Task The_plumb_line_marks_where_you_are()
    {
        var html = await Rendered.Html(new PlumbLineTagHelper(Given.Texts("en")) { Label = "Steps", Steps = true }, "",
            new StepTagHelper { Title = "Read", State = StepState.Done }, new StepTagHelper { Title = "Your own view", State = StepState.Now }, new StepTagHelper { Title = "AI output", State = StepState.Next });
        html.ShouldContain("<li class=\"p-plumb--now\" aria-current=\"step\">");
        html.Split("aria-current").Length.ShouldBe(2);
        html.ShouldContain("Step 2 of 3: Your own view");
    }

    [Fact]
    public async Task A_notice_says_what_why_the_way_out_the_rule_and_the_ledger_number()
    {
        var notice = new Notice(NoticeKind.Refusal, "The AI output stays closed")
        {
            What = "The image is below the floor.", YouCan = [new NoticeStep("use another image", "/image"), new NoticeStep("ask the image unit")],
            Rule = "C3, ordered by Halia Venn", LedgerNumber = 18209, DoesNotCountAgainstYou = true,
        };
        var html = await Rendered.Html(new NoticeTagHelper(Given.Texts("en")) { Of = notice });
        html.ShouldContain("<h2>The AI output stays closed</h2>");
        html.ShouldContain("<a href=\"/image\">use another image</a>");
        html.ShouldContain("Rule: C3, ordered by Halia Venn. This refusal is number 18\u202F209 in the evidence ledger. This does not count against you.");
    }

    [Theory]
    [InlineData("31", "3", "2027", true)]
    [InlineData(" 1 ", "06", "2026", true)]
    [InlineData("29", "2", "2027", false)]
    [InlineData("31", "11", "2026", false)]
    [InlineData("1", "6", "26", false)]
    [InlineData("-1", "6", "2026", false)]
    [InlineData("x", "6", "2026", false)]
    [InlineData(null, null, null, false)]
    public void A_day_is_a_day_of_the_calendar_or_none(string? day, string? month, string? year, bool real) =>
        new DayInput { Day = day, Month = month, Year = year }.ToDate().HasValue.ShouldBe(real);
}
