using System.Security.Cryptography;
using Probity.People.SignIn.Passkeys;

namespace Probity.People.Tests.SignIn;

/// <summary>The examples of Web Authentication Level 3, section 16 (W3C), as far as they concern what is taken here.</summary>
public sealed class PasskeyVectorTests
{
    private static readonly Site Example = new("example.org", "https://example.org");

    /// <summary>packed-self.ES256: its holder was recognised when it was made and not when it was shown.</summary>
    private static readonly PasskeyAnswer SelfMade = Made("455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58c",
        "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2265476e4374334c55745936366b336a506a796e6962506b31716e666644616966715a774c33417032392d55222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733a205539685458764b453255526b4d6e625f307859485667227d",
        "a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a20754ab925005dbf378097c92120031581c73228d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3af18bd9d121fa3d3a26d17fe3f220272178f473b6006d68617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b55d00000000df850e09db6afbdfab51697791506cfc0020455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58ca5010203262001215820eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf193843c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2");

    private static readonly byte[] ShownClient = Convert.FromHexString("7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a225248696843784e534e493352594d45314f7731476d3132786e726b634a5f6666707637546e2d4a71386773222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733a206754623533727a36456853576f6d58477a696d433151227d");
    private static readonly byte[] ShownData = Convert.FromHexString("bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50900000000");
    private static readonly byte[] Signature = Convert.FromHexString("304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf84002204e94dd00047b316061b3b99772b7efd95994a83ef584b3b6b825ea3550251b66");

    [Fact]
    public void The_example_whose_holder_was_recognised_is_taken()
    {
        var made = PasskeyRules.Made(SelfMade, Example, Is("7869c2b772d4b58eba9378cf8f29e26cf935aa77df0da89fa99c0bdc0a76f7e5")).ShouldNotBeNull();
        made.Id.ShouldBe(SelfMade.Id);
        made.SignCount.ShouldBe(0u);
        CoseKey.Verify(made.PublicKey, [.. ShownData, .. SHA256.HashData(ShownClient)], Signature).ShouldBeTrue();
    }

    [Fact]
    public void Its_challenge_its_site_and_its_key_all_count()
    {
        PasskeyRules.Made(SelfMade, Example, Is("00")).ShouldBeNull();
        PasskeyRules.Made(SelfMade, Example with { Origin = "https://www.example.org" }, _ => true).ShouldBeNull();
        PasskeyRules.Made(SelfMade, Example with { RpId = "example.com" }, _ => true).ShouldBeNull();
        PasskeyRules.Made(SelfMade with { Id = [1] }, Example, _ => true).ShouldBeNull();
    }

    [Fact]
    public void Shown_without_recognising_the_holder_it_opens_nothing_though_its_signature_is_right() =>
        PasskeyRules.Shown(new(SelfMade.Id, ShownClient, [], ShownData, Signature, []), Example, _ => true, PasskeyRules.Made(SelfMade, Example, _ => true)!.PublicKey, 0).ShouldBeNull();

    [Fact]
    public void The_example_whose_holder_was_not_recognised_is_refused() => PasskeyRules.Made(Made("f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
        "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d507434557878475453746e63647134313759447742466938767049612d7077386f4f755657345441222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733a20426b5165446a646354427258426941774a544c453551227d",
        "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220"),
        Example, _ => true).ShouldBeNull();

    [Fact]
    public void The_example_from_a_frame_of_another_site_is_refused() => PasskeyRules.Made(Made("6e1050c0d2ca2f07c755cb2c66a74c64fa43065c18f938354d9915db2bd5ce57",
        "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a224f2d57717a514e5463554a484930437257576e7951504859647862694332674872434d475666704c4f306b222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a747275652c22657874726144617461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733a207a5a7175457444523944577170573574425754467567227d",
        "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b54500000000883f4f6014f19c09d87aa38123be48d000206e1050c0d2ca2f07c755cb2c66a74c64fa43065c18f938354d9915db2bd5ce57a501020326200121582022200a473f90b11078851550d03b4e44a2279f8c4eca27b3153dedfe03e4e97d225820cbd0be95e746ad6f5a8191be11756e4c0420e72f65b466d39bc56b8b123a9c6e"),
        Example, _ => true).ShouldBeNull();

    [Fact]
    public void Half_an_attestation_is_no_fault()
    {
        for (var length = 0; length < SelfMade.Attestation.Length; length++) PasskeyRules.Made(SelfMade with { Attestation = SelfMade.Attestation[..length] }, Example, _ => true).ShouldBeNull();
    }

    /// <summary>RFC 8032, 7.1, TEST 2 and TEST 3, their keys written as RFC 9053, 7.2, says.</summary>
    [Theory]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void A_key_of_Ed25519_verifies_what_the_RFC_signed_and_nothing_else(string point, string message, string signature)
    {
        var (key, data, signed) = (Okp(point), Convert.FromHexString(message), Convert.FromHexString(signature));
        CoseKey.IsKey(key).ShouldBeTrue();
        CoseKey.Verify(key, data, signed).ShouldBeTrue();
        CoseKey.Verify(key, [.. data, 0], signed).ShouldBeFalse();
        CoseKey.Verify(key, data, [.. signed, 0]).ShouldBeFalse();
        signed[3] ^= 1;
        CoseKey.Verify(key, data, signed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a4010103272006215820" + "0100000000000000000000000000000000000000000000000000000000000000")] // a point of small order
    [InlineData("a4010103272006215820" + "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // not canonical
    [InlineData("a4010103272007215820" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")] // Ed448
    [InlineData("a401010326200621" + "58203d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")] // ES256 said of it
    [InlineData("a40101032720062158" + "1f3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af466")] // a byte short
    [InlineData("a3010103272006")] // no point
    public void What_is_no_such_key_is_none(string key)
    {
        CoseKey.IsKey(Convert.FromHexString(key)).ShouldBeFalse();
        CoseKey.Verify(Convert.FromHexString(key), [0x72], new byte[64]).ShouldBeFalse();
    }

    private static byte[] Okp(string point) => Convert.FromHexString("a4010103272006215820" + point);

    private static PasskeyAnswer Made(string id, string client, string attestation) => new(Convert.FromHexString(id), Convert.FromHexString(client), Convert.FromHexString(attestation), [], [], []);

    private static Func<byte[], bool> Is(string hex) => challenge => challenge.AsSpan().SequenceEqual(Convert.FromHexString(hex));
}
