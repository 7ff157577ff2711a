namespace Orchestrator.Asterisk.Ari;

public sealed record BridgeCreated : AriEvent
{
    public required AriBridge Bridge { get; init; }
}

public sealed record BridgeDestroyed : AriEvent
{
    public required AriBridge Bridge { get; init; }
}

public sealed record ChannelEnteredBridge : AriEvent
{
    public required AriBridge Bridge { get; init; }

    /// <summary>Not required by the API's description, though always sent so far.</summary>
    public AriChannel? Channel { get; init; }
}

public sealed record ChannelLeftBridge : AriEvent
{
    public required AriBridge Bridge { get; init; }

    public required AriChannel Channel { get; init; }
}

public sealed record BridgeBlindTransfer : AriEvent
{
    /// <summary>Who transferred.</summary>
    public required AriChannel Channel { get; init; }

    public AriChannel? Transferee { get; init; }

    public AriChannel? ReplaceChannel { get; init; }

    public required string Context { get; init; }

    public required string Exten { get; init; }

    public required string Result { get; init; }
}

public sealed record BridgeAttendedTransfer : AriEvent
{
    public required AriChannel TransfererFirstLeg { get; init; }

    public required AriChannel TransfererSecondLeg { get; init; }

    public AriChannel? Transferee { get; init; }

    public AriChannel? TransferTarget { get; init; }

    public AriChannel? ReplaceChannel { get; init; }

    public required string Result { get; init; }

    public required string DestinationType { get; init; }

    public string? DestinationApplication { get; init; }
}
