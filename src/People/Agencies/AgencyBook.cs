using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Agencies;

public sealed record AgencyCard(AgencyId Id, string Name, string Code, IReadOnlyList<string> Languages, TimeZoneInfo TimeZone, bool Sample, bool Sandbox = false)
{
    /// <summary>The day it is for the people of the agency.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>The moment at which a day is over for the people of the agency: what is valid until a day is valid before this.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight));
    }
}

/// <summary>
/// The agencies of this installation, in memory. One of the few readers across agencies: before anyone is signed in there is no agency yet.
/// </summary>
public sealed class AgencyBook(Reads reads)
{
    private static readonly Statement Select = new("SELECT agency, name, code, languages, time_zone, sample, sandbox FROM people_agency");

    private readonly Lock _loading = new();
    private volatile IReadOnlyList<AgencyCard>? _all;
    private volatile bool _current;

    public IReadOnlyList<AgencyCard> All => _current && _all is { } known ? known : Load();

    public AgencyCard? Find(AgencyId id) => All.FirstOrDefault(agency => agency.Id == id);

    public AgencyCard? ByCode(string code) => All.FirstOrDefault(agency => agency.Code == code);

    /// <summary>The agency of an installation that has exactly one.</summary>
    public AgencyCard? Only => All is [var one] ? one : null;

    internal const string Memory = "agencies";

    internal Remembered Remembered => new(Memory, _ => Forget(), Forget);

    internal void Forget()
    {
        lock (_loading) _current = false;
    }

    private IReadOnlyList<AgencyCard> Load()
    {
        // Under the lock, so that an agency added between reading and keeping is found by the next who asks.
        lock (_loading)
        {
            if (_current && _all is { } known) return known;
            try
            {
                _all = Read();
                _current = true;
            }
            // Agencies are added, never taken away: while the database is gone, those known before are named.
            catch (Exception fault) when (_all is not null && StoreFaults.Unavailable(fault)) { }
            return _all!;
        }
    }

    private List<AgencyCard> Read()
    {
        using var read = reads.Rent();
        return read.Query(Select, row => new AgencyCard(row.Id<AgencyId>(0), row.Text(1), row.Text(2),
            System.Text.Json.JsonSerializer.Deserialize<string[]>(row.Text(3))!, TimeZoneInfo.FindSystemTimeZoneById(row.Text(4)), row.Flag(5), row.Flag(6)));
    }
}
