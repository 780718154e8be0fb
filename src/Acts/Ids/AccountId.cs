namespace Probity.Acts.Ids;

/// <summary>One person's account.</summary>
public readonly record struct AccountId(Guid Value) : ITypedId<AccountId>
{
    public static AccountId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AccountId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
