using System.Globalization;
using System.Text.Json;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Receipts;

/// <summary>Why a file is not a receipt, and where (a path of member names).</summary>
public sealed record ReceiptFault(string Code, string Where);

/// <summary>Thrown and caught within the reader only: the first fault ends the reading of a hostile file.</summary>
internal sealed class ReceiptFaultException(ReceiptFault fault) : Exception(fault.Code)
{
    public ReceiptFault Fault { get; } = fault;
}

/// <summary>A JSON object of which every member must be known and every required one present. Strings may hold no control characters: they end up on terminals and paper.</summary>
internal readonly struct StrictObject
{
    private readonly JsonElement _element;
    private readonly string _path;

    public StrictObject(JsonElement element, string path, ReadOnlySpan<string> required, params ReadOnlySpan<string> optional)
    {
        (_element, _path) = (element, path);
        if (element.ValueKind != JsonValueKind.Object) throw Fault("bad-value", path);
        foreach (var member in element.EnumerateObject())
            if (!required.Contains(member.Name) && !optional.Contains(member.Name)) throw Fault("unknown-member", At(Shown(member.Name)));
        foreach (var name in required)
            if (!element.TryGetProperty(name, out _)) throw Fault("missing-member", At(name));
    }

    public JsonElement this[string name] => _element.GetProperty(name);

    public StrictObject Object(string name, ReadOnlySpan<string> required, params ReadOnlySpan<string> optional) => new(this[name], At(name), required, optional);

    public IEnumerable<(JsonElement Element, string Path)> Items(string name)
    {
        var array = this[name];
        if (array.ValueKind != JsonValueKind.Array) throw Bad(name);
        var path = At(name);
        return array.EnumerateArray().Select((item, i) => (item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
    }

    public string Text(string name)
    {
        if (this[name].ValueKind != JsonValueKind.String) throw Bad(name);
        var text = this[name].GetString()!;
        return text.Any(char.IsControl) ? throw Bad(name) : text;
    }

    public string? TextOrAbsent(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(name) : null;

    public bool Flag(string name) => this[name].ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw Bad(name) };

    /// <summary>True or not there: "false" is no spelling of it.</summary>
    public bool TrueOrAbsent(string name) => _element.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True ? true : throw Bad(name));

    public long Number(string name) =>
        this[name].ValueKind == JsonValueKind.Number && this[name].TryGetInt64(out var number) && number >= 0 ? number : throw Bad(name);

    public Guid Id(string name) => Guid.TryParseExact(Text(name), "D", out var id) && id.ToString("D") == Text(name) ? id : throw Bad(name);

    public DateTimeOffset Moment(string name) =>
        DateTimeOffset.TryParseExact(Text(name), Receipt.MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : throw Bad(name);

    public Hash Commitment(string name) => Hash.TryParseBase64Url(Text(name), out var hash) ? hash : throw Bad(name);

    public ReceiptFaultException Bad(string name) => Fault("bad-value", At(name));

    public static ReceiptFaultException Fault(string code, string where) => new(new ReceiptFault(code, where));

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private static string Shown(string name) => string.Concat(name.Where(c => !char.IsControl(c)).Take(60));
}
