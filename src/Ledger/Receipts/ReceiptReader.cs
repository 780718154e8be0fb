using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Receipts;

/// <summary>
/// Reads a receipt strictly: the file is exactly the canonical JSON of its content (so that any changed byte changes the content), no member is unknown, missing or
/// given twice, every value has its one spelling. Nothing is verified here.
/// </summary>
public static class ReceiptReader
{
    /// <summary>Reads a file; on failure says the first fault.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out Receipt? receipt, [NotNullWhen(false)] out ReceiptFault? fault)
    {
        receipt = null;
        fault = FormOf(file.Span);
        if (fault is not null) return false;
        try
        {
            using var document = JsonDocument.Parse(file);
            receipt = ReadReceipt(document.RootElement);
            return true;
        }
        catch (ReceiptFaultException e)
        {
            fault = e.Fault;
            return false;
        }
    }

    private static ReceiptFault? FormOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > Receipt.MaxSize) return new ReceiptFault("too-large", "");
        if (!CanonicalJson.TryCanonicalise(file, out var canonical, out var json)) return new ReceiptFault(json switch
        {
            CanonicalJsonFault.DuplicateMember => "duplicate-member",
            CanonicalJsonFault.NotUtf8 or CanonicalJsonFault.LoneSurrogate => "not-text",
            _ => "not-json",
        }, "");
        return canonical.AsSpan().SequenceEqual(file) ? null : new ReceiptFault("not-canonical", "");
    }

    private static Receipt ReadReceipt(JsonElement root)
    {
        var file = new StrictObject(root, "", ["act", "entry", "format", "proof", "salt", "steps"]);
        if (file.Text("format") != Receipt.Format) throw file.Bad("format");
        if (!StrictBase64.TryDecodeUrl(file.Text("salt"), out var salt) || salt.Length != Commitment.SaltSize) throw file.Bad("salt");
        var proofText = file["proof"].ValueKind == JsonValueKind.String ? file["proof"].GetString() : null;
        // The extra line of a proof is authenticated by nothing, so a receipt has none.
        if (!TlogProof.TryParse(proofText, out var proof) || proof.Extra is not null || proof.Checkpoint is null) throw file.Bad("proof");
        var steps = file.Items("steps").Select(ReadStepProof).ToList();
        return new Receipt(ReadAct(file), CanonicalJson.Canonicalise(file["act"]), salt, ReadEntry(file["entry"], "entry"), steps, proof);
    }

    private static LedgerEntry ReadEntry(JsonElement element, string path)
    {
        // The leaf is the canonical JSON of exactly this object.
        return LedgerEntry.TryParse(CanonicalJson.Canonicalise(element), out var entry) ? entry : throw StrictObject.Fault("bad-value", path);
    }

    private static ReceiptStepProof ReadStepProof((JsonElement Element, string Path) item)
    {
        var step = new StrictObject(item.Element, item.Path, ["entry", "index", "name", "path"]);
        var path = step.Items("path").Select(hash => hash.Element.ValueKind == JsonValueKind.String && Hash.TryParseBase64(hash.Element.GetString(), out var h) ? h : throw StrictObject.Fault("bad-value", hash.Path));
        return new ReceiptStepProof(step.Text("name"), ReadEntry(step["entry"], item.Path + ".entry"), step.Number("index"), [.. path]);
    }

    private static ReceiptAct ReadAct(StrictObject file)
    {
        var act = file.Object("act", ["actor", "agency", "at", "kind", "payload", "reason", "subject", "v"]);
        if (act.Number("v") != 1) throw act.Bad("v");
        if (act.Text("kind") != Receipt.ActKind) throw act.Bad("kind");
        if (act["actor"].ValueKind != JsonValueKind.Object) throw act.Bad("actor");
        if (act["reason"].ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) throw act.Bad("reason");
        var subject = act.Object("subject", ["id", "kind"]);
        if (subject.Text("kind") != "decision") throw subject.Bad("kind");
        var body = ReadBody(act);
        if (body.Decision != subject.Id("id")) throw subject.Bad("id");
        return new ReceiptAct(act.Id("agency"), act.Moment("at"), act["actor"].GetRawText(), act["reason"].ValueKind == JsonValueKind.Null ? null : act["reason"].GetRawText(), body);
    }

    private static ReceiptBody ReadBody(StrictObject act)
    {
        var body = act.Object("payload", ["agencyName", "authorisation", "case", "decision", "decisionKind", "issuedAt", "judgement", "notAfter", "notBefore", "outputHash",
            "people", "permittedAction", "protocol", "receiver", "steps", "system", "use"], "sandbox");
        var use = body.Object("use", ["id", "name", "ref"]);
        var system = body.Object("system", ["name", "version"]);
        var authorisation = body.Object("authorisation", ["by", "from", "hash", "until"]);
        if (!Hash.TryParseHex(authorisation.Text("hash"), out _)) throw authorisation.Bad("hash");
        var judgement = body.Object("judgement", ["movedToOutput", "outcome"]);
        var people = body.Object("people", [], "first", "second", "third");
        var output = body.Text("outputHash");
        if (!output.StartsWith("sha256:", StringComparison.Ordinal) || !Hash.TryParseHex(output.AsSpan(7), out _)) throw body.Bad("outputHash");
        var read = new ReceiptBody(
            body.Id("decision"), body.Text("agencyName"),
            new ReceiptUse(use.Id("id"), use.Text("ref"), use.Text("name")),
            new ReceiptSystem(system.Text("name"), system.Text("version")),
            new ReceiptAuthorisation(authorisation.Text("hash"), authorisation.Text("by"), authorisation.Moment("from"), authorisation.Moment("until")),
            body.Text("decisionKind"), body.Text("case"), output, ReadProtocol(body),
            new ReceiptJudgement(judgement.Text("outcome"), judgement.Flag("movedToOutput")),
            new ReceiptPeople(people.TextOrAbsent("first"), people.TextOrAbsent("second"), people.TextOrAbsent("third")),
            body.Text("permittedAction"), body.Text("receiver"), body.Moment("notBefore"), body.Moment("notAfter"), body.Moment("issuedAt"),
            [.. body.Items("steps").Select(ReadStep)], body.TrueOrAbsent("sandbox"));
        if (read.NotBefore > read.NotAfter) throw body.Bad("notAfter");
        if (read.Protocol.Weaker == (read.Protocol.Name == "sealed")) throw body.Bad("protocol.weaker");
        return read;
    }

    private static ReceiptProtocol ReadProtocol(StrictObject body)
    {
        var protocol = body.Object("protocol", ["controls", "name", "weaker"]);
        if (protocol.Text("name") is not ("sealed" or "open" or "protective")) throw protocol.Bad("name");
        var controls = protocol.Items("controls").Select(item =>
        {
            var control = new StrictObject(item.Element, item.Path, ["id", "met", "parameters"]);
            if (control["parameters"].ValueKind != JsonValueKind.Object) throw control.Bad("parameters");
            var parameters = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var parameter in control["parameters"].EnumerateObject())
                parameters[parameter.Name] = parameter.Value.ValueKind == JsonValueKind.Number && parameter.Value.TryGetInt64(out var value) ? value : throw control.Bad("parameters");
            return new ReceiptControl(control.Text("id"), parameters, control.Flag("met"));
        });
        return new ReceiptProtocol(protocol.Text("name"), protocol.Flag("weaker"), [.. controls]);
    }

    private static ReceiptStep ReadStep((JsonElement Element, string Path) item)
    {
        var step = new StrictObject(item.Element, item.Path, ["at", "commitment", "name"]);
        if (ReceiptSteps.KindOf(step.Text("name")) is null) throw step.Bad("name");
        return new ReceiptStep(step.Text("name"), step.Commitment("commitment"), step.Moment("at"));
    }
}
