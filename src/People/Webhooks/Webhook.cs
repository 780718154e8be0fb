using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <summary>What a connected system can be told of. The names go out as types (<see cref="WebhookRules.TypeOf"/>) and never change their meaning.</summary>
public enum WebhookEvent { DecisionChanged, ReceiptUsed, UseSuspended, UseResumed }

/// <summary>A connected system that wants to be told: where, of what, and the secret with which it is signed. One for each system.</summary>
public sealed class Webhook : IOwned, IVersioned
{
    /// <summary>What was told has been given up: whoever keeps connected systems looks.</summary>
    public static readonly DutyRule Failing = new("people.webhook-failing", Right.KeepClients, TellAfter: TimeSpan.FromDays(1));

    public required ServiceClientId Client { get; init; }
    public required AgencyId Agency { get; init; }
    public required string Address { get; set; }
    public required IReadOnlyList<WebhookEvent> Events { get; set; }
    public required Guid DataKey { get; set; }

    /// <summary>32 random bytes, sealed with the agency's key: they are needed again for every signature.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The secret before this one, sealed under the same key; it signs too until its end, so that the receiver can change over without losing a message.</summary>
    public byte[]? FormerSecret { get; set; }
    public DateTimeOffset? FormerUntil { get; set; }
    public required AccountId MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Since a delivery was given up; null again when one arrives.</summary>
    public DateTimeOffset? FailingSince { get; set; }
    public long Version { get; set; } = 1;
}

public readonly record struct WebhookDeliveryId(Guid Value) : ITypedId<WebhookDeliveryId>
{
    public static WebhookDeliveryId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out WebhookDeliveryId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

public enum DeliveryState { Waiting, Delivered, GivenUp }

/// <summary>Why an attempt came to nothing.</summary>
public enum DeliveryFault { Unreachable, AddressRefused, Certificate, TimedOut, Answered }

/// <summary>One thing that one system is told, written with the change that it tells of.</summary>
public sealed class WebhookDelivery : IOwned
{
    public const string SubjectKind = "webhook-delivery", DueKind = "people.webhook";

    /// <summary>Also the webhook-id and the event's id: the same at every attempt.</summary>
    public required WebhookDeliveryId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required ServiceClientId Client { get; init; }
    public required WebhookEvent Event { get; init; }

    /// <summary>The event as it is sent, byte for byte at every attempt.</summary>
    public required string Body { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DeliveryState State { get; set; }

    /// <summary>Since it was made, or since somebody asked for it to be sent again.</summary>
    public required int Attempts { get; set; }
    public DateTimeOffset? NextAt { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>The status of the last answer; null where there was none.</summary>
    public int? Answer { get; set; }
    public DeliveryFault? Fault { get; set; }
}
