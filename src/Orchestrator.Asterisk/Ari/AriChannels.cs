using System.Text.Json.Nodes;

namespace Orchestrator.Asterisk.Ari;

/// <summary>/channels. Parameters go in the body, so that numbers never stand in a URL.</summary>
public sealed class AriChannels
{
    private readonly AriRest rest;

    internal AriChannels(AriRest rest) => this.rest = rest;

    /// <summary>Makes a channel and dials. Sent at most once; see <see cref="OriginateResult.Unknown"/>.</summary>
    public Task<OriginateResult> OriginateAsync(OriginateRequest request, CancellationToken cancellationToken) =>
        rest.CreateChannelAsync("/channels", request.App, new JsonObject
        {
            ["endpoint"] = request.Endpoint,
            ["app"] = request.App,
            ["appArgs"] = request.AppArgs,
            ["channelId"] = request.ChannelId,
            ["otherChannelId"] = request.OtherChannelId,
            ["callerId"] = request.CallerId,
            ["timeout"] = Seconds(request.Timeout),
            ["originator"] = request.Originator,
            ["formats"] = request.Formats,
            ["variables"] = Variables(request.Variables),
        }, cancellationToken);

    /// <summary>Makes a channel without dialling. Sent at most once.</summary>
    public Task<OriginateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        rest.CreateChannelAsync("/channels/create", request.App, new JsonObject
        {
            ["endpoint"] = request.Endpoint,
            ["app"] = request.App,
            ["appArgs"] = request.AppArgs,
            ["channelId"] = request.ChannelId,
            ["otherChannelId"] = request.OtherChannelId,
            ["originator"] = request.Originator,
            ["formats"] = request.Formats,
            ["variables"] = Variables(request.Variables),
        }, cancellationToken);

    /// <summary>
    /// Dials a created channel; before its StasisStart the answer is 409, and so it is when it has been dialled already.
    /// With <paramref name="caller"/> the caller ID of that channel is presented, which is rarely what is wanted.
    /// </summary>
    public Task<AriResult> DialAsync(string id, TimeSpan timeout, string? caller, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Post, Path(id, "/dial"), new JsonObject { ["timeout"] = Seconds(timeout), ["caller"] = caller }, cancellationToken);

    public Task<AriResult> AnswerAsync(string id, CancellationToken cancellationToken) => PostAsync(id, "/answer", cancellationToken);

