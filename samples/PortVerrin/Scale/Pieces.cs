using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Probity.Ledger.Trees;

namespace Probity.PortVerrin.Scale;

/// <summary>Canonical JSON in pieces.</summary>
internal static class Pieces
{
    public static IReadOnlyList<Action<Copy, IBufferWriter<byte>>> Of(Known known, byte[] canonical)
    {
        var pieces = new List<Action<Copy, IBufferWriter<byte>>>();
        var (same, name) = (0, "");
        var reader = new Utf8JsonReader(canonical);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName) name = reader.GetString()!;
            var piece = reader.TokenType switch
            {
                JsonTokenType.String => Text(known, reader.GetString()!, name),
                JsonTokenType.Number when name == "viewLeaf" && known.Leaves[reader.GetInt64()] is var act => Number(copy => copy.Leaves[act]),
                JsonTokenType.Number when name == "eligible" && Seat(canonical) is var seat => Number(copy => copy.Draws[seat].Eligible),
                _ => null,
            };
            if (name == "secret" && reader.TokenType == JsonTokenType.String && Seat(canonical) is var drawn) piece = Quoted(copy => copy.Draws[drawn].Secret);
            if (piece is null) continue;
            Same(same, (int)reader.TokenStartIndex);
            pieces.Add(piece);
            same = (int)reader.BytesConsumed;
        }
        Same(same, canonical.Length);
        return pieces;

        void Same(int from, int to)
        {
            var bytes = canonical[from..to];
            if (bytes.Length > 0) pieces.Add((_, text) => text.Write(bytes));
        }
    }

    /// <summary>Which draw an act is about.</summary>
    private static int Seat(byte[] canonical)
    {
        using var act = JsonDocument.Parse(canonical);
        return act.RootElement.GetProperty("kind").GetString() switch { "judgement.second-drawn" => 0, "judgement.third-drawn" => 1, _ => 2 };
    }

    private static Action<Copy, IBufferWriter<byte>>? Text(Known known, string value, string name)
    {
        if (Guid.TryParseExact(value, "D", out var id) && known.Of(id) is var whose) return Quoted(copy => copy[whose].ToString("D"));
        if (known.Texts.TryGetValue(value, out var said)) return Quoted(copy => copy[said]);
        if (known.Commitments.TryGetValue(value, out var act)) return Quoted(copy => Hash.FromBytes(copy.Acts[act].Commitment).ToBase64Url());
        if (known.Marks.TryGetValue(value, out var marked)) return Quoted(copy => copy.Mark(marked));
        if (value.Length == 10 && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.DayNumber - known.OpenedOn is var days)
            return Quoted(copy => Day(copy, days));
        if (value.Length >= 20 && value[4] == '-' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return Moment(known, at, value, name);
        return null;
    }

    private static Action<Copy, IBufferWriter<byte>> Moment(Known known, DateTimeOffset at, string value, string name)
    {
        // The record keeps whole milliseconds; whether it says Z or an offset is the way of that member.
        var format = value.EndsWith('Z') ? (value.Contains('.', StringComparison.Ordinal) ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'") : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
        if (name == "from" && at == known.From) return Quoted(copy => Say(copy.From));
        if (name == "until" && at == known.Until) return Quoted(copy => Say(copy.Until));
        var after = at - known.OpenedAt;
        return Quoted(copy => Say(copy.At(after)));

        string Say(DateTimeOffset moment) => moment.UtcDateTime.ToString(format.Replace("zzz", "'+00:00'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    public static string Day(Copy copy, int days) =>
        DateOnly.FromDayNumber(DateOnly.FromDateTime(copy.OpenedAt.UtcDateTime).DayNumber + days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Action<Copy, IBufferWriter<byte>> Number(Func<Copy, long> value) => (copy, text) =>
    {
        var span = text.GetSpan(20);
        value(copy).TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        text.Advance(written);
    };

    /// <summary>RFC 8785 escapes what JSON must and nothing more; nothing that is put in here needs it.</summary>
    private static Action<Copy, IBufferWriter<byte>> Quoted(Func<Copy, string> value) => (copy, text) =>
    {
        var words = value(copy);
        var span = text.GetSpan(Encoding.UTF8.GetMaxByteCount(words.Length) + 2);
        span[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(words, span[1..]) + 1;
        span[written++] = (byte)'"';
        text.Advance(written);
    };
}
