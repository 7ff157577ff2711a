using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <content>
/// Between the customer's answer and the talk: is it a machine? The written state stays <see cref="AttemptState.CustomerRinging"/>, and what is not certain is a person,
/// for an answered customer must not be lost.
/// </content>
public static partial class AttemptMachine
{
    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) CustomerAnswered(AttemptPlan plan, AttemptProgress progress) =>
        plan.Screening is not { } screening
            ? Talk(plan, progress, [])
            : (
                progress with { Rang = true, Screening = true, Adopted = false },
                [
                    new AttemptCommand.Screen(screening.LeavesMessage),
                    new AttemptCommand.NoteAnswered(),
                    new AttemptCommand.StopRinging(), // there may be none: early media stops it
                    new AttemptCommand.ShowRinging(),
                    new AttemptCommand.StartTimer(AttemptTimer.Screening, screening.Within),
                ]);

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Listening(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened)
    {
        switch (happened)
        {
            case AttemptEvent.Screened e:
                return Heard(plan, progress, e);

            case AttemptEvent.NotScreened: // the customer never left the bridge
                return Talk(plan, progress, []);

            case AttemptEvent.TimeUp { Timer: AttemptTimer.Screening }:
                return Talk(plan, progress, [new AttemptCommand.JoinCustomer()]);

            case AttemptEvent.LegEnded e when e.Channel == plan.CustomerChannel:
                return CustomerLost(progress, e, new Classification(Outcome.CustomerHungUp, new Reason.HungUpWhileListening()));

            case AttemptEvent.LegEnded e when e.Channel == progress.Operator:
                return OperatorLeft(plan, progress, e);

            case AttemptEvent.LegEnded e:
                return (progress, [new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode)]);

            default:
                return (progress, []);
        }
    }

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Heard(AttemptPlan plan, AttemptProgress progress, AttemptEvent.Screened e) =>
        (plan.Screening, e.Machine) switch
        {
            ({ LeavesMessage: false }, true) => HangUpAll(plan, progress, Outcome.Machine, e.Heard is { } heard ? new Reason.MachineAnswered(heard) : new Reason.MachineFound()),
            ({ } screening, true) => (
                // The operator is not needed any more.
                progress with { Screening = false, Leaving = true, Adopted = false },
                [
                    new AttemptCommand.LeaveMessage(),
                    new AttemptCommand.HangUp(progress.Operator!),
                    new AttemptCommand.StartTimer(AttemptTimer.Message, screening.Message),
                ]),
            _ => Talk(plan, progress, [new AttemptCommand.JoinCustomer()]),
        };

    /// <summary>A machine takes our message.</summary>
    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Leaving(AttemptPlan plan, AttemptProgress progress, AttemptEvent happened) => happened switch
    {
        AttemptEvent.MessageEnded => HangUpAll(plan, progress, Outcome.Machine, new Reason.MachineHasMessage()),
        AttemptEvent.TimeUp { Timer: AttemptTimer.Message } => HangUpAll(plan, progress, Outcome.Machine, new Reason.MachineMessageUnseen()),
        AttemptEvent.LegEnded e when e.Channel == plan.CustomerChannel =>
            CustomerLost(progress, e, new Classification(Outcome.Machine, new Reason.MachineHungUp())),
        AttemptEvent.LegEnded e => (progress with { LiveOperators = progress.LiveOperators.Remove(e.Channel) }, [new AttemptCommand.NoteLegEnded(e.Channel, e.Cause, e.SipCode)]),
        _ => (progress, []),
    };

    /// <summary>A look at the PBX found the customer's channel answered.</summary>
    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) ResumeAnswered(AttemptPlan plan, AttemptProgress seen, ScreeningStage stage, bool adopted) => stage switch
    {
        ScreeningStage.Machine or ScreeningStage.Person => Heard(plan, seen, new AttemptEvent.Screened(stage == ScreeningStage.Machine, null)),
        _ when seen.Screening => (seen, []),
        ScreeningStage.Listening when plan.Screening is { } screening => (
            seen with { Rang = true, Screening = true },
            adopted ? [new AttemptCommand.StartTimer(AttemptTimer.Screening, screening.Within)] : []),
        ScreeningStage.Listening => Talk(plan, seen, [new AttemptCommand.JoinCustomer()]), // the policy has changed since
        _ => CustomerAnswered(plan, seen),
    };

    private static (AttemptProgress Progress, ImmutableArray<AttemptCommand> Commands) Talk(AttemptPlan plan, AttemptProgress progress, ImmutableArray<AttemptCommand> join)
    {
        AttemptCommand[] greet = plan.HasGreeting ? [new AttemptCommand.Greet()] : [];
        AttemptCommand[] record = plan.Records ? [new AttemptCommand.OpenRecorder()] : [];
        return (
            progress with { State = AttemptState.Talking, Screening = false, Adopted = false },
            [
                // The talk comes first: it must not wait for the database. Nothing is dialled after this.
                new AttemptCommand.StopRinging(),
                .. join,
                .. greet,
                new AttemptCommand.Advance(AttemptState.CustomerRinging, AttemptState.Talking),
                .. record,
                new AttemptCommand.StartTimer(AttemptTimer.Talk, plan.MaxTalk),
            ]);
    }
}
