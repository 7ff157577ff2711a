namespace Orchestrator.Asterisk.Ari;

/// <summary>Who gets the events of one of our applications.</summary>
public enum AppHolder
{
    /// <summary>We are not connected, and do not know.</summary>
    Unknown,

    /// <summary>This client.</summary>
    Ours,

    /// <summary>Another client, when it was last heard of.</summary>
    Another,

    /// <summary>Nobody answered for it when it was last asked for; it is about to be taken back.</summary>
    Nobody,
}
