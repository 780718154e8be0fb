using System.Buffers;
using System.Text.Json;

namespace Probity.Ledger.Receipts;

/// <summary>The body of a receipt as JSON: the payload of the act "decision released", in the one spelling that <see cref="ReceiptReader"/> accepts.</summary>
public static class ReceiptBodyJson
{
    /// <summary>UTF-8 JSON; members in no particular order, the act is canonicalised when it is committed to.</summary>
    public static byte[] Write(ReceiptBody body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("decision", body.Decision);
            json.WriteString("agencyName", body.AgencyName);
            json.WriteStartObject("use");
            json.WriteString("id", body.Use.Id);
            json.WriteString("ref", body.Use.Ref);
            json.WriteString("name", body.Use.Name);
            json.WriteEndObject();
            json.WriteStartObject("system");
            json.WriteString("name", body.System.Name);
            json.WriteString("version", body.System.Version);
            json.WriteEndObject();
            json.WriteStartObject("authorisation");
            json.WriteString("hash", body.Authorisation.Hash);
            json.WriteString("by", body.Authorisation.By);
            json.WriteString("from", Moment(body.Authorisation.From));
            json.WriteString("until", Moment(body.Authorisation.Until));
            json.WriteEndObject();
            json.WriteString("decisionKind", body.DecisionKind);
            json.WriteString("case", body.Case);
            json.WriteString("outputHash", body.OutputHash);
            Write(json, body.Protocol);
            json.WriteStartObject("judgement");
            json.WriteString("outcome", body.Judgement.Outcome);
            json.WriteBoolean("movedToOutput", body.Judgement.MovedToOutput);
            json.WriteEndObject();
            json.WriteStartObject("people");
            if (body.People.First is { } first) json.WriteString("first", first);
            if (body.People.Second is { } second) json.WriteString("second", second);
            if (body.People.Third is { } third) json.WriteString("third", third);
            json.WriteEndObject();
            json.WriteString("permittedAction", body.PermittedAction);
            json.WriteString("receiver", body.Receiver);
            json.WriteString("notBefore", Moment(body.NotBefore));
            json.WriteString("notAfter", Moment(body.NotAfter));
            json.WriteString("issuedAt", Moment(body.IssuedAt));
            // Left out elsewhere, so that a verifier that does not know the word refuses it.
            if (body.Sandbox) json.WriteBoolean("sandbox", true);
            json.WriteStartArray("steps");
            foreach (var step in body.Steps)
            {
                json.WriteStartObject();
                json.WriteString("name", step.Name);
                json.WriteString("commitment", step.Commitment.ToBase64Url());
                json.WriteString("at", Moment(step.At));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReceiptProtocol protocol)
    {
        json.WriteStartObject("protocol");
        json.WriteString("name", protocol.Name);
        json.WriteBoolean("weaker", protocol.Weaker);
        json.WriteStartArray("controls");
        foreach (var control in protocol.Controls)
        {
            json.WriteStartObject();
            json.WriteString("id", control.Id);
            json.WriteStartObject("parameters");
            foreach (var (name, value) in control.Parameters) json.WriteNumber(name, value);
            json.WriteEndObject();
            json.WriteBoolean("met", control.Met);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Receipt.MomentFormat, System.Globalization.CultureInfo.InvariantCulture);
}
