using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Probity.Ledger.Json;

namespace Probity.Ledger.Tests.Json;

public class CanonicalJsonTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(json)));

    private static CanonicalJsonFault Fault(ReadOnlySpan<byte> json) => CanonicalJson.TryCanonicalise(json, out _, out var fault) ? CanonicalJsonFault.None : fault;

    /// <summary>RFC 8785 appendix B.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_appendix_B_says(ulong bits, string expected)
    {
        var number = BitConverter.UInt64BitsToDouble(bits);
        Canonical(number.ToString("E17", CultureInfo.InvariantCulture)).ShouldBe(expected);
        Canonical("[" + number.ToString("R", CultureInfo.InvariantCulture) + "]").ShouldBe($"[{expected}]");
        Encoding.UTF8.GetString(CanonicalJson.Canonicalise(JsonValue.Create(number))).ShouldBe(expected);
    }

    [Fact]
    public void The_sample_of_section_3_2_2_comes_out_as_printed()
    {
        Canonical("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """).ShouldBe("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");
    }

    [Fact]
    public void Members_are_sorted_by_UTF_16_units_as_in_section_3_2_3()
    {
        Canonical("""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """).ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    [Fact]
    public void Nested_objects_are_sorted_where_they_stand()
    {
        Canonical("""{"b":[{"z":1,"a":{"y":[],"x":{}}}],"a":{"d":{"f":1,"e":2},"c":null}, "":0}""")
            .ShouldBe("""{"":0,"a":{"c":null,"d":{"e":2,"f":1}},"b":[{"a":{"x":{},"y":[]},"z":1}]}""");
    }

    [Fact]
    public void Every_control_character_has_its_one_escape()
    {
        for (var c = 0; c < 0x20; c++)
        {
            var expected = c switch { 8 => "\\b", 9 => "\\t", 10 => "\\n", 12 => "\\f", 13 => "\\r", _ => $"\\u{c:x4}" };
            Canonical($"\"\\u{c:X4}\"").ShouldBe($"\"{expected}\"");
            Encoding.UTF8.GetString(CanonicalJson.Canonicalise(JsonValue.Create(((char)c).ToString()))).ShouldBe($"\"{expected}\"");
        }
        Canonical("\"\\u007f\\u2028\\/<>&'+\"").ShouldBe("\"\u007f\u2028/<>&'+\"");
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", CanonicalJsonFault.DuplicateMember)]
    [InlineData("""{"b":1,"a":2,"\u0062":3}""", CanonicalJsonFault.DuplicateMember)]
    [InlineData("""[{"x":{"é":1,"\u00e9":2}}]""", CanonicalJsonFault.DuplicateMember)]
    [InlineData("\"\\ud800\"", CanonicalJsonFault.LoneSurrogate)]
    [InlineData("\"\\udc00\"", CanonicalJsonFault.LoneSurrogate)]
    [InlineData("\"\\ud800\\ud800\"", CanonicalJsonFault.LoneSurrogate)]
    [InlineData("\"\\ud800x\"", CanonicalJsonFault.LoneSurrogate)]
    [InlineData("{\"\\ud83d\":1}", CanonicalJsonFault.LoneSurrogate)]
    [InlineData("1e400", CanonicalJsonFault.NumberOutOfRange)]
    [InlineData("-1e400", CanonicalJsonFault.NumberOutOfRange)]
    [InlineData("NaN", CanonicalJsonFault.NotJson)]
    [InlineData("Infinity", CanonicalJsonFault.NotJson)]
    [InlineData("", CanonicalJsonFault.NotJson)]
    [InlineData("{} {}", CanonicalJsonFault.NotJson)]
    [InlineData("[1,]", CanonicalJsonFault.NotJson)]
    [InlineData("{\"a\":1", CanonicalJsonFault.NotJson)]
    [InlineData("// c\n1", CanonicalJsonFault.NotJson)]
    [InlineData("01", CanonicalJsonFault.NotJson)]
    [InlineData("\"a\nb\"", CanonicalJsonFault.NotJson)]
    public void What_has_no_canonical_form_is_refused_with_its_reason(string json, CanonicalJsonFault expected) => Fault(Encoding.UTF8.GetBytes(json)).ShouldBe(expected);

    [Fact]
    public void Bytes_that_are_not_UTF_8_and_a_byte_order_mark_are_refused()
    {
        Fault([(byte)'"', 0xC3, (byte)'"']).ShouldBe(CanonicalJsonFault.NotUtf8);
        Fault([(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']).ShouldBe(CanonicalJsonFault.NotUtf8); // a surrogate written as UTF-8
        Fault([(byte)'"', 0xC0, 0x80, (byte)'"']).ShouldBe(CanonicalJsonFault.NotUtf8);
        Fault([0xEF, 0xBB, 0xBF, (byte)'1']).ShouldBe(CanonicalJsonFault.NotJson);
    }

    [Fact]
    public void Depth_is_limited_on_both_sides_of_64()
    {
        Fault(Encoding.ASCII.GetBytes(new string('[', 64) + new string(']', 64))).ShouldBe(CanonicalJsonFault.None);
        Fault(Encoding.ASCII.GetBytes(new string('[', 65) + new string(']', 65))).ShouldBe(CanonicalJsonFault.NotJson);
        Fault(Encoding.ASCII.GetBytes(new string('[', 100_000))).ShouldBe(CanonicalJsonFault.NotJson);
    }

    [Fact]
    public void A_node_with_half_a_surrogate_or_no_number_is_refused_and_not_silently_changed()
    {
        Should.Throw<FormatException>(() => CanonicalJson.Canonicalise(new JsonObject { ["a"] = "\ud800" }));
        Should.Throw<FormatException>(() => CanonicalJson.Canonicalise(new JsonObject { ["\udc00"] = 1 }));
        Should.Throw<FormatException>(() => CanonicalJson.Canonicalise(new JsonArray(double.NaN)));
        Should.Throw<FormatException>(() => CanonicalJson.Canonicalise(new JsonArray(float.PositiveInfinity)));
        CanonicalJson.Canonicalise((JsonNode?)null).ShouldBe("null"u8.ToArray());
    }

    [Fact]
    public void An_element_a_node_and_text_come_out_the_same()
    {
        const string json = """{"z":[1.0,{"b":"é","a":"\u00e9\n"}],"a":-0.0,"m":12345678901234567890}""";
        var expected = Canonical(json);
        using var document = JsonDocument.Parse(json);
        Encoding.UTF8.GetString(CanonicalJson.Canonicalise(document.RootElement)).ShouldBe(expected);
        Encoding.UTF8.GetString(CanonicalJson.Canonicalise(JsonNode.Parse(json))).ShouldBe(expected);
        expected.ShouldBe("""{"a":0,"m":12345678901234567000,"z":[1,{"a":"é\n","b":"é"}]}""");
    }

    [Fact]
    public void Canonicalising_is_idempotent_and_ignores_order_and_spacing()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<Dictionary<NonNull<string>, double>>(), members =>
        {
            var clean = members.Where(m => m.Key.Get.All(c => !char.IsSurrogate(c)) && double.IsFinite(m.Value)).ToDictionary(m => m.Key.Get, m => m.Value);
            string Write(IEnumerable<KeyValuePair<string, double>> ms, bool indent) => JsonSerializer.Serialize(new Dictionary<string, double>(ms), indent ? Indented : JsonSerializerOptions.Default);
            var one = CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(Write(clean, false)));
            var two = CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(Write(clean.Reverse(), true)));
            var names = JsonDocument.Parse(one).RootElement.EnumerateObject().Select(p => p.Name).ToArray();
            return one.SequenceEqual(two) && CanonicalJson.IsCanonical(one) && names.SequenceEqual(clean.Keys.Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_and_damaged_texts_never_throw()
    {
        var random = new Random(8785);
        var valid = Encoding.UTF8.GetBytes("""{"z":[1.5e3,{"b":"é\ud83d\ude00","a":"\u00e9\n"}],"a":-0.0,"m":[true,null]}""");
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = valid.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (CanonicalJson.TryCanonicalise(damaged.AsSpan(0, random.Next(damaged.Length + 1)), out var canonical, out _)) CanonicalJson.IsCanonical(canonical).ShouldBeTrue();
        }
    }
}
