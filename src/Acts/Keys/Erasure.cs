using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Keys;

/// <summary>
/// Erasure by destroying a key: what it sealed, in the journal and everywhere else, cannot be read by anyone, and every proof about it still holds. The key is in no backup of the
/// rows, and in no key backup made later (docs/adr/0014).
/// </summary>
public static class Erasure
{
    private static readonly Statement DestroyKey = new("UPDATE acts_data_key SET wrapped = NULL, destroyed_at = @p2 WHERE agency = @p0 AND scope = @p1 AND destroyed_at IS NULL");

    /// <summary>Inside the verb that refuses, records and clears what stands beside. False where there is no such key, or no more.</summary>
    public static bool DestroyKeyOf(this Work work, DataKeys keys, KeyScope scope)
    {
        if (work.Execute(DestroyKey, work.Actor.Agency, scope.Name, work.Now) == 0) return false;
        var agency = work.Actor.Agency;
        work.Forgets(DataKeys.Memory, $"{agency} {scope.Name}", () => keys.Forget(agency, scope));
        work.Scrub();
        return true;
    }

    /// <summary>The same for a person, with what every room keeps about them in clear. False where there is no such key, or no more: then nothing was cleared.</summary>
    /// <param name="called">As lists say it, with rank or title.</param>
    public static bool ErasePerson(this Work work, DataKeys keys, AccountId person, string called, string name)
    {
        if (!work.DestroyKeyOf(keys, KeyScope.Person(person.Value))) return false;
        object?[] values = [work.Actor.Agency, person, called, name];
        foreach (var statement in work.Parts.SelectMany(part => part.ClearsPerson)) work.Execute(statement, values.AsSpan(0, statement.Parameters));
        return true;
    }
}
