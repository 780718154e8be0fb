using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Probity.Ledger.Json;

/// <summary>
/// One pass over JSON text. Values are written to the output as they come; each object remembers where its members lie and, when it
/// ends out of order, its members are moved into order within the output. Scratch space is kept per thread.
/// </summary>
internal sealed class Canonicaliser
{
    private record struct Member(int NameStart, int NameEnd, int Start, int End);

    private record struct Container(bool IsObject, int FirstMember, int Count, bool Ordered);

    [ThreadStatic] private static Canonicaliser? _spare;

    private readonly Container[] _open = new Container[CanonicalJson.MaxDepth + 1];
    private readonly Comparer<Member> _byName;
    private byte[] _output = new byte[4096];
    private byte[] _scratch = new byte[4096];
    private Member[] _members = new Member[64];
    private int _length, _memberCount, _depth;

    private Canonicaliser() => _byName = Comparer<Member>.Create(CompareNames);

    public ReadOnlySpan<byte> Output => _output.AsSpan(0, _length);

    public static Canonicaliser Rent()
    {
        var canonicaliser = _spare ?? new Canonicaliser();
        _spare = null;
        return canonicaliser;
    }

    public void Return()
    {
        if (_output.Length <= 1 << 20) _spare = this; // do not keep the space one giant document needed
    }

