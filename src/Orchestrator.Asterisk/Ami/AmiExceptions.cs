namespace Orchestrator.Asterisk.Ami;

/// <summary>An action got no answer because there is no connection, or it ended first. Whether Asterisk acted on it is not known.</summary>
public sealed class AmiDisconnectedException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>A list action was refused, so there is no list. The message is Asterisk's own.</summary>
public sealed class AmiRefusedException(string action, AmiResponse response)
    : InvalidOperationException($"{action} was refused: {response.Message}")
{
    public AmiResponse Response { get; } = response;
}
