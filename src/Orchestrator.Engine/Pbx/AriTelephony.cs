using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Pbx;

/// <summary>Call control over ARI.</summary>
public sealed class AriTelephony(AriClient ari, string app) : ITelephony
{
    /// <summary>Asterisk's own limits are the last resort: ours run out first, and then we know that it was a time-out of ours.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    /// <summary>No leg outlives this, even if we never come back (seconds; <c>TIMEOUT(absolute)</c>).</summary>
    private const string LastResort = "14400";

    /// <summary>Where the dialplan listens for answering machines; see asterisk-conf/extensions.conf and docs/dialplan.md.</summary>
    internal const string ScreeningContext = "orchestrator-amd";

    /// <summary>The application that a channel comes back to from there.</summary>
    private const string AppVariable = "ORCHESTRATOR_APP";

    /// <summary>"yes" makes it wait there until a machine has spoken.</summary>
    private const string LeaveVariable = "ORCHESTRATOR_LEAVE";

    /// <summary>How long an operator who has picked up is kept when the link is just then away. Longer silence makes people hang up.</summary>
    private static readonly TimeSpan LinkPatience = TimeSpan.FromSeconds(8);

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
        if (!await ari.WaitUntilHeldAsync(app, LinkPatience, cancel))
        {
            return false;
        }

        // The operator's channel carries the customer's number, for the operator's display. A bridge tells each side the other's number,
        // and customers would be shown their own: from here on the operator is the number that the policy shows, or nobody.
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
                return new MakeResult.Away(new Reason.PbxDidNotAnswer());
            default:
                return new MakeResult.Refused(new Reason.CustomerNotBridged());
        }

        return await ari.Channels.DialAsync(channel, (limit + Margin).ToTimeSpan(), null, cancel) switch
        {
            AriResult.Done or AriResult.Unknown => Sent,
            AriResult.Gone => Sent, // it ended meanwhile: its event tells how
            AriResult.Refused r => new MakeResult.Refused(new Reason.Quoted(r.Message)),
            AriResult.NotSent r => new MakeResult.Away(new Reason.Quoted(r.Reason)),
            var other => throw new InvalidOperationException($"No such result: {other.GetType().Name}."),
        };
    }

    public async Task<string?> ScreenAsync(string channel, bool leavesMessage, CancellationToken cancel)
    {
        try
        {
            // A channel that is sent to a place or an application that does not exist is hung up, and the customer with it: look first.
            if (await ari.Channels.GetVariableAsync(channel, $"DIALPLAN_EXISTS({ScreeningContext},s,1)", cancel) != "1")
            {
                return $"the dialplan has no [{ScreeningContext}]";
            }

            string[] modules = leavesMessage ? ["app_amd.so", "app_waitforsilence.so"] : ["app_amd.so"];
            foreach (var module in modules)
            {
                if (!await ari.Asterisk.RunsAsync(module, cancel))
                {
                    return $"{module} is not running";
                }
            }
        }
        catch (AriException e)
        {
            return e.Message;
        }

        // Configuration allows letters, digits, '-', '_' and '.' in the application's name: nothing that the dialplan would read as more than a name.
        await ari.Channels.SetVariableAsync(channel, AppVariable, app, cancel);
        await ari.Channels.SetVariableAsync(channel, LeaveVariable, leavesMessage ? "yes" : "no", cancel);
        return await ari.Channels.ContinueAsync(channel, cancel, ScreeningContext, "s", 1) switch
        {
            AriResult.Done or AriResult.Unknown => null, // not known: it comes back, or the time limit joins it
            AriResult.Gone => null, // its event tells how
            AriResult.Refused r => r.Message,
            AriResult.NotSent r => r.Reason,
            var other => throw new InvalidOperationException($"No such result: {other.GetType().Name}."),
        };
    }

    public async Task<bool> JoinAsync(string bridge, string channel, CancellationToken cancel) =>
        await ari.Bridges.AddChannelAsync(bridge, [channel], cancel) is AriResult.Done or AriResult.Gone or AriResult.Refused { Status: 400 };

    public async Task<Reason?> OpenRecorderAsync(string customerChannel, string recorder, CancellationToken cancel) =>
        Hindrance(await ari.Channels.SnoopAsync(customerChannel, recorder, app, AttemptEvents.Recorder, cancel));

    public async Task<Reason?> RecordAsync(string recorder, string name, Duration limit, CancellationToken cancel)
    {
        var result = await ari.Channels.RecordAsync(recorder, name, "wav", limit.ToTimeSpan(), cancel);

        // Packages do not always come with the folder, and Asterisk names it in its own log only.
        return result is AriResult.Refused { Status: 500 } ? new Reason.RecordingFolderMissing() : Hindrance(result);
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
        await ari.Channels.SetVariableAsync(channel, AppVariable, app, cancel); // one that is being listened to is in the dialplan, and comes back here
        return (await ari.Applications.SubscribeAsync(app, $"channel:{channel}", cancel)).IsDone;
    }

    public async Task<PbxObjects?> ListAsync(CancellationToken cancel)
    {
        try
        {
            return new PbxObjects([.. (await ari.Channels.ListAsync(cancel)).Select(c => c.Id)], [.. (await ari.Bridges.ListAsync(cancel)).Select(b => b.Id)]);
        }
        catch (AriException)
        {
            return null;
        }
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
                    live[id] = new LegSight(channel.State == "Up", channel.State is not ("Down" or "Rsrvd"), StageOf(channel.Dialplan));
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

    private static ScreeningStage StageOf(AriDialplan at) => at switch
    {
        { Context: not ScreeningContext } => ScreeningStage.None,
        { AppName: not "Stasis" } => ScreeningStage.Listening,
        _ => at.AppData.Split(',') is [_, AttemptEvents.Screened, AttemptEvents.Machine, ..] ? ScreeningStage.Machine : ScreeningStage.Person,
    };

    private static Reason.Quoted? Hindrance(AriResult result) => result switch
    {
        AriResult.Done => null,
        AriResult.Gone r => new Reason.Quoted(r.Message),
        AriResult.Refused r => new Reason.Quoted(r.Message),
        AriResult.NotSent r => new Reason.Quoted(r.Reason),
        AriResult.Unknown r => new Reason.Quoted(r.Reason),
        _ => throw new InvalidOperationException($"No such result: {result.GetType().Name}."),
    };

    private static bool WasHeard(AriResult result) => result is not (AriResult.NotSent or AriResult.Unknown);

    private async Task<MakeResult> JudgeAsync(string channel, OriginateResult result, CancellationToken cancel)
    {
        switch (result)
        {
            case OriginateResult.Created or OriginateResult.AlreadyExists:
                return Sent;
            case OriginateResult.Refused r:
                return new MakeResult.Refused(new Reason.Quoted(r.Message));
            case OriginateResult.NotSent r:
                return new MakeResult.Away(new Reason.Quoted(r.Reason));
            default:
                // Sent, and no answer: look before anything else. If even that is not answered, it may be ringing: events or the time limit will tell.
                var live = await LookAsync([channel], cancel);
                return live is null || live.ContainsKey(channel) ? Sent : new MakeResult.Refused(new Reason.PbxMadeNoChannel());
        }
    }
}
