using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>An attempt's writes, each under the attempt's fence. Writing the same twice is fine: an answer of the database may get lost.</summary>
public interface IAttemptBook
{
    /// <summary>Writes the next state, before its act.</summary>
    /// <exception cref="LostRaceException">The attempt belongs to somebody else by now.</exception>
    Task AdvanceAsync(AttemptRow attempt, AttemptState from, AttemptState to, LegRow? operatorLeg, LegRow? customerLeg, CancellationToken cancel);

    Task NoteLegEndedAsync(string channel, int? cause, int? sipCode, CancellationToken cancel);

    /// <summary>The customer's leg was answered, and it is being found out whether by a machine.</summary>
    Task NoteAnsweredAsync(AttemptRow attempt, LegRow customerLeg, CancellationToken cancel);

    /// <summary>The talk is being recorded.</summary>
    Task NoteRecordingAsync(AttemptRow attempt, string recording, CancellationToken cancel);

    /// <summary>The talk is not recorded, or not to its end.</summary>
    Task NoteNotRecordedAsync(AttemptRow attempt, Reason why, CancellationToken cancel);

    /// <summary>Ends the attempt and plans its case's next step, or closes the case.</summary>
    /// <param name="policy">The version that it was claimed under: says whether the outcome uses an attempt.</param>
    /// <exception cref="LostRaceException">The attempt belongs to somebody else by now.</exception>
    Task EndAsync(AttemptRow attempt, Policy policy, Outcome outcome, Reason why, CancellationToken cancel);
}

/// <summary>The book in Postgres: each write is one transaction with its timeline entry.</summary>
public sealed class AttemptBook(Database database, CaseDesk desk, CasePlanning planning) : IAttemptBook
{
    public Task AdvanceAsync(AttemptRow attempt, AttemptState from, AttemptState to, LegRow? operatorLeg, LegRow? customerLeg, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (!await tx.Attempts.AdvanceAsync(attempt.Id, attempt.Fence, from, to, operatorLeg?.Endpoint))
                {
                    return;
                }

                switch (to)
                {
                    case AttemptState.OperatorRinging:
                        await tx.Legs.MarkOperatorsDialledAsync(attempt.Id);
                        break;
                    case AttemptState.OperatorAnswered when operatorLeg is not null:
                        await tx.Legs.MarkAnsweredAsync(operatorLeg.ChannelId);
                        break;
                    case AttemptState.CustomerRinging when customerLeg is not null:
                        await tx.Legs.InsertCustomerAsync(customerLeg);
                        break;
                    case AttemptState.Talking when customerLeg is not null:
                        await tx.Legs.MarkAnsweredAsync(customerLeg.ChannelId);
                        await tx.Contacts.NoteCallbackAsync(attempt.Id);
                        break;
                }

                await tx.Timeline.TellAsync(attempt.CaseId, Words.Of(to), Describe(attempt, to, operatorLeg), new { attempt = attempt.Id, @operator = operatorLeg?.Endpoint });
            },
            cancel);

    public Task NoteLegEndedAsync(string channel, int? cause, int? sipCode, CancellationToken cancel) =>
        database.InTransactionAsync(tx => tx.Legs.MarkEndedAsync(channel, cause, sipCode), cancel);

    public Task NoteAnsweredAsync(AttemptRow attempt, LegRow customerLeg, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (await tx.Legs.MarkAnsweredAsync(customerLeg.ChannelId) > 0)
                {
                    await tx.Timeline.TellAsync(attempt.CaseId, "screening", new Reason.ListeningForMachine(), new { attempt = attempt.Id });
                }
            },
            cancel);

    public Task NoteRecordingAsync(AttemptRow attempt, string recording, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (await tx.Attempts.MarkRecordingAsync(attempt.Id, recording))
                {
                    await tx.Timeline.TellAsync(attempt.CaseId, "recording", new Reason.TalkRecorded(recording), new { attempt = attempt.Id, recording });
                }
            },
            cancel);

    public Task NoteNotRecordedAsync(AttemptRow attempt, Reason why, CancellationToken cancel) =>
        database.InTransactionAsync(tx => tx.Timeline.TellAsync(attempt.CaseId, "recording_failed", new Reason.TalkNotRecorded(why), new { attempt = attempt.Id }), cancel);

    public Task EndAsync(AttemptRow attempt, Policy policy, Outcome outcome, Reason why, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(attempt.CaseId) ?? throw new LostRaceException();
                if (await tx.Attempts.EndAsync(attempt.Id, attempt.Fence, outcome, why, wasDialled => policy.UsesAttempt(outcome, wasDialled)) is not { } usesAttempt)
                {
                    return false;
                }

                await tx.Timeline.TellAsync(
                    attempt.CaseId, "attempt_ended", new Reason.AttemptEnded(attempt.Number, outcome, why),
                    new { attempt = attempt.Id, outcome = Words.Of(outcome), uses_attempt = usesAttempt });
                aftermath.Tell(NoticeFact.AttemptEnded(row.Policy, row.Id, attempt.Id));
                await planning.PlanAsync(tx, row, aftermath);
                return true;
            },
            cancel);

    private static Reason Describe(AttemptRow attempt, AttemptState to, LegRow? operatorLeg) => to switch
    {
        AttemptState.OperatorRinging => attempt.Operator is { } one ? new Reason.RingingOperator(attempt.Number, one) : new Reason.RingingOperators(attempt.Number),
        AttemptState.OperatorAnswered => operatorLeg is { } leg ? new Reason.OperatorPickedUp(leg.Endpoint) : new Reason.SomebodyPickedUp(),
        AttemptState.CustomerRinging => new Reason.DiallingCustomer(),
        AttemptState.Talking => new Reason.BothJoined(),
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "Nothing is told of this state."),
    };
}
