using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ami;

public sealed partial class AmiClient
{
    [LoggerMessage(1101, LogLevel.Information, "AMI {Peer}: connected, epoch {Epoch}, {Banner}")]
    private partial void LogConnected(AmiOptions peer, long epoch, string banner);

    [LoggerMessage(1102, LogLevel.Warning, "AMI {Peer}: lost, epoch {Epoch}: {Reason}: {Detail}")]
    private partial void LogLost(AmiOptions peer, long epoch, GapReason reason, string detail);

    [LoggerMessage(1103, LogLevel.Warning, "AMI {Peer}: cannot connect: {Detail}")]
    private partial void LogCannotConnect(AmiOptions peer, string detail);

    [LoggerMessage(1104, LogLevel.Critical, "AMI {Peer}: login refused: {Detail}. Check user, secret and permit/deny in manager.conf; next try in {Pause}")]
    private partial void LogLoginRefused(AmiOptions peer, string detail, TimeSpan pause);

    [LoggerMessage(1105, LogLevel.Warning, "AMI {Peer}: skipped a message ({Kind}, {Detail}); further ones of this kind are only counted")]
    private partial void LogSkipped(AmiOptions peer, string kind, string detail);
}
