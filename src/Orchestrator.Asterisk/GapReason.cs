namespace Orchestrator.Asterisk;

/// <summary>Why a stream of events was interrupted. Whatever happened meanwhile was not seen and will not be sent again.</summary>
public enum GapReason
{
    /// <summary>Asterisk closed the connection (restart, reload, write time-out on its side).</summary>
    PeerClosed,

    /// <summary>The connection broke: reset, network error, TLS error.</summary>
    ConnectionBroke,

    /// <summary>The peer stopped answering pings, or delivering events: half-open connection, a frozen Asterisk, an application that is not registered any more.</summary>
    NoAnswer,

    /// <summary>The consumer was too slow and the bounded buffer ran full; the connection was given up on purpose.</summary>
    Overflow,

    /// <summary>Another client registered the Stasis application under the same name (ARI only).</summary>
    Replaced,

    /// <summary>The client was stopped by its owner.</summary>
    Stopped,
}
