using Microsoft.EntityFrameworkCore;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Desk.Lists;
using Probity.Registry.Uses;

namespace Probity.Registry.Systems;

/// <summary>Systems inside a transaction.</summary>
internal static class SystemsInWork
{
    /// <summary>The system of this name, and of this vendor where both are said, if the agency has it already; what this change itself added counts.</summary>
    public static AiSystem? SameSystem(this Work work, SystemFacts facts)
    {
        var name = SearchWords.Fold(facts.Name);
        var vendor = SearchWords.Fold(facts.Vendor);
        return work.Db.Set<AiSystem>().Local.Where(system => system.NameSort == name)
            .Concat(work.Db.Set<AiSystem>().Where(system => system.NameSort == name).AsEnumerable())
            .FirstOrDefault(system => vendor.Length == 0 || system.Vendor.Length == 0 || SearchWords.Fold(system.Vendor) == vendor);
    }

    public static SystemVersion? SameVersion(this Work work, AiSystemId system, string label) =>
        work.Db.Set<SystemVersion>().Local.FirstOrDefault(version => version.System == system && version.Label == label)
        ?? work.Db.Set<SystemVersion>().FirstOrDefault(version => version.System == system && version.Label == label);

    public static AiSystem AddSystem(this Work work, SystemFacts facts, AiSystemId? id = null)
    {
        var system = AiSystem.Of(id ?? new AiSystemId(Guid.CreateVersion7(work.Now)), work.Actor.Agency, facts, work.Now);
        work.Db.Add(system);
        work.RecordAbout(system, RegistryActs.SystemRegistered, null, new { facts });
        return system;
    }

    public static SystemVersion AddVersion(this Work work, AiSystem system, VersionFacts facts, SystemVersionId? id = null)
    {
        var version = SystemVersion.Of(id ?? new SystemVersionId(Guid.CreateVersion7(work.Now)), work.Actor.Agency, system.Id, facts, work.Now);
        work.Db.Add(version);
        work.RecordAbout(system, RegistryActs.VersionAdded, null, new { version = version.Id, facts });
        return version;
    }

    /// <summary>The version of the system by these names, made known where it was not: whoever reports a use need not register its system first.</summary>
    public static SystemVersion MeetVersion(this Work work, NamedVersion named)
    {
        var facts = new SystemFacts(named.SystemName, named.Vendor);
        var known = work.SameSystem(facts) ?? work.AddSystem(facts);
        var label = named.Label.Trim();
        return work.SameVersion(known.Id, label) ?? work.AddVersion(known, new VersionFacts(label));
    }
}
