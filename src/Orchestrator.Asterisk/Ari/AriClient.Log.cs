using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ari;

public sealed partial class AriClient
{
    [LoggerMessage(1201, LogLevel.Information, "ARI {Peer}: connected, epoch {Epoch}")]
    private partial void LogConnected(AriOptions peer, long epoch);

    [LoggerMessage(1202, LogLevel.Warning, "ARI {Peer}: lost, epoch {Epoch}: {Reason}: {Detail}")]
    private partial void LogLost(AriOptions peer, long epoch, GapReason reason, string detail);

    [LoggerMessage(1203, LogLevel.Warning, "ARI {Peer}: cannot connect: {Detail}")]
    private partial void LogCannotConnect(AriOptions peer, string detail);

    [LoggerMessage(1204, LogLevel.Critical, "ARI {Peer}: refused with {Status}. Check user and password in ari.conf; next try in {Pause}")]
    private partial void LogRefused(AriOptions peer, int status, TimeSpan pause);

    [LoggerMessage(1205, LogLevel.Warning, "ARI {Peer}: skipped a message ({Kind}, {Detail}); further ones of this kind are only counted")]
    private partial void LogSkipped(AriOptions peer, string kind, string detail);

    [LoggerMessage(1206, LogLevel.Error, "ARI {Peer}: another client has taken the application {App}; nothing is dialled under it any more")]
    private partial void LogReplaced(AriOptions peer, string app);

    [LoggerMessage(1207, LogLevel.Error, "ARI {Peer}: the event socket is up, but REST does not answer: {Detail}")]
    private partial void LogRestStuck(AriOptions peer, string detail);

    [LoggerMessage(1208, LogLevel.Information, "ARI {Peer}: REST answers again")]
    private partial void LogRestAnswers(AriOptions peer);
}
