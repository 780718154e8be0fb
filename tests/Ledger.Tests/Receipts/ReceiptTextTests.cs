using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Probity.Ledger.Receipts;

namespace Probity.Ledger.Tests.Receipts;

public partial class ReceiptTextTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB"), French = CultureInfo.GetCultureInfo("fr-FR");

    private static Dictionary<string, string> All(CultureInfo language)
    {
        var manager = new ResourceManager("Probity.Ledger.Texts", typeof(ReceiptText).Assembly);
        return manager.GetResourceSet(language, true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    [Fact]
    public void Both_languages_have_the_same_sentences_with_the_same_places_to_fill()
    {
        Dictionary<string, string> english = All(CultureInfo.InvariantCulture), french = All(CultureInfo.GetCultureInfo("fr"));
        french.Keys.Order().ShouldBe(english.Keys.Order());
        foreach (var (key, text) in english)
        {
            Places().Matches(french[key]).Select(m => m.Value).Order().ShouldBe(Places().Matches(text).Select(m => m.Value).Order(), key);
            french[key].ShouldNotBe(text);
        }
    }

    [Fact]
    public void Every_check_has_a_sentence_for_every_end()
    {
        var texts = All(CultureInfo.InvariantCulture);
        foreach (var code in ReceiptCheck.All)
            foreach (var status in new[] { "passed", "failed", "not-checked" })
                texts.ShouldContainKey($"receipt.{code}.{status}");
    }

    [Fact]
    public void A_good_receipt_says_what_was_proved_and_what_was_not_in_both_languages()
    {
        var issued = new IssuedReceipt();
        var report = ReceiptVerifier.Verify(issued.Issue(), issued.Policy(), IssuedReceipt.Now());
        var english = ReceiptText.Of(report, English);
        english.Verdict.ShouldStartWith("This receipt holds");
        english.Proved.ShouldContain("Port Verrin Police");
        english.NotProved.ShouldBe("What this receipt does not prove: that the decision was right, that the AI output was correct, or that anyone did anything. It proves who decided, when and under which authorisation, and that this record has not changed since.");
        english.Lines.Count.ShouldBe(ReceiptCheck.All.Count);
        english.Lines.ShouldContain(l => l.Sentence == "The receipt may be used from 10 March 2026 14:00 UTC until 13 March 2026 14:00 UTC.");
        english.Lines.ShouldAllBe(l => !l.Sentence.Contains('{'));
        var french = ReceiptText.Of(report, French);
        french.Verdict.ShouldBe("Ce reçu est valable\u00a0: tous les contrôles effectués sont en ordre.");
        french.Lines.ShouldContain(l => l.Sentence == "Le reçu peut être utilisé du 10 mars 2026 14:00 UTC au 13 mars 2026 14:00 UTC.");
        french.NotProved.ShouldStartWith("Ce que ce reçu ne prouve pas\u00a0:");
    }

    [Fact]
    public void A_refused_file_proves_nothing()
    {
        var report = ReceiptVerifier.Verify("{}"u8.ToArray(), new IssuedReceipt().Policy(), IssuedReceipt.Now());
        var words = ReceiptText.Of(report, English);
        words.Verdict.ShouldBe("Do not act on this receipt: at least one check failed.");
        words.Proved.ShouldBe("Nothing was proved. What the file says may be false.");
        words.Lines[0].Sentence.ShouldBe("Something is missing from the receipt: act.");
    }

    [Fact]
    public void Text_from_the_file_cannot_move_the_cursor_or_turn_the_line()
    {
        var finding = new Finding(ReceiptCheck.Case, FindingStatus.Failed, "", new Dictionary<string, string> { ["found"] = "a\u001b[2J\u202Eb{expected}", ["expected"] = "c" });
        ReceiptText.Sentence(finding, English).ShouldBe("It is for the case a[2Jb{expected}, not for c.");
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Places();
}
