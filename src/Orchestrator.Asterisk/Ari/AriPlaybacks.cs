namespace Orchestrator.Asterisk.Ari;

/// <summary>/playbacks.</summary>
public sealed class AriPlaybacks
{
    private readonly AriRest rest;

    internal AriPlaybacks(AriRest rest) => this.rest = rest;

    /// <summary>A playback that has ended is success.</summary>
    public async Task<AriResult> StopAsync(string id, CancellationToken cancellationToken)
    {
        var result = await rest.CommandAsync(HttpMethod.Delete, $"/playbacks/{Uri.EscapeDataString(id)}", body: null, cancellationToken);
        return result is AriResult.Gone ? AriResult.Done.Instance : result;
    }
}
