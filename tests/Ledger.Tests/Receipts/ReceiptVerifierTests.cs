using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;

namespace Probity.Ledger.Tests.Receipts;

public class ReceiptVerifierTests
{
    private static ReceiptReport Verify(IssuedReceipt issued, ReceiptExpectation? expected = null) => ReceiptVerifier.Verify(issued.Issue(), issued.Policy(), expected ?? IssuedReceipt.Now());

    private static void ShouldFailOnly(ReceiptReport report, string code, string variant = "")
    {
        report.Accepted.ShouldBeFalse();
        report.Findings.Where(f => f.Status == FindingStatus.Failed).Select(f => f.Code + "/" + f.Variant).ShouldBe([code + "/" + variant]);
    }

    [Fact]
    public void A_good_receipt_passes_every_check_that_was_asked_for()
    {
        var report = Verify(new IssuedReceipt(), IssuedReceipt.Now() with { Case = "PV-2026-04417", Action = "enquiries", Receiver = "case-management", OutputHash = IssuedReceipt.Output });
        report.Findings.ShouldAllBe(f => f.Status == FindingStatus.Passed);
        report.Findings.Select(f => f.Code).ShouldBe(ReceiptCheck.All);
        report.Accepted.ShouldBeTrue();
        report.Receipt!.Act.Body.AgencyName.ShouldBe("Port Verrin Police");
        report.Receipt.Steps.Count.ShouldBe(7);
    }

    [Fact]
    public void Expectations_that_were_not_given_are_reported_as_not_checked()
    {
        var report = Verify(new IssuedReceipt());
        report.Accepted.ShouldBeTrue();
        foreach (var code in new[] { ReceiptCheck.Case, ReceiptCheck.Action, ReceiptCheck.Receiver, ReceiptCheck.Output }) report[code].Status.ShouldBe(FindingStatus.NotChecked);
    }

    [Fact]
    public void Any_changed_byte_of_a_receipt_is_refused()
    {
        var issued = new IssuedReceipt();
        var file = issued.Issue();
        var policy = issued.Policy();
        ReceiptVerifier.Verify(file, policy, IssuedReceipt.Now()).Accepted.ShouldBeTrue();
        var slips = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(0, file.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, at =>
        {
            byte[] changed = [.. file];
            changed[at] ^= (byte)(1 << at % 8);
            if (ReceiptVerifier.Verify(changed, policy, IssuedReceipt.Now()).Accepted) slips.Add(at);
            // The neighbouring letter: the likeliest to leave everything well-formed.
            changed[at] = (byte)(file[at] + (file[at] is (byte)'z' or (byte)'9' ? -1 : 1));
            if (ReceiptVerifier.Verify(changed, policy, IssuedReceipt.Now()).Accepted) slips.Add(at);
        });
        slips.ShouldBeEmpty();
    }

