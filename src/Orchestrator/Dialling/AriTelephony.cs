using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Attempts;

namespace Orchestrator.Dialling;

/// <summary>Call control over ARI.</summary>
public sealed class AriTelephony(AriClient ari, string app) : ITelephony
{
    /// <summary>Asterisk's own limits are the last resort: ours run out first, and then we know that it was a time-out of ours.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    /// <summary>No leg outlives this, even if we never come back (seconds; <c>TIMEOUT(absolute)</c>).</summary>
    private const string LastResort = "14400";

    private static readonly MakeResult Sent = new MakeResult.Sent();

    // The shared application may be another instance's: what we originate runs under our own.
    public bool IsReady => ari.Status is AriLinkStatus.Connected && ari.Holds(app);

    public async Task<MakeResult> RingOperatorAsync(string channel, string endpoint, string callerId, Duration limit, CancellationToken cancel)
    {
        var request = new OriginateRequest
        {
            Endpoint = endpoint,
            App = app,
            AppArgs = AttemptEvents.OperatorLeg,
            ChannelId = channel,
            CallerId = callerId,
            Timeout = (limit + Margin).ToTimeSpan(),
            Variables = Absolute(),
        };
        return await JudgeAsync(channel, await ari.Channels.OriginateAsync(request, cancel), cancel);
    }

    public async Task<bool> OpenBridgeAsync(string bridge, string operatorChannel, string? callerId, CancellationToken cancel)
    {
        // The operator's channel carries the customer's number, for the operator's display. A bridge tells each side the other's number,
        // and the customer would be shown his own: from here on the operator is the number that the policy shows, or nobody.
        await ari.Channels.SetVariableAsync(operatorChannel, "CALLERID(num)", callerId ?? "", cancel);
        await ari.Channels.SetVariableAsync(operatorChannel, "CALLERID(name)", "", cancel);
        return (await ari.Bridges.CreateAsync(bridge, cancel)).IsDone && (await ari.Bridges.AddChannelAsync(bridge, [operatorChannel], cancel)).IsDone;
    }

    public async Task<MakeResult> CreateCustomerAsync(string channel, string endpoint, CancellationToken cancel)
    {
        var request = new CreateRequest { Endpoint = endpoint, App = app, AppArgs = AttemptEvents.CustomerLeg, ChannelId = channel, Variables = Absolute() };
        return await JudgeAsync(channel, await ari.Channels.CreateAsync(request, cancel), cancel);
    }

    public async Task<MakeResult> DialCustomerAsync(string channel, string bridge, string? callerId, Duration limit, CancellationToken cancel)
    {
        if (callerId is not null)
        {
            // With create-and-dial the From of the INVITE is the connected line; without this it is Anonymous, or the customer's own number.
            await ari.Channels.SetVariableAsync(channel, "CONNECTEDLINE(num,i)", callerId, cancel);
            await ari.Channels.SetVariableAsync(channel, "CONNECTEDLINE(num-pres,i)", "allowed", cancel);
        }

        switch (await ari.Bridges.AddChannelAsync(bridge, [channel], cancel))
        {
            case AriResult.Done:
                break;
            case AriResult.NotSent or AriResult.Unknown:
                return new MakeResult.Away("the PBX did not answer");
            default:
                return new MakeResult.Refused("the customer's channel could not enter the bridge");
        }

        return await ari.Channels.DialAsync(channel, (limit + Margin).ToTimeSpan(), null, cancel) switch
        {
            AriResult.Done or AriResult.Unknown => Sent,
            AriResult.Gone => Sent, // it ended meanwhile: its event tells how
            AriResult.Refused r => new MakeResult.Refused(r.Message),
            AriResult.NotSent r => new MakeResult.Away(r.Reason),
            var other => throw new InvalidOperationException($"No such result: {other.GetType().Name}."),
        };
    }

    public async Task<bool> PlayAsync(string channel, IEnumerable<string> media, string playback, CancellationToken cancel) =>
        (await ari.Channels.PlayAsync(channel, media, playback, cancel)).IsDone;

    public async Task<bool> PlayToBridgeAsync(string bridge, IEnumerable<string> media, string playback, CancellationToken cancel) =>
        (await ari.Bridges.PlayAsync(bridge, media, playback, cancel)).IsDone;

    public Task StopPlaybackAsync(string playback, CancellationToken cancel) => ari.Playbacks.StopAsync(playback, cancel);

    public async Task<bool> HangUpAsync(string channel, CancellationToken cancel) => WasHeard(await ari.Channels.HangUpAsync(channel, cancel));

    public async Task<bool> CloseBridgeAsync(string bridge, CancellationToken cancel) => WasHeard(await ari.Bridges.DestroyAsync(bridge, cancel));

    public async Task<bool> MoveHereAsync(string channel, CancellationToken cancel)
    {
        // A move ends when the channel does, a moment before its end is told; the subscription stays to the last.
        await ari.Channels.MoveAsync(channel, app, cancel);
        return (await ari.Applications.SubscribeAsync(app, $"channel:{channel}", cancel)).IsDone;
    }

    public async Task<ImmutableDictionary<string, LegSight>?> LookAsync(IEnumerable<string> channels, CancellationToken cancel)
    {
        var live = ImmutableDictionary.CreateBuilder<string, LegSight>(StringComparer.Ordinal);
        try
        {
            foreach (var id in channels)
            {
                if (await ari.Channels.GetAsync(id, cancel) is { } channel)
                {
                    live[id] = new LegSight(channel.State == "Up", channel.State is not ("Down" or "Rsrvd"));
                }
            }
        }
        catch (AriException)
        {
            return null;
        }

        return live.ToImmutable();
    }

    private static Dictionary<string, string> Absolute() => new(StringComparer.Ordinal) { ["TIMEOUT(absolute)"] = LastResort };

    private static bool WasHeard(AriResult result) => result is not (AriResult.NotSent or AriResult.Unknown);

    private async Task<MakeResult> JudgeAsync(string channel, OriginateResult result, CancellationToken cancel)
    {
        switch (result)
        {
            case OriginateResult.Created or OriginateResult.AlreadyExists:
                return Sent;
            case OriginateResult.Refused r:
                return new MakeResult.Refused(r.Message);
            case OriginateResult.NotSent r:
                return new MakeResult.Away(r.Reason);
            default:
                // Sent, and no answer: look before anything else. If even that is not answered, it may be ringing: events or the time limit will tell.
                var live = await LookAsync([channel], cancel);
                return live is null || live.ContainsKey(channel) ? Sent : new MakeResult.Refused("the PBX did not answer and made no channel");
        }
    }
}
