using System.Text;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Omb;

/// <summary>
/// What becomes of a row, decided without looking at the register. Remembers the ids it has seen, so one instance reads one file from its beginning.
/// <list type="bullet">
/// <item>Deployed and Pilot arrive as found in use: the source says it runs, and no permission of ours stands behind it. Pre-deployment is an idea, Retired has ended.
/// A stage that cannot be read arrives as found in use, because a use that may be running must be looked at.</item>
/// <item>High-impact (M-25-21, section 5) is our class high. "Presumed high-impact, but not" is medium: the presumption was rebutted in writing to a Chief AI Officer, and the
/// writing is not in the file. "Not high-impact" is not assessed: it answers whether the output is a principal basis of decisions, not how badly the use can hurt;
/// what nobody assessed is treated as high.</item>
/// <item>Computer Vision is image analysis, Generative AI content generation, Agentic AI workflow automation. Classical ML, NLP and Reinforcement Learning name a technique
/// that serves any purpose: the category stays unknown and the word is kept.</item>
/// </list>
/// </summary>
public sealed class OmbMappingRules(OmbHeader header)
{
    private const int NameMost = 200, TextMost = 4000, DescriptionMost = 2000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);

    public MappedRow Map(SourceRow row)
    {
        if (row.Refused) return new MappedRow(row, null, [.. header.Names.Select(_ => CellFate.Refused)], row.Notes);
        var notes = new List<RowNote>(row.Notes);
        var stage = Answer(row, OmbColumns.Stage);
        var inUse = stage is OmbColumns.Deployed or OmbColumns.Pilot;
        var impact = Answer(row, OmbColumns.HighImpact);
        var fates = new CellFate[header.Names.Count];
        for (var i = 0; i < fates.Length; i++) fates[i] = Fate(i, row, stage, impact, notes);
        var draft = Draft(row, stage, inUse, impact, notes);
        // An id that is not the use's reference was not taken.
        if (header.Position(OmbColumns.Id) is var id and >= 0 && fates[id] == CellFate.Taken && draft.Reference is null) fates[id] = CellFate.Kept;
        return new MappedRow(row, draft, fates, notes);
    }

    private CellFate Fate(int i, SourceRow row, string? stage, string? impact, List<RowNote> notes)
    {
        var (name, cell) = (header.Names[i], row.Cells[i]);
        if (header.Columns[i] is not { } column) return string.IsNullOrWhiteSpace(cell) ? CellFate.Empty : CellFate.Kept;
        if (column.IsEmpty(cell))
        {
            if (Demands(column, stage, impact) && column.Name is not (OmbColumns.Id or OmbColumns.Name)) notes.Add(RowNote.RequiredEmpty(name));
            return CellFate.Empty;
        }
        if (column.Answers is { } answers && !answers.Knows(cell))
        {
            notes.Add(column.Name == OmbColumns.Stage ? RowNote.StageUnread(name, cell) : RowNote.OtherValue(name, cell));
            return CellFate.Other;
        }
        if (column.Name == OmbColumns.OperationalDate)
        {
            if (PartialDate.Of(cell) is not null) return stage is OmbColumns.Deployed or OmbColumns.Pilot ? CellFate.Mapped : CellFate.Kept;
            notes.Add(RowNote.DateUnread(name, cell));
            return CellFate.Other;
        }
        if (column.Name == OmbColumns.Classification && Category(column.Answers!.Of(cell)) is null) return CellFate.Kept;
        return column.Treatment switch { Treatment.Taken => CellFate.Taken, Treatment.Mapped => CellFate.Mapped, _ => CellFate.Kept };
    }

    private static bool Demands(OmbColumn column, string? stage, string? impact) => column.Demanded switch
    {
        Demanded.Always => true,
        Demanded.UnlessRetired => stage is not OmbColumns.Retired,
        Demanded.WhenInUse => stage is OmbColumns.Deployed or OmbColumns.Pilot,
        Demanded.WhenHighImpactAndDeployed => stage is OmbColumns.Deployed && impact is OmbColumns.IsHighImpact,
        _ => false,
    };

    private UseDraft Draft(SourceRow row, string? stage, bool inUse, string? impact, List<RowNote> notes)
    {
        var id = Id(row, notes);
        var name = Line(row, OmbColumns.Name, NameMost, notes);
        if (name.Length == 0)
        {
            name = OneLine(Cell(row, OmbColumns.Id)) is { Length: > 0 } known ? known : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{row.Number}");
            notes.Add(RowNote.NoName(OmbColumns.Name, name));
        }
        return new UseDraft(
            SourceId: id,
            Name: name,
            UsedBy: UsedBy(row, notes),
            Purpose: Text(row, OmbColumns.Problem, TextMost, notes),
            Category: Category(Answer(row, OmbColumns.Classification)),
            Class: impact switch { OmbColumns.IsHighImpact => RiskClass.High, OmbColumns.PresumedButNot => RiskClass.Medium, _ => RiskClass.NotAssessed },
            Arrival: stage switch { OmbColumns.PreDeployment => Arrival.Idea, OmbColumns.Retired => Arrival.Ended, _ => Arrival.FoundInUse },
            Stage: stage ?? OneLine(Cell(row, OmbColumns.Stage)),
            Since: inUse ? PartialDate.Of(Cell(row, OmbColumns.OperationalDate)) : null,
            Vendor: Line(row, OmbColumns.Vendor, NameMost, notes),
            OwnBuild: Answer(row, OmbColumns.Contracting) is OmbColumns.InHouse,
            Description: Text(row, OmbColumns.Outputs, DescriptionMost, notes));
    }

    public static PurposeCategory? Category(string? classification) => classification switch
    {
        OmbColumns.Vision => PurposeCategory.ImageAnalysis,
        OmbColumns.Generative => PurposeCategory.ContentGeneration,
        OmbColumns.Agentic => PurposeCategory.WorkflowAutomation,
        _ => null,
    };

    /// <summary>The first row with an id keeps it; a later one with the same id is another row, and needs a reference of its own.</summary>
    private string? Id(SourceRow row, List<RowNote> notes)
    {
        var id = OneLine(Cell(row, OmbColumns.Id));
        if (id.Length == 0)
        {
            notes.Add(RowNote.NoId(OmbColumns.Id));
            return null;
        }
        if (_ids.TryAdd(id, row.Number))
        {
            if (!References.CanBe(id)) notes.Add(RowNote.IdUnusable(OmbColumns.Id, id));
            return id;
        }
        notes.Add(RowNote.IdRepeated(OmbColumns.Id, id, _ids[id]));
        return null;
    }

    /// <summary>"CBP, Department of Homeland Security"; the body's name is not said twice where the bureau begins with it ("Department of Justice / FBI").</summary>
    private string UsedBy(SourceRow row, List<RowNote> notes)
    {
        var (bureau, body) = (OneLine(Cell(row, OmbColumns.Bureau)), OneLine(Cell(row, OmbColumns.AgencyName)));
        if (body.Length == 0) body = OneLine(Cell(row, OmbColumns.Agency));
        var both = bureau.Length == 0 ? body : body.Length == 0 || bureau.StartsWith(body, StringComparison.OrdinalIgnoreCase) ? bureau : $"{bureau}, {body}";
        return Cut(both, NameMost, OmbColumns.Bureau, notes);
    }

    private string? Answer(SourceRow row, string column) => OmbColumns.Named(column)!.Answers!.Of(Cell(row, column));

    private string Cell(SourceRow row, string column) => header.Position(column) is var at and >= 0 ? row.Cells[at] : "";

    private string Line(SourceRow row, string column, int most, List<RowNote> notes) => Cut(OneLine(Cell(row, column)), most, column, notes);

    private string Text(SourceRow row, string column, int most, List<RowNote> notes) => Cut(Cell(row, column).Trim(), most, column, notes);

    private static string Cut(string text, int most, string column, List<RowNote> notes)
    {
        if (text.Length <= most) return text;
        notes.Add(RowNote.Shortened(column, most));
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }
}
