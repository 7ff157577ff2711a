namespace Orchestrator.Asterisk.Ari;

/// <summary>A channel entered the application.</summary>
public sealed record StasisStart : AriEvent
{
    public required IReadOnlyList<string> Args { get; init; }

    public required AriChannel Channel { get; init; }

    /// <summary>The channel whose place this one takes, after a transfer or a move.</summary>
    public AriChannel? ReplaceChannel { get; init; }
}

/// <summary>A channel left the application; it may live on in the dialplan.</summary>
public sealed record StasisEnd : AriEvent
{
    public required AriChannel Channel { get; init; }
}

/// <summary>Another client has connected as <see cref="AriEvent.Application"/>; we get no more events of it and must not dial under it.</summary>
public sealed record ApplicationReplaced : AriEvent;

/// <summary>A channel could not be moved to another application.</summary>
public sealed record ApplicationMoveFailed : AriEvent
{
    public required AriChannel Channel { get; init; }

    public required string Destination { get; init; }
}
