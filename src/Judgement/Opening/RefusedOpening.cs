using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.Desk.Parts;

namespace Probity.Judgement.Opening;

/// <summary>A refused opening as the officer reads it afterwards: each reason as it was recorded, with its rule, and that it does not count against anyone.</summary>
internal static class RefusedOpening
{
    public static Notice Notice(RefusedReason reason, RefusalPresentation say, long? leaf) =>
        say.ToNotice(new Refusal(new RefusalCode(reason.Code, RefusalKind.Forbidden, reason.Citation), reason.Place, reason.Values), leaf) with { DoesNotCountAgainstYou = true };
}
