namespace Probity.Desk.Lists;

public enum ColumnType
{
    Text,
    /// <summary>A number, written with a point and without groups.</summary>
    Number,
    /// <summary>true or false.</summary>
    YesNo,
    /// <summary>ISO 8601, yyyy-MM-dd.</summary>
    Day,
    /// <summary>ISO 8601 in UTC.</summary>
    Moment,
    /// <summary>Several texts: an array in JSON, joined by "; " in CSV.</summary>
    Several,
}

/// <summary>One column of a download. The name is for machines and never changes; what it means is a text in every language.</summary>
/// <param name="MeaningKey">A text key, for example "registry.column.risk-class".</param>
public sealed record Column<T>(string Name, string MeaningKey, ColumnType Type, Func<T, object?> Value);
