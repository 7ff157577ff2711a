#pragma warning disable CS9113 // the bodies come with the next commit
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ami;

/// <summary>One AMI connection that lives for ever.</summary>
public sealed class AmiClient(AmiOptions options, TimeProvider time, Func<double> jitter, ILogger<AmiClient> logger) : IAsyncDisposable
{
    public ChannelReader<AmiSignal> Signals => throw new NotSupportedException();

    public AmiLinkStatus Status => throw new NotSupportedException();

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AmiResponse> SendAsync(AmiAction action, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AmiMessage>> ListAsync(AmiAction action, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