    [Fact]
    public void A_receipt_cut_short_or_with_something_added_is_refused()
    {
        var issued = new IssuedReceipt();
        var file = issued.Issue();
        var policy = issued.Policy();
        for (var length = 0; length < file.Length; length += 1 + length % 7) ReceiptVerifier.Verify(file.AsMemory(0, length), policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse();
        foreach (var tail in new byte[][] { "\n"u8.ToArray(), " "u8.ToArray(), "{}"u8.ToArray(), [0] })
        {
            ReceiptVerifier.Verify((byte[])[.. file, .. tail], policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse();
            ReceiptVerifier.Verify((byte[])[.. tail, .. file], policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse();
        }
    }

    [Fact]
    public void Hostile_bytes_never_throw()
    {
        var issued = new IssuedReceipt();
        var file = issued.Issue();
        var policy = issued.Policy();
        var random = new Random(42);
        for (var i = 0; i < 3000; i++)
        {
            byte[] changed = [.. file];
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(changed.Length);
                if (random.Next(3) == 0) changed = [.. changed[..at], .. changed[random.Next(changed.Length)..]];
                else changed[at] = (byte)random.Next(256);
                if (changed.Length == 0) break;
            }
            if (changed.AsSpan().SequenceEqual(file)) continue;
            ReceiptVerifier.Verify(changed, policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse();
        }
        foreach (var text in new[] { "", "null", "[]", "{}", "1", "\"\"", "{\"format\":null}", "{\"act\":{},\"entry\":{},\"format\":\"probity-receipt/v1\",\"proof\":1,\"salt\":[],\"steps\":{}}" })
            ReceiptVerifier.Verify(Encoding.UTF8.GetBytes(text), policy, IssuedReceipt.Now()).Accepted.ShouldBeFalse();
    }

    /// <summary>Changes that keep the file a canonical, well-formed receipt: each is caught by the check it concerns.</summary>
    [Fact]
    public void Changed_content_in_good_form_is_caught_by_its_check()
    {
        var issued = new IssuedReceipt();
        ReceiptReport With(Action<JsonObject> change)
        {
            var file = JsonNode.Parse(issued.Issue())!.AsObject();
            change(file);
            return ReceiptVerifier.Verify(CanonicalJson.Canonicalise(file), issued.Policy(), IssuedReceipt.Now());
        }

        ShouldFailOnly(With(f => f["act"]!["payload"]!["case"] = "PV-2026-09999"), ReceiptCheck.Commitment);
        ShouldFailOnly(With(f => f["act"]!["actor"]!["id"] = "somebody else"), ReceiptCheck.Commitment);
        ShouldFailOnly(With(f => f["salt"] = new string('A', 43)), ReceiptCheck.Commitment);
        With(f => f["entry"]!["k"] = "judgement.judged").Findings.Where(x => x.Status == FindingStatus.Failed).Select(x => x.Code).ShouldBe([ReceiptCheck.Entry, ReceiptCheck.Inclusion]);
        ShouldFailOnly(With(f => f["steps"]![1]!["index"] = 302), ReceiptCheck.Steps);
        With(f => f["steps"]!.AsArray().RemoveAt(1))[ReceiptCheck.Steps].Variant.ShouldBe("count");
        With(f => (f["steps"]![1]!["name"], f["steps"]![4]!["name"]) = ("second-view", "view"))[ReceiptCheck.Steps].Variant.ShouldBe("other");
        ShouldFailOnly(With(f => f["proof"] = ((string)f["proof"]!).Replace("index 328\n", "index 329\n", StringComparison.Ordinal)), ReceiptCheck.Inclusion);
    }

    [Theory]
    [InlineData("format", "\"probity-receipt/v2\"")]
    [InlineData("salt", "\"AAAA\"")]
    [InlineData("salt", "1")]
    [InlineData("proof", "\"\"")]
    [InlineData("extra", "1")]
    [InlineData("act.v", "2")]
    [InlineData("act.kind", "\"judgement.judged\"")]
    [InlineData("act.note", "\"x\"")]
    [InlineData("act.at", "\"2026-03-10T14:00:00Z\"")]
    [InlineData("act.subject.id", "\"0195e2a0-0000-7000-8000-000000000002\"")]
    [InlineData("act.subject.kind", "\"use\"")]
    [InlineData("act.payload.decision", "\"0195E2A0-0000-7000-8000-000000000001\"")]
    [InlineData("act.payload.agencyName", "\"Port\\u001b[2J\"")]
    [InlineData("act.payload.comment", "\"\"")]
    [InlineData("act.payload.outputHash", "\"md5:00\"")]
    [InlineData("act.payload.authorisation.hash", "\"00\"")]
    [InlineData("act.payload.protocol.name", "\"loose\"")]
    [InlineData("act.payload.protocol.weaker", "true")]
    [InlineData("act.payload.protocol.controls", "[{\"id\":\"C1\"}]")]
    [InlineData("act.payload.notAfter", "\"2025-03-10T14:00:00.000Z\"")]
    [InlineData("act.payload.steps", "[{\"name\":\"guessed\",\"commitment\":\"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\",\"at\":\"2026-03-10T14:00:00.000Z\"}]")]
    [InlineData("entry.v", "2")]
    [InlineData("entry.x", "1")]
    public void A_file_that_is_not_a_receipt_is_refused_by_its_form_and_says_where(string path, string value)
    {
        var issued = new IssuedReceipt();
        var file = JsonNode.Parse(issued.Issue())!.AsObject();
        JsonNode node = file;
        var names = path.Split('.');
        foreach (var name in names[..^1]) node = node[name]!;
        node[names[^1]] = JsonNode.Parse(value);
        var report = ReceiptVerifier.Verify(CanonicalJson.Canonicalise(file), issued.Policy(), IssuedReceipt.Now());
        ShouldFailOnly(report, ReceiptCheck.Form, report[ReceiptCheck.Form].Variant);
        report.Receipt.ShouldBeNull();
        report.Findings.Count(f => f.Status == FindingStatus.NotChecked).ShouldBe(ReceiptCheck.All.Count - 1);
    }

    [Fact]
    public void Every_missing_member_is_noticed()
    {
        var issued = new IssuedReceipt();
        var file = issued.Issue();
        var removed = 0;
        foreach (var path in Members(JsonNode.Parse(file)!, []))
        {
            if (path.Contains("parameters") && path[^1] != "parameters") continue; // names of parameters are free
            if (path.Length > 2 && path[1] == "actor") continue; // belongs to the journal
            if (path[^1] is "second") continue; // optional by form; the order check misses it
            var root = JsonNode.Parse(file)!;
            var node = root;
            foreach (var name in path[..^1]) node = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? node[i]! : node[name]!;
            node.AsObject().Remove(path[^1]);
            ReceiptVerifier.Verify(CanonicalJson.Canonicalise(root), issued.Policy(), IssuedReceipt.Now()).Accepted.ShouldBeFalse(string.Join('.', path));
            removed++;
        }
        removed.ShouldBeGreaterThan(80);
    }

    private static IEnumerable<string[]> Members(JsonNode node, string[] path)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members)
            {
                yield return [.. path, name];
                if (value is not null) foreach (var inner in Members(value, [.. path, name])) yield return inner;
            }
        if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                foreach (var inner in Members(items[i]!, [.. path, i.ToString(CultureInfo.InvariantCulture)])) yield return inner;
    }

    [Fact]
    public void Too_few_co_signers_fail_and_are_named()
    {
        var report = Verify(new IssuedReceipt { Witnesses = 1 });
        ShouldFailOnly(report, ReceiptCheck.Witnesses);
        report[ReceiptCheck.Witnesses].Arguments["who"].ShouldContain("witness0.example");
        ShouldFailOnly(Verify(new IssuedReceipt { Witnesses = 0 }), ReceiptCheck.Witnesses, "none");
        var none = Verify(new IssuedReceipt { Witnesses = 0, Quorum = "none" });
        none.Accepted.ShouldBeTrue();
        none[ReceiptCheck.Witnesses].Status.ShouldBe(FindingStatus.NotChecked);
    }

    [Fact]
    public void A_signature_by_a_key_outside_the_trust_file_is_a_doubt_unless_it_may_be_ignored()
    {
        var issued = new IssuedReceipt { Witnesses = 3 };
        ShouldFailOnly(Verify(issued), ReceiptCheck.Signers);
        var report = Verify(issued, IssuedReceipt.Now() with { IgnoreUnknownSigners = true });
        report.Accepted.ShouldBeTrue();
        report[ReceiptCheck.Signers].Arguments["who"].ShouldBe("witness2.example");
    }

    [Fact]
    public void A_receipt_of_another_log_is_refused()
    {
        var issued = new IssuedReceipt();
        using var other = NoteSigner.ForLog("other.example", new byte[32]);
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes($"log {other.Key}\nquorum none\n"), out var policy, out _).ShouldBeTrue();
        var report = ReceiptVerifier.Verify(issued.Issue(), policy!, IssuedReceipt.Now() with { IgnoreUnknownSigners = true });
        ShouldFailOnly(report, ReceiptCheck.Log);
    }

