using System.Text.Json.Nodes;

namespace Orchestrator.Asterisk.Ari;

/// <summary>/bridges. Take the channels out, or hang them up, some time before a bridge is destroyed: not both at once (asterisk #1124).</summary>
public sealed class AriBridges
{
    private readonly AriRest rest;

    internal AriBridges(AriRest rest) => this.rest = rest;

    /// <summary>Makes a bridge under our own id. Doing it twice is harmless: a 409 means that it is there, which is success.</summary>
    /// <param name="id">Ours to choose.</param>
    /// <param name="type">Comma-separated: mixing, holding, dtmf_events, proxy_media.</param>
    /// <param name="name">For people.</param>
    public async Task<AriResult> CreateAsync(string id, CancellationToken cancellationToken, string type = "mixing", string? name = null)
    {
        var result = await rest.CommandAsync(HttpMethod.Post, Path(id), new JsonObject { ["type"] = type, ["name"] = name }, cancellationToken);
        return result is AriResult.Refused { Status: 409 } ? AriResult.Done.Instance : result;
    }

    /// <summary>Adds channels; those in another bridge are taken out of it. A channel that is not in Stasis is 409, one that is gone 400.</summary>
    public Task<AriResult> AddChannelAsync(string id, IEnumerable<string> channels, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Post, Path(id, "/addChannel"), Channels(channels), cancellationToken);

    /// <summary>A bridge that is already gone is success. Its channels stay in Stasis.</summary>
    public async Task<AriResult> DestroyAsync(string id, CancellationToken cancellationToken)
    {
        var result = await rest.CommandAsync(HttpMethod.Delete, Path(id), body: null, cancellationToken);
        return result is AriResult.Gone ? AriResult.Done.Instance : result;
    }

    /// <summary>Null when there is no such bridge.</summary>
    /// <exception cref="AriException">Any other answer, or none.</exception>
    public Task<AriBridge?> GetAsync(string id, CancellationToken cancellationToken) =>
        rest.GetAsync(Path(id), AriJson.Default.AriBridge, cancellationToken);

    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<IReadOnlyList<AriBridge>> ListAsync(CancellationToken cancellationToken) =>
        await rest.GetAsync("/bridges", AriJson.Default.ListAriBridge, cancellationToken) ?? [];

    /// <summary>Plays to all in the bridge; needs chan_bridge_media.so. See <see cref="AriChannels.PlayAsync"/>.</summary>
    public Task<AriResult> PlayAsync(string id, IEnumerable<string> media, string playbackId, CancellationToken cancellationToken) =>
        rest.CommandAsync(
            HttpMethod.Post,
            Path(id, "/play"),
            new JsonObject { ["media"] = new JsonArray([.. media.Select(m => JsonValue.Create(m))]), ["playbackId"] = playbackId },
            cancellationToken);

    private static string Path(string id, string tail = "") => $"/bridges/{Uri.EscapeDataString(id)}{tail}";

    private static JsonObject Channels(IEnumerable<string> channels) =>
        new() { ["channel"] = new JsonArray([.. channels.Select(c => JsonValue.Create(c))]) };
}
