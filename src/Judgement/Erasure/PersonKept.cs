using Probity.Acts.Storage;
using Probity.People.Erasure;

namespace Probity.Judgement.Erasure;

/// <summary>What this room counts before a person is erased.</summary>
internal static class PersonKept
{
    internal static readonly IReadOnlyList<KeptOfPerson> All =
    [
        new("judgement.erasure.kept.drafts", new Statement("SELECT count(*) FROM judgement_draft WHERE agency = @p0 AND person = @p1"), Stays: false),
        new("judgement.erasure.kept.steps", new Statement("SELECT count(*) FROM judgement_step WHERE agency = @p0 AND person = @p1"), Stays: true),
    ];
}
