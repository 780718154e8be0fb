using Probity.Acts.Ids;

namespace Probity.Registry.Inventory.Imports;

/// <summary>One import. It follows from the agency and the file's hash, so the same file is the same import whoever brings it.</summary>
public readonly record struct ImportId(Guid Value) : ITypedId<ImportId>
{
    public static ImportId Of(AgencyId agency, string sha256) => new(TypedId.Named($"registry import {agency} {sha256}"));

    public static ImportId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out ImportId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
