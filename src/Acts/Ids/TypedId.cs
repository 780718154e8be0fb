using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Probity.Acts.Ids;

/// <summary>
/// An identifier that cannot be mistaken for another kind of identifier: a version-7 guid (RFC 9562 5.7) with a name.
/// Equality is of the guid; the default value is the empty guid and names nothing.
/// </summary>
public interface ITypedId
{
    Guid Value { get; }
}

/// <inheritdoc cref="ITypedId"/>
public interface ITypedId<TSelf> : ITypedId where TSelf : struct, ITypedId<TSelf>
{
    static abstract TSelf From(Guid value);
}

public static class TypedId
{
    public static TSelf New<TSelf>(TimeProvider clock) where TSelf : struct, ITypedId<TSelf> =>
        TSelf.From(Guid.CreateVersion7(clock.GetUtcNow()));

    public static bool TryParse<TSelf>([NotNullWhen(true)] string? text, out TSelf id) where TSelf : struct, ITypedId<TSelf>
    {
        var ok = Guid.TryParseExact(text, "D", out var value);
        id = ok ? TSelf.From(value) : default;
        return ok;
    }

    /// <summary>Sixteen bytes in network order, so that version-7 guids sort by time as bytes.</summary>
    public static byte[] Bytes(Guid value) => value.ToByteArray(bigEndian: true);

    public static Guid FromBytes(ReadOnlySpan<byte> bytes) => new(bytes, bigEndian: true);

    /// <summary>A guid that follows from a name: the same name gives the same guid (first 16 bytes of its SHA-256, marked as version 8, RFC 9562 5.8).</summary>
    public static Guid Named(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name), hash);
        var version = BinaryPrimitives.ReadUInt16BigEndian(hash[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((version & 0x0fff) | 0x8000));
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return FromBytes(hash[..16]);
    }
}

/// <summary>The one JSON form of every typed id: the guid in lower case with hyphens.</summary>
public sealed class TypedIdJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType && typeof(ITypedId).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<TId> : JsonConverter<TId> where TId : struct, ITypedId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TId.From(Guid.ParseExact(reader.GetString()!, "D"));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString("D"));
    }
}
