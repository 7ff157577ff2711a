#pragma warning disable CS9113 // the bodies come with the next commit
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ari;

/// <summary>One ARI: its event socket, which lives for ever, and its REST calls.</summary>
public sealed class AriClient(AriOptions options, TimeProvider time, Func<double> jitter, ILogger<AriClient> logger, HttpMessageHandler? handler = null)
    : IAsyncDisposable
{
    public ChannelReader<AriSignal> Signals => throw new NotSupportedException();

    public AriLinkStatus Status => throw new NotSupportedException();

    /// <summary>Events flow, REST answers, and no application of ours was taken: dialling makes sense.</summary>
    public bool IsConnected => throw new NotSupportedException();

    public AriChannels Channels => throw new NotSupportedException();

    public AriBridges Bridges => throw new NotSupportedException();

    public AriPlaybacks Playbacks => throw new NotSupportedException();

    public AriApplications Applications => throw new NotSupportedException();

    public AriAsterisk Asterisk => throw new NotSupportedException();

    /// <summary>Returns when cancelled, or when other clients have taken every application of ours; may then be called again.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>We hold this application: the socket is up and nobody has replaced us.</summary>
    public bool Holds(string app) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
