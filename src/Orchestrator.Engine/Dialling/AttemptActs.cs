using System.Text.RegularExpressions;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Dialling;

/// <summary>Does on the PBX what the machine says. What comes of it at once is posted as an event; the rest comes from the PBX.</summary>
internal sealed partial class AttemptActs(RunningAttempt attempt, ITelephony telephony, Action<AttemptEvent> post, ILogger log)
{
    /// <summary>The longest text of a refusal that is kept, in characters.</summary>
    private const int LongestWhy = 200;

    private readonly AttemptPlan plan = attempt.Plan;
    private readonly Guid id = attempt.Row.Id;

    /// <returns>False when the act failed and must be tried again.</returns>
    public async Task<bool> DoAsync(AttemptCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case AttemptCommand.RingOperators:
                await RingOperatorsAsync(stop);
                return true;
            case AttemptCommand.Prompt c:
                await PlayAsync(c.Channel, attempt.Prompt, ChannelNames.Prompt(id), new AttemptEvent.PromptEnded(), stop);
                return true;
            case AttemptCommand.StopPrompt:
                await telephony.StopPlaybackAsync(ChannelNames.Prompt(id), stop);
                return true;
            case AttemptCommand.CreateCustomer c:
                await CreateCustomerAsync(c.OperatorChannel, stop);
                return true;
            case AttemptCommand.DialCustomer:
                Report(plan.CustomerChannel, await telephony.DialCustomerAsync(plan.CustomerChannel, attempt.Bridge, attempt.Policy.Customer.CallerId, plan.CustomerRing, stop));
                return true;
            case AttemptCommand.ShowRinging:
                await PlayToBridgeAsync("tone:ring", ChannelNames.RingTone(id), stop);
                return true;
            case AttemptCommand.StopRinging:
                await telephony.StopPlaybackAsync(ChannelNames.RingTone(id), stop);
                return true;
            case AttemptCommand.Screen c:
                await ScreenAsync(c.LeavesMessage, stop);
                return true;
            case AttemptCommand.JoinCustomer:
                return await telephony.JoinAsync(attempt.Bridge, plan.CustomerChannel, stop);
            case AttemptCommand.LeaveMessage:
                await PlayAsync(plan.CustomerChannel, attempt.Message, ChannelNames.Message(id), new AttemptEvent.MessageEnded(), stop);
                return true;
            case AttemptCommand.Greet:
                await PlayToBridgeAsync($"sound:{attempt.Policy.Customer.Greeting}", ChannelNames.Greeting(id), stop);
                return true;
            case AttemptCommand.OpenRecorder:
                NotRecorded(await telephony.OpenRecorderAsync(plan.CustomerChannel, ChannelNames.Recorder(id), stop));
                return true;
            case AttemptCommand.HangUp c:
                await telephony.HangUpAsync(c.Channel, stop);
                return true;
            default:
                throw new InvalidOperationException($"No such act: {command.GetType().Name}.");
        }
    }

    /// <summary>Lets the recorder record.</summary>
    /// <returns>Whether it does.</returns>
    public async Task<bool> StartRecordingAsync(CancellationToken stop)
    {
        var why = await telephony.RecordAsync(ChannelNames.Recorder(id), ChannelNames.Recording(id), plan.MaxTalk, stop);
        if (why is not null)
        {
            await telephony.HangUpAsync(ChannelNames.Recorder(id), stop);
            NotRecorded(why);
        }

        return why is null;
    }

    private async Task RingOperatorsAsync(CancellationToken stop)
    {
        var callerId = $"\"Callback\" <{attempt.Customer.E164}>";
        foreach (var leg in attempt.OperatorLegs)
        {
            Report(leg.ChannelId, await telephony.RingOperatorAsync(leg.ChannelId, leg.Endpoint, callerId, plan.OperatorRing, stop));
        }
    }

    private async Task CreateCustomerAsync(string operatorChannel, CancellationToken stop)
    {
        if (attempt.Policy.Customer.Guard(attempt.Customer, attempt.Numbers) is GuardVerdict.Refused { Why: var why })
        {
            // The rules are others than when it was claimed: its case is decided upon anew, and closed.
            post(new AttemptEvent.Cancel(why));
            return;
        }

        if (!await telephony.OpenBridgeAsync(attempt.Bridge, operatorChannel, attempt.Policy.Customer.CallerId, stop))
        {
            // The operator is gone, or the PBX is: either way nobody may be dialled for them.
            post(new AttemptEvent.Cancel(new Reason.OperatorNotHeld()));
            return;
        }

        Report(plan.CustomerChannel, await telephony.CreateCustomerAsync(plan.CustomerChannel, attempt.CustomerDial.Endpoint, stop));
    }

    private async Task ScreenAsync(bool leavesMessage, CancellationToken stop)
    {
        if (await telephony.ScreenAsync(plan.CustomerChannel, leavesMessage, stop) is { } why)
        {
            LogNotScreened(log, id, why);
            post(new AttemptEvent.NotScreened());
        }
    }

    private async Task PlayAsync(string channel, IReadOnlyList<string> media, string playback, AttemptEvent otherwise, CancellationToken stop)
    {
        if (!await telephony.PlayAsync(channel, media, playback, stop))
        {
            LogNotPlayed(log, id, string.Join(", ", media));
            post(otherwise);
        }
    }

    private async Task PlayToBridgeAsync(string media, string playback, CancellationToken stop)
    {
        if (!await telephony.PlayToBridgeAsync(attempt.Bridge, [media], playback, stop))
        {
            LogNotPlayed(log, id, media);
        }
    }

    private void NotRecorded(Reason? why)
    {
        if (why is not null)
        {
            post(new AttemptEvent.NotRecorded(why));
        }
    }

    private void Report(string channel, MakeResult result)
    {
        switch (result)
        {
            case MakeResult.Refused refused:
                var why = Presentable(refused.Why);
                LogRefused(log, id, channel, why.ToString());
                post(new AttemptEvent.LegRefused(channel, why));
                break;
            case MakeResult.Away away:
                LogRefused(log, id, channel, away.Why.ToString());
                post(new AttemptEvent.Cancel(away.Why));
                break;
        }
    }

    /// <summary>Asterisk's words for the timeline, where no telephone number belongs.</summary>
    private static Reason Presentable(Reason why) =>
        why is Reason.Quoted { Text: var text } ? new Reason.Quoted(LongNumber().Replace(text.Length > LongestWhy ? text[..LongestWhy] : text, "…")) : why;

    [GeneratedRegex(@"\+?[0-9]{5,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
