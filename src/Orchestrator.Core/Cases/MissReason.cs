namespace Orchestrator.Core.Cases;

/// <summary>Why an inbound call ended without a conversation with a person.</summary>
public enum MissReason
{
    /// <summary>The caller hung up while waiting.</summary>
    Abandoned,

    /// <summary>The queue's time limit ran out.</summary>
    TimedOut,

    /// <summary>Nobody was there to take the call: join or leave empty.</summary>
    NoOperators,

    /// <summary>The queue had no room (<c>maxlen</c>).</summary>
    QueueFull,

    /// <summary>The caller left the queue by pressing a key and then met nobody.</summary>
    LeftByKey,

    /// <summary>The call came outside opening hours.</summary>
    Closed,

    /// <summary>The caller hung up before reaching a queue.</summary>
    LeftInMenu,

    /// <summary>A ring group or an extension did not answer.</summary>
    Unanswered,

    /// <summary>A callback was asked for: by key, by a form, by a secretary.</summary>
    Requested,
}