    public CanonicalJsonFault Run(ReadOnlySpan<byte> utf8)
    {
        _length = _memberCount = _depth = 0;
        if (!Utf8.IsValid(utf8)) return CanonicalJsonFault.NotUtf8;
        // Unescaped text never grows: only control characters do (\u0001 stays six bytes), so the input's length plus number slack is enough.
        EnsureOutput(utf8.Length + 1024);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                var fault = Take(ref reader);
                if (fault != CanonicalJsonFault.None) return fault;
            }
        }
        catch (JsonException)
        {
            return CanonicalJsonFault.NotJson;
        }
        return CanonicalJsonFault.None;
    }

    private CanonicalJsonFault Take(ref Utf8JsonReader reader)
    {
        var token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray) return Close(token);
        ref var container = ref _open[_depth];
        if (token == JsonTokenType.PropertyName)
        {
            if (container.Count++ > 0) Put((byte)',');
            var start = _length;
            var fault = PutString(ref reader);
            if (fault != CanonicalJsonFault.None) return fault;
            if (_memberCount == _members.Length) Array.Resize(ref _members, _members.Length * 2);
            _members[_memberCount] = new Member(start + 1, _length - 1, start, 0);
            if (container.Count > 1)
            {
                // The previous member ends before the comma.
                _members[_memberCount - 1].End = start - 1;
                if (container.Ordered && CompareNames(_members[_memberCount - 1], _members[_memberCount]) >= 0) container.Ordered = false;
            }
            _memberCount++;
            Put((byte)':');
            return CanonicalJsonFault.None;
        }
        if (_depth > 0 && !container.IsObject && container.Count++ > 0) Put((byte)',');
        switch (token)
        {
            case JsonTokenType.StartObject:
                _open[++_depth] = new Container(true, _memberCount, 0, true);
                Put((byte)'{');
                return CanonicalJsonFault.None;
            case JsonTokenType.StartArray:
                _open[++_depth] = new Container(false, _memberCount, 0, true);
                Put((byte)'[');
                return CanonicalJsonFault.None;
            case JsonTokenType.String:
                return PutString(ref reader);
            case JsonTokenType.Number:
                return PutNumber(reader.ValueSpan);
            default: // true, false, null
                Put(reader.ValueSpan);
                return CanonicalJsonFault.None;
        }
    }

    private CanonicalJsonFault Close(JsonTokenType token)
    {
        var container = _open[_depth--];
        if (token == JsonTokenType.EndArray)
        {
            Put((byte)']');
            return CanonicalJsonFault.None;
        }
        if (container.Count > 0) _members[_memberCount - 1].End = _length;
        var fault = container.Ordered ? CanonicalJsonFault.None : Order(_members.AsSpan(container.FirstMember, container.Count));
        _memberCount = container.FirstMember;
        Put((byte)'}');
        return fault;
    }

    private CanonicalJsonFault Order(Span<Member> members)
    {
        int start = members[0].Start, size = _length - start;
        members.Sort(_byName);
        for (var i = 1; i < members.Length; i++)
            if (CompareNames(members[i - 1], members[i]) == 0) return CanonicalJsonFault.DuplicateMember;
        if (_scratch.Length < size) _scratch = new byte[Math.Max(size, 2 * _scratch.Length)];
        var at = 0;
        foreach (var member in members)
        {
            if (at > 0) _scratch[at++] = (byte)',';
            _output.AsSpan(member.Start..member.End).CopyTo(_scratch.AsSpan(at));
            at += member.End - member.Start;
        }
        _scratch.AsSpan(0, size).CopyTo(_output.AsSpan(start));
        return CanonicalJsonFault.None;
    }

    /// <summary>
    /// UTF-16 order (RFC 8785 section 3.2.3). For names without escapes it is the order of the bytes, except that UTF-8 puts characters
    /// beyond U+FFFF last while UTF-16 puts them before U+E000; such names, and escaped ones, take the slow way.
    /// </summary>
    private int CompareNames(Member x, Member y)
    {
        ReadOnlySpan<byte> a = _output.AsSpan(x.NameStart..x.NameEnd), b = _output.AsSpan(y.NameStart..y.NameEnd);
        return IsPlain(a) && IsPlain(b) ? a.SequenceCompareTo(b) : string.CompareOrdinal(Unescape(a), Unescape(b));
    }

    private static bool IsPlain(ReadOnlySpan<byte> name) => !name.Contains((byte)'\\') && !name.ContainsAnyInRange((byte)0xEE, (byte)0xFF);

    private static string Unescape(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\')) return Encoding.UTF8.GetString(name);
        byte[] quoted = [(byte)'"', .. name, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    private CanonicalJsonFault PutNumber(ReadOnlySpan<byte> text)
    {
        // Up to 15 digits are exact in a double and ECMAScript writes them as they stand.
        if (text.Length <= 15 && !text.ContainsAny((byte)'.', (byte)'e', (byte)'E') && !text.SequenceEqual("-0"u8))
        {
            Put(text);
            return CanonicalJsonFault.None;
        }
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) return CanonicalJsonFault.NumberOutOfRange;
        EnsureOutput(_length + EcmaScriptNumber.MaxLength);
        _length += EcmaScriptNumber.Write(value, _output.AsSpan(_length));
        return CanonicalJsonFault.None;
    }

    private CanonicalJsonFault PutString(ref Utf8JsonReader reader)
    {
        Put((byte)'"');
        var fault = CanonicalJsonFault.None;
        if (reader.ValueIsEscaped) fault = PutEscaped(reader.ValueSpan);
        else Put(reader.ValueSpan); // no control character, quote or backslash in it: the reader has checked
        Put((byte)'"');
        return fault;
    }

    private CanonicalJsonFault PutEscaped(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var next = text.IndexOf((byte)'\\');
            if (next < 0)
            {
                Put(text);
                return CanonicalJsonFault.None;
            }
            Put(text[..next]);
            var escape = text[next + 1];
            text = text[(next + 2)..];
            if (escape != (byte)'u')
            {
                if (escape == (byte)'/') Put((byte)'/');
                else Put([(byte)'\\', escape]);
                continue;
            }
            int unit = HexUnit(text);
            text = text[4..];
            if (char.IsLowSurrogate((char)unit)) return CanonicalJsonFault.LoneSurrogate;
            if (char.IsHighSurrogate((char)unit))
            {
                if (text.Length < 6 || !text.StartsWith("\\u"u8)) return CanonicalJsonFault.LoneSurrogate;
                var low = (char)HexUnit(text[2..]);
                if (!char.IsLowSurrogate(low)) return CanonicalJsonFault.LoneSurrogate;
                unit = char.ConvertToUtf32((char)unit, low);
                text = text[6..];
            }
            PutCharacter(unit);
        }
    }

    private void PutCharacter(int codePoint)
    {
        ReadOnlySpan<byte> simple = codePoint switch
        {
            '\b' => "\\b"u8, '\t' => "\\t"u8, '\n' => "\\n"u8, '\f' => "\\f"u8, '\r' => "\\r"u8, '"' => "\\\""u8, '\\' => "\\\\"u8,
            _ => default,
        };
        Span<byte> bytes = stackalloc byte[6];
        if (!simple.IsEmpty) Put(simple);
        else if (codePoint < 0x20)
        {
            "\\u00"u8.CopyTo(bytes);
            bytes[4] = (byte)('0' + (codePoint >> 4));
            bytes[5] = (byte)"0123456789abcdef"[codePoint & 15];
            Put(bytes);
        }
        else Put(bytes[..new Rune(codePoint).EncodeToUtf8(bytes)]);
    }

    private static int HexUnit(ReadOnlySpan<byte> text) => int.Parse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private void Put(byte value)
    {
        if (_length == _output.Length) EnsureOutput(_length + 1);
        _output[_length++] = value;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        EnsureOutput(_length + bytes.Length);
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }

    private void EnsureOutput(int length)
    {
        if (length > _output.Length) Array.Resize(ref _output, Math.Max(length, 2 * _output.Length));
    }
}
