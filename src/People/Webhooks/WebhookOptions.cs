using System.Net;

namespace Probity.People.Webhooks;

/// <param name="Networks">Private networks in which receivers may stand.</param>
public sealed record WebhookOptions(IReadOnlyList<IPNetwork> Networks);