    [Fact]
    public void The_window_is_held_against_the_clock_on_both_sides()
    {
        var issued = new IssuedReceipt();
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now(-0.001)), ReceiptCheck.Window, "not-yet");
        Verify(issued, IssuedReceipt.Now(0)).Accepted.ShouldBeTrue();
        Verify(issued, IssuedReceipt.Now(71.999)).Accepted.ShouldBeTrue();
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now(72)), ReceiptCheck.Window, "expired");
    }

    [Fact]
    public void What_a_lapsed_receipt_says_is_still_proved_and_what_a_changed_one_says_is_not()
    {
        var issued = new IssuedReceipt();
        var lapsed = Verify(issued, IssuedReceipt.Now(72));
        (lapsed.Accepted, lapsed.Proved).ShouldBe((false, true));
        ReceiptText.Of(lapsed, System.Globalization.CultureInfo.GetCultureInfo("en")).Proved.ShouldStartWith("What was proved");

        var file = issued.Issue();
        file[file.Length / 2] ^= 1;
        ReceiptVerifier.Verify(file, issued.Policy(), IssuedReceipt.Now()).Proved.ShouldBeFalse();
    }

    [Fact]
    public void Each_expected_value_is_compared()
    {
        var issued = new IssuedReceipt();
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now() with { Case = "PV-1" }), ReceiptCheck.Case);
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now() with { Action = "arrest" }), ReceiptCheck.Action);
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now() with { Receiver = "x" }), ReceiptCheck.Receiver);
        ShouldFailOnly(Verify(issued, IssuedReceipt.Now() with { OutputHash = "sha256:" + new string('0', 64) }), ReceiptCheck.Output);
    }

    [Fact]
    public void An_output_opened_before_the_own_view_was_recorded_is_refused_even_if_the_agency_signs_it()
    {
        var report = Verify(new IssuedReceipt { StepsInLog = ["opened", "revealed", "view", "judged"] });
        ShouldFailOnly(report, ReceiptCheck.ViewFirst);
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened", "revealed", "judged"] }), ReceiptCheck.ViewFirst);
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "judged"] }), ReceiptCheck.ViewFirst);
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "revealed", "judged", "second-revealed", "second-view", "second"] }), ReceiptCheck.ViewFirst);
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "revealed", "judged", "second"] }), ReceiptCheck.ViewFirst);
    }

    [Fact]
    public void The_order_in_the_log_counts_and_not_the_order_in_the_receipt()
    {
        // The body tells the good story, the log another.
        var report = Verify(new IssuedReceipt { StepsInLog = ["opened", "revealed", "view", "judged"], StepsInBody = ["opened", "view", "revealed", "judged"] });
        report[ReceiptCheck.Order].Status.ShouldBe(FindingStatus.Failed);
        report[ReceiptCheck.ViewFirst].Status.ShouldBe(FindingStatus.Failed);
    }

    [Fact]
    public void Steps_that_are_missing_repeated_or_do_not_fit_the_persons_are_refused()
    {
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["view", "revealed", "judged"] }), ReceiptCheck.Order, "missing");
        Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "revealed"] })[ReceiptCheck.Order].Variant.ShouldBe("missing");
        Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "revealed", "judged", "third-view", "third-revealed", "adjudicated"], ChangeAct = a => a["payload"]!["people"]!["third"] = "p-3" })[ReceiptCheck.Order].Variant.ShouldBe("missing");
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened", "view", "revealed", "judged"], ChangeAct = a => a["payload"]!["people"]!["second"] = "p-2" }), ReceiptCheck.Order, "people");
        ShouldFailOnly(Verify(new IssuedReceipt { ChangeAct = a => a["payload"]!["people"]!.AsObject().Remove("second") }), ReceiptCheck.Order, "people");
        Verify(new IssuedReceipt { StepsInBody = ["opened", "view", "view", "revealed", "judged", "second-view", "second-revealed", "second"] })[ReceiptCheck.Order].Variant.ShouldBe("twice");
    }

    [Fact]
    public void An_act_of_another_kind_cannot_stand_for_a_step()
    {
        var report = Verify(new IssuedReceipt { KindOfStep = name => name == "view" ? "judgement.output-opened" : ReceiptSteps.KindOf(name)! });
        ShouldFailOnly(report, ReceiptCheck.Steps, "other");
    }

    [Fact]
    public void The_open_and_the_protective_protocol_are_accepted_and_said_to_be_weaker()
    {
        var open = Verify(new IssuedReceipt { StepsInLog = ["opened", "revealed", "view", "judged"], ChangeAct = Protocol("open") });
        open.Accepted.ShouldBeTrue();
        open[ReceiptCheck.ViewFirst].ShouldSatisfyAllConditions(f => f.Status.ShouldBe(FindingStatus.NotChecked), f => f.Variant.ShouldBe("open"));
        ReceiptText.Of(open, CultureInfo.InvariantCulture).Limits[0].ShouldContain("weaker");

        var protect = new IssuedReceipt
        {
            StepsInLog = ["opened"],
            ChangeAct = a =>
            {
                Protocol("protective")(a);
                a["payload"]!["permittedAction"] = "protect";
                a["payload"]!["judgement"]!["outcome"] = "not-reviewed";
                a["payload"]!["people"]!.AsObject().Remove("first");
            },
        };
        Verify(protect).Accepted.ShouldBeTrue();
        ShouldFailOnly(Verify(new IssuedReceipt { StepsInLog = ["opened"], ChangeAct = Protocol("protective") }), ReceiptCheck.Order, "unjudged");
    }

    private static Action<JsonObject> Protocol(string name) => act =>
    {
        act["payload"]!["protocol"]!["name"] = name;
        act["payload"]!["protocol"]!["weaker"] = true;
    };
}
