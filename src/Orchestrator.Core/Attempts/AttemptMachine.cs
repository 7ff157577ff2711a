using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <summary>
/// The script of a callback, operator first, as a pure function: where it stands and what happened give where it stands next and what is to be done.
/// States are written before the acts they name (<see cref="AttemptCommand.Advance"/> comes first), so after a crash a <see cref="AttemptEvent.Snapshot"/>
/// of the PBX and the written state are enough to go on without dialling anybody again.
/// </summary>
public static partial class AttemptMachine
{
    // Q.850 causes by which a telephone declines by hand (ITU-T Q.850 §2.2).
    private const int UserBusy = 17;
    private const int CallRejected = 21;

    /// <summary>Takes one event. An event that means nothing in the present state changes nothing.</summary>
    public static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) On(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened) =>
        (progress.State, happened) switch
        {
            (AttemptState.Ended, _) => (progress, []),
            (_, AttemptEvent.Snapshot e) => Resume(plan, progress, e.Live),
            (_, AttemptEvent.NotWritten e) => HangUpAll(plan, progress, Outcome.Interrupted, e.Why),
            (AttemptState.Talking, AttemptEvent.Cancel) => (progress, []),
            (_, AttemptEvent.Cancel e) => HangUpAll(plan, progress, Outcome.Interrupted, e.Why),
            (AttemptState.Claimed, AttemptEvent.Begin) => Ring(plan, progress),
            (AttemptState.OperatorRinging, _) => Ringing(plan, progress, happened),
            (AttemptState.OperatorAnswered, _) => Answered(plan, progress, happened),
            (AttemptState.CustomerRinging, _) when progress.Leaving => Leaving(plan, progress, happened),
            (AttemptState.CustomerRinging, _) when progress.Screening => Listening(plan, progress, happened),
            (AttemptState.CustomerRinging, _) => Dialling(plan, progress, happened),
            (AttemptState.Talking, _) => Talking(plan, progress, happened),
            _ => (progress, []),
        };

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Ring(AttemptPlan plan, AttemptProgress progress) => (
        progress with { State = AttemptState.OperatorRinging },
        [
            new AttemptCommand.Advance(AttemptState.Claimed, AttemptState.OperatorRinging),
            new AttemptCommand.StartTimer(AttemptTimer.OperatorRing, plan.OperatorRing),
            new AttemptCommand.RingOperators(),
        ]);

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Ringing(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened)
    {
        switch (happened)
        {
            case AttemptEvent.OperatorUp e when progress.LiveOperators.Contains(e.Channel):
                var taken = progress with { State = AttemptState.OperatorAnswered, Operator = e.Channel, LiveOperators = [e.Channel], Adopted = false };
                ImmutableArray<AttemptCommand> first =
                [
                    new AttemptCommand.Advance(AttemptState.OperatorRinging, AttemptState.OperatorAnswered, e.Channel),
                    .. progress.LiveOperators.Remove(e.Channel).Order(StringComparer.Ordinal).Select(c => new AttemptCommand.HangUp(c)),
                ];
                var (next, then) = PromptOrDial(plan, taken);
                return (next, [.. first, .. then]);

            case AttemptEvent.LegEnded e when progress.LiveOperators.Contains(e.Channel):
                // 17 User busy, 21 Call rejected: a person pressed "decline", or the phone is set to do so.
                var declined = e.Cause is UserBusy or CallRejected;
                return OperatorLost(progress, declined, declined ? new Reason.OperatorDeclined() : new Reason.OperatorPhoneDidNotAnswer(), e);

            case AttemptEvent.LegRefused e when progress.LiveOperators.Contains(e.Channel):
                return OperatorLost(progress, declined: false, new Reason.OperatorPhoneRefused(e.Why), new AttemptEvent.LegEnded(e.Channel, null, null));

            case AttemptEvent.TimeUp { Timer: AttemptTimer.OperatorRing }:
                return HangUpAll(plan, progress, Outcome.OperatorNoAnswer, Also(new Reason.NobodyPickedUp(plan.OperatorRing), progress.Lost));

            default:
                return (progress, []);
        }
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) OperatorLost(AttemptProgress progress, bool declined, Reason why, AttemptEvent.LegEnded e)
    {
        var left = progress with { LiveOperators = progress.LiveOperators.Remove(e.Channel), Declined = progress.Declined || declined, Lost = Also(progress.Lost, why) };
        var note = new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode);
        return left.LiveOperators.IsEmpty
            ? (left with { State = AttemptState.Ended }, [note, new AttemptCommand.End(left.Declined ? Outcome.OperatorRefused : Outcome.OperatorNoAnswer, left.Lost!)])
            : (left, [note]);
    }

    private static Reason Also(Reason? reasons, Reason? why) => reasons is null ? why! : why is null ? reasons : reasons.Also(why);

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Answered(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened)
    {
        switch (happened)
        {
            case AttemptEvent.PromptEnded when progress.Prompting && plan.AcceptKey is null:
                return Dial(plan, progress, []);

            case AttemptEvent.KeyPressed e when progress.Prompting && e.Channel == progress.Operator && e.Key == plan.AcceptKey:
                return Dial(plan, progress, [new AttemptCommand.StopPrompt()]);

            case AttemptEvent.TimeUp { Timer: AttemptTimer.Accept } when progress.Prompting:
                return plan.AcceptKey is { } key
                    ? HangUpAll(plan, progress, Outcome.OperatorRefused, new Reason.OperatorDidNotPress(key, plan.AcceptWithin))
                    : Dial(plan, progress, [new AttemptCommand.StopPrompt()]); // the prompt's end was not seen: go on without

            case AttemptEvent.LegEnded e when e.Channel == progress.Operator:
                return OperatorLeft(plan, progress, e);

            case AttemptEvent.LegEnded e:
                return (progress, [new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode)]);

            default:
                return (progress, []);
        }
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) PromptOrDial(AttemptPlan plan, AttemptProgress progress)
    {
        if (!plan.HasPrompt && plan.AcceptKey is null)
        {
            return Dial(plan, progress, []);
        }

        return (
            progress with { Prompting = true },
            [new AttemptCommand.StartTimer(AttemptTimer.Accept, plan.AcceptWithin), new AttemptCommand.Prompt(progress.Operator!)]);
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Dial(AttemptPlan plan, AttemptProgress progress, ImmutableArray<AttemptCommand> before) => (
        progress with { State = AttemptState.CustomerRinging, Prompting = false },
        [
            .. before,
            new AttemptCommand.Advance(AttemptState.OperatorAnswered, AttemptState.CustomerRinging),
            new AttemptCommand.StartTimer(AttemptTimer.CustomerRing, plan.CustomerRing),
            new AttemptCommand.CreateCustomer(progress.Operator!),
        ]);

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Dialling(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened)
    {
        switch (happened)
        {
            case not AttemptEvent.LegEnded when progress.LiveOperators.IsEmpty: // adopted, and the operator had hung up before: nobody is dialled or joined before the look
                return (progress, []);

            case AttemptEvent.CustomerCreated when !progress.Dialled:
                // Asterisk tells it once, and told it to us: nobody has dialled the channel yet.
                return (progress with { Adopted = false, Dialled = true, Doubtful = false }, [.. Again(progress, AttemptTimer.CustomerRing, plan.CustomerRing), new AttemptCommand.DialCustomer()]);

            case AttemptEvent.CustomerRang e:
                return (progress with { Rang = progress.Rang || !e.EarlyMedia }, [e.EarlyMedia ? new AttemptCommand.StopRinging() : new AttemptCommand.ShowRinging()]);

            case AttemptEvent.CustomerUp:
                return CustomerAnswered(plan, progress);

            case AttemptEvent.Screened e: // asked for by an earlier process
                return Heard(plan, progress, e);

            case AttemptEvent.LegEnded e when e.Channel == plan.CustomerChannel:
                return CustomerLost(progress, e, OutcomeClassifier.Classify(new LegEvidence(Rang: progress.Rang, Cause: e.Cause, SipCode: e.SipCode)));

            case AttemptEvent.LegRefused e when e.Channel == plan.CustomerChannel:
                var refused = OutcomeClassifier.Classify(new LegEvidence(Refused: true));
                return CustomerLost(progress, new AttemptEvent.LegEnded(e.Channel, null, null), refused with { Why = new Reason.EndpointUnavailable(e.Why) });

            case AttemptEvent.LegEnded e when e.Channel == progress.Operator:
                return OperatorLeft(plan, progress, e);

            case AttemptEvent.LegEnded e:
                return (progress, [new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode)]);

            case AttemptEvent.TimeUp { Timer: AttemptTimer.CustomerRing } when progress is { Doubtful: true, Rang: false }:
                return HangUpAll(plan, progress, Outcome.Interrupted, new Reason.DiallingUnknown());

            case AttemptEvent.TimeUp { Timer: AttemptTimer.CustomerRing }:
                var verdict = OutcomeClassifier.Classify(new LegEvidence(Rang: progress.Rang, TimedOutAfter: plan.CustomerRing));
                return HangUpAll(plan, progress, verdict.Outcome, verdict.Why);

            default:
                return (progress, []);
        }
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) CustomerLost(AttemptProgress progress, AttemptEvent.LegEnded e, Classification verdict) => (
        progress with { State = AttemptState.Ended },
        [
            new AttemptCommand.HangUp(progress.Operator!),
            new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode),
            new AttemptCommand.End(verdict.Outcome, verdict.Why),
        ]);

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Talking(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened)
    {
        switch (happened)
        {
            case AttemptEvent.LegEnded e when e.Channel == plan.CustomerChannel || e.Channel == progress.Operator:
                (string other, Reason why) = e.Channel == plan.CustomerChannel ? (progress.Operator!, new Reason.CustomerEndedTalk()) : (plan.CustomerChannel, (Reason)new Reason.OperatorEndedTalk());
                return (
                    progress with { State = AttemptState.Ended },
                    [
                        new AttemptCommand.HangUp(other),
                        new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode),
                        new AttemptCommand.End(Outcome.Connected, why),
                    ]);

            case AttemptEvent.LegEnded e: // an operator who was rung too, and did not get the call
                return (progress, [new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode)]);

            case AttemptEvent.Screened or AttemptEvent.TimeUp { Timer: AttemptTimer.Screening }: // the customer comes later than we waited for
                return (progress, [new AttemptCommand.JoinCustomer()]);

            case AttemptEvent.RecorderReady:
                return (progress, [new AttemptCommand.StartRecording()]);

            case AttemptEvent.NotRecorded e:
                return (progress, [new AttemptCommand.NoteNotRecorded(e.Why)]);

            case AttemptEvent.TimeUp { Timer: AttemptTimer.Talk }:
                return HangUpAll(plan, progress, Outcome.Connected, new Reason.TalkedToTheLimit());

            default:
                return (progress, []);
        }
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) OperatorLeft(AttemptPlan plan, AttemptProgress progress, AttemptEvent.LegEnded e)
    {
        AttemptCommand[] customer = progress.State == AttemptState.CustomerRinging ? [new AttemptCommand.HangUp(plan.CustomerChannel)] : [];
        return (
            progress with { State = AttemptState.Ended },
            [
                .. customer,
                new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode),
                new AttemptCommand.End(Outcome.OperatorHungUp, progress switch
                {
                    { State: not AttemptState.CustomerRinging } => new Reason.OperatorLeftBeforeDialling(),
                    { Screening: true } => new Reason.OperatorLeftWhileListening(),
                    _ => new Reason.OperatorLeftWhileRinging(),
                }),
            ]);
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) HangUpAll(AttemptPlan plan, AttemptProgress progress, Outcome outcome, Reason why)
    {
        var channels = progress.LiveOperators.Order(StringComparer.Ordinal).AsEnumerable();
        if (progress.State is AttemptState.CustomerRinging or AttemptState.Talking)
        {
            channels = channels.Prepend(plan.CustomerChannel);
        }

        var live = progress.State == AttemptState.Claimed ? [] : channels;
        return (progress with { State = AttemptState.Ended }, [.. live.Select(c => new AttemptCommand.HangUp(c)), new AttemptCommand.End(outcome, why)]);
    }

    /// <summary>Goes on from what the row says and what lives on the PBX. Nothing that may have been dialled is dialled again.</summary>
    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Resume(AttemptPlan plan, AttemptProgress progress, ImmutableDictionary<string, LegSight> live)
    {
        var operators = progress.LiveOperators.Where(live.ContainsKey).ToImmutableHashSet();
        var seen = progress with { LiveOperators = operators, Adopted = false };
        LegSight? customer = live.TryGetValue(plan.CustomerChannel, out var sight) ? sight : null;
        switch (progress.State)
        {
            case AttemptState.Claimed:
                return (seen with { State = AttemptState.Ended }, [new AttemptCommand.End(Outcome.Interrupted, new Reason.InterruptedBeforeDialling())]);

            case AttemptState.OperatorRinging when operators.IsEmpty:
                return (seen with { State = AttemptState.Ended }, [new AttemptCommand.End(Outcome.Interrupted, new Reason.OperatorLegEndedUnseen())]);

            case AttemptState.OperatorRinging:
                return operators.Order(StringComparer.Ordinal).FirstOrDefault(c => live[c].Up) is { } up
                    ? Ringing(plan, seen, new AttemptEvent.OperatorUp(up))
                    : (seen, Again(progress, AttemptTimer.OperatorRing, plan.OperatorRing));

            case AttemptState.OperatorAnswered when operators.IsEmpty:
                return (seen with { State = AttemptState.Ended }, [new AttemptCommand.End(Outcome.Interrupted, new Reason.OperatorLegEndedUnseenBeforeDialling())]);

            case AttemptState.OperatorAnswered:
                return progress.Adopted ? PromptOrDial(plan, seen) : (seen, []); // the time limit stands in for an end of the prompt that was not seen

            case AttemptState.CustomerRinging when progress.Leaving || (operators.IsEmpty && sight.Stage == ScreeningStage.Machine):
                return progress.Leaving && customer is not null ? (seen, []) : HangUpAll(plan, seen, Outcome.Machine, new Reason.MachineMessageUnseen());

            case AttemptState.CustomerRinging when operators.IsEmpty && customer is null:
                return (seen with { State = AttemptState.Ended }, [new AttemptCommand.End(Outcome.Interrupted, new Reason.BothLegsEndedUnseen())]);

            case AttemptState.CustomerRinging when operators.IsEmpty:
                return HangUpAll(plan, seen, Outcome.OperatorHungUp, new Reason.OperatorLeftWhileRinging());

            case AttemptState.CustomerRinging when customer is null:
                return HangUpAll(plan, seen, Outcome.Interrupted, new Reason.CustomerLegEndedUnseen());

            case AttemptState.CustomerRinging when sight.Up:
                return ResumeAnswered(plan, seen, sight.Stage, progress.Adopted);

            case AttemptState.CustomerRinging when progress is { Adopted: false, Dialled: false, Doubtful: false } && !sight.Dialled:
                return (seen with { Dialled = true }, [new AttemptCommand.DialCustomer()]); // that it was made got lost on the way

            case AttemptState.CustomerRinging:
                return (
                    seen with { Doubtful = (progress.Adopted || progress.Doubtful) && !sight.Dialled, Rang = progress.Rang || sight.Dialled },
                    Again(progress, AttemptTimer.CustomerRing, plan.CustomerRing));

            case AttemptState.Talking when operators.IsEmpty || customer is null:
                return HangUpAll(plan, seen, Outcome.Connected, new Reason.TalkEndUnseen());

            case AttemptState.Talking:
                return (seen, Again(progress, AttemptTimer.Talk, plan.MaxTalk));

            default:
                return (seen, []);
        }
    }

    /// <summary>An adopted attempt has no running time limits: they start anew.</summary>
    private static ImmutableArray<AttemptCommand> Again(AttemptProgress progress, AttemptTimer timer, Duration after) =>
        progress.Adopted ? [new AttemptCommand.StartTimer(timer, after)] : [];
}
