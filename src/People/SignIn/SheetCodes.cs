using System.Security.Cryptography;

namespace Probity.People.SignIn;

/// <summary>
/// Codes for paper: ten characters of Crockford's base 32 (50 bits, no I, L, O or U), shown in two groups. Letters that are easily mistaken are read as what was meant.
/// </summary>
public static class SheetCodes
{
    public const int Length = 10;
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        return code[..5] + "-" + code[5..];
    }

    /// <summary>The code without spaces and hyphens, or null where it cannot be one.</summary>
    public static string? Normal(string? typed)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Where(c => c is not (' ' or '-')).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        return code.Length == Length && code.All(Letters.Contains) ? code : null;
    }
}