    /// <summary>Hangs up. A channel that is already gone is success.</summary>
    /// <param name="reason">normal, busy, congestion, no_answer, …</param>
    /// <param name="reasonCode">A Q.850 cause instead of a reason; from Asterisk 18.10.</param>
    public async Task<AriResult> HangUpAsync(string id, CancellationToken cancellationToken, string? reason = null, int? reasonCode = null)
    {
        var query = reasonCode is { } code ? FormattableString.Invariant($"?reason_code={code}") : reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}";
        var result = await rest.CommandAsync(HttpMethod.Delete, Path(id, query), body: null, cancellationToken);
        return result is AriResult.Gone ? AriResult.Done.Instance : result;
    }

    /// <summary>Null when there is no such channel.</summary>
    /// <exception cref="AriException">Any other answer, or none.</exception>
    public Task<AriChannel?> GetAsync(string id, CancellationToken cancellationToken) =>
        rest.GetAsync(Path(id), AriJson.Default.AriChannel, cancellationToken);

    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<IReadOnlyList<AriChannel>> ListAsync(CancellationToken cancellationToken) =>
        await rest.GetAsync("/channels", AriJson.Default.ListAriChannel, cancellationToken) ?? [];

    /// <summary>Null when channel or variable does not exist. Functions work too: <c>CHANNEL(linkedid)</c>.</summary>
    /// <exception cref="AriException">An unexpected answer, or none.</exception>
    public async Task<string?> GetVariableAsync(string id, string variable, CancellationToken cancellationToken) =>
        (await rest.GetAsync(Path(id, $"/variable?variable={Uri.EscapeDataString(variable)}"), AriJson.Default.AriVariable, cancellationToken))?.Value;

    public Task<AriResult> SetVariableAsync(string id, string variable, string value, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Post, Path(id, "/variable"), new JsonObject { ["variable"] = variable, ["value"] = value }, cancellationToken);

    /// <summary>Hands the channel back to the dialplan: where it was, or to the place given.</summary>
    public Task<AriResult> ContinueAsync(string id, CancellationToken cancellationToken, string? context = null, string? exten = null, int? priority = null) =>
        rest.CommandAsync(
            HttpMethod.Post,
            Path(id, "/continue"),
            new JsonObject { ["context"] = context, ["extension"] = exten, ["priority"] = priority },
            cancellationToken);

    /// <param name="media">Such as <c>sound:hello-world</c> or <c>digits:123</c>; several are played in turn.</param>
    /// <param name="playbackId">Ours to choose; PlaybackFinished carries it.</param>
    public Task<AriResult> PlayAsync(string id, IEnumerable<string> media, string playbackId, CancellationToken cancellationToken) =>
        rest.CommandAsync(
            HttpMethod.Post,
            Path(id, "/play"),
            new JsonObject { ["media"] = new JsonArray([.. media.Select(m => JsonValue.Create(m))]), ["playbackId"] = playbackId },
            cancellationToken);

    /// <summary>Makes a channel, in the application, that hears another one and ends with it; needs res_stasis_snoop.so.</summary>
    /// <param name="id">The channel that is listened to.</param>
    /// <param name="snoopId">Ours to choose.</param>
    /// <param name="appArgs">For its StasisStart.</param>
    /// <param name="spy">in, out or both.</param>
    public Task<AriResult> SnoopAsync(string id, string snoopId, string app, string appArgs, CancellationToken cancellationToken, string spy = "both") =>
        rest.CommandAsync(
            HttpMethod.Post,
            Path(id, $"/snoop/{Uri.EscapeDataString(snoopId)}"),
            new JsonObject { ["app"] = app, ["appArgs"] = appArgs, ["spy"] = spy },
            cancellationToken);

    /// <summary>Records what the channel hears, into the recording folder of Asterisk's spool; needs res_stasis_recording.so. A failure later is RecordingFailed.</summary>
    /// <param name="id">Channel; one in a bridge is refused.</param>
    /// <param name="name">Of the file, without its ending. One that exists is continued.</param>
    /// <param name="format">Also the file's ending.</param>
    /// <param name="limit">The longest recording.</param>
    public Task<AriResult> RecordAsync(string id, string name, string format, TimeSpan limit, CancellationToken cancellationToken) =>
        rest.CommandAsync(
            HttpMethod.Post,
            Path(id, "/record"),
            new JsonObject { ["name"] = name, ["format"] = format, ["maxDurationSeconds"] = Seconds(limit), ["ifExists"] = "append" },
            cancellationToken);

    /// <summary>Moves the channel to another application, possibly of another instance; from Asterisk 16.6.</summary>
    public Task<AriResult> MoveAsync(string id, string app, CancellationToken cancellationToken, string? appArgs = null) =>
        rest.CommandAsync(HttpMethod.Post, Path(id, "/move"), new JsonObject { ["app"] = app, ["appArgs"] = appArgs }, cancellationToken);

    private static string Path(string id, string tail = "") => $"/channels/{Uri.EscapeDataString(id)}{tail}";

    /// <summary>Whole seconds, rounded up: 0 would mean "no limit".</summary>
    private static int Seconds(TimeSpan timeout) => Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds));

    private static JsonObject Variables(IReadOnlyDictionary<string, string> variables) =>
        new(variables.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)JsonValue.Create(v.Value))));

    private Task<AriResult> PostAsync(string id, string tail, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Post, Path(id, tail), [], cancellationToken);

    private Task<AriResult> DeleteAsync(string id, string tail, CancellationToken cancellationToken) =>
        rest.CommandAsync(HttpMethod.Delete, Path(id, tail), body: null, cancellationToken);
}
