using Orchestrator.Core;
using Orchestrator.Core.Attempts;
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
    /// <exception cref="LostRaceException">The attempt belongs to somebody else by now.</exception>
    Task EndAsync(AttemptRow attempt, Outcome outcome, Reason why, CancellationToken cancel);
}

/// <summary>The book in Postgres: each write is one transaction with its timeline entry.</summary>
public sealed class AttemptBook(Database database, CaseDesk desk, CasePlanning planning, PoliciesInForce policies) : IAttemptBook
{
    public Task AdvanceAsync(AttemptRow attempt, AttemptState from, AttemptState to, LegRow? operatorLeg, LegRow? customerLeg, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (!await tx.AdvanceAsync(attempt.Id, attempt.Fence, from, to, operatorLeg?.Endpoint))
                {
                    return false;
                }

                switch (to)
                {
                    case AttemptState.OperatorRinging:
                        await tx.MarkOperatorLegsDialledAsync(attempt.Id);
                        break;
                    case AttemptState.OperatorAnswered when operatorLeg is not null:
                        await tx.MarkAnsweredAsync(operatorLeg.ChannelId);
                        break;
                    case AttemptState.CustomerRinging when customerLeg is not null:
                        await tx.InsertCustomerLegAsync(customerLeg);
                        break;
                    case AttemptState.Talking when customerLeg is not null:
                        await tx.MarkAnsweredAsync(customerLeg.ChannelId);
                        await tx.NoteCallbackAsync(attempt.Id);
                        break;
                }

                await tx.TellAsync(attempt.CaseId, Words.Of(to), Describe(attempt, to, operatorLeg), new { attempt = attempt.Id, @operator = operatorLeg?.Endpoint });
                return true;
            },
            cancel);

    public Task NoteLegEndedAsync(string channel, int? cause, int? sipCode, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                await tx.MarkLegEndedAsync(channel, cause, sipCode);
                return true;
            },
            cancel);

    public Task NoteAnsweredAsync(AttemptRow attempt, LegRow customerLeg, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (await tx.MarkAnsweredAsync(customerLeg.ChannelId) > 0)
                {
                    await tx.TellAsync(attempt.CaseId, "screening", new Reason.ListeningForMachine(), new { attempt = attempt.Id });
                }

                return true;
            },
            cancel);

    public Task NoteRecordingAsync(AttemptRow attempt, string recording, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (await tx.MarkRecordingAsync(attempt.Id, recording))
                {
                    await tx.TellAsync(attempt.CaseId, "recording", new Reason.TalkRecorded(recording), new { attempt = attempt.Id, recording });
                }

                return true;
            },
            cancel);

    public Task NoteNotRecordedAsync(AttemptRow attempt, Reason why, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                await tx.TellAsync(attempt.CaseId, "recording_failed", new Reason.TalkNotRecorded(why), new { attempt = attempt.Id });
                return true;
            },
            cancel);

    public Task EndAsync(AttemptRow attempt, Outcome outcome, Reason why, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.LockCaseAsync(attempt.CaseId) ?? throw new LostRaceException();
                var usesAttempt = UsesAttempt(policies.Set.Find(attempt.Policy), outcome);
                if (!await tx.EndAttemptAsync(attempt.Id, attempt.Fence, outcome, why, usesAttempt))
                {
                    return false;
                }

                await tx.TellAsync(
                    attempt.CaseId, "attempt_ended", new Reason.AttemptEnded(attempt.Number, outcome, why),
                    new { attempt = attempt.Id, outcome = Words.Of(outcome), uses_attempt = usesAttempt });
                aftermath.Tell(NoticeFact.AttemptEnded(row.Policy, row.Id, attempt.Id));
                await planning.PlanAsync(tx, row, aftermath);
                return true;
            },
            cancel);

    private static bool UsesAttempt(Policy? policy, Outcome outcome) =>
        outcome.IsCustomerSide() && (policy is null || !policy.Retry.TryGetValue(outcome, out var rule) || rule.UsesAttempt);

    private static Reason Describe(AttemptRow attempt, AttemptState to, LegRow? operatorLeg) => to switch
    {
        AttemptState.OperatorRinging => attempt.Operator is { } one ? new Reason.RingingOperator(attempt.Number, one) : new Reason.RingingOperators(attempt.Number),
        AttemptState.OperatorAnswered => operatorLeg is { } leg ? new Reason.OperatorPickedUp(leg.Endpoint) : new Reason.SomebodyPickedUp(),
        AttemptState.CustomerRinging => new Reason.DiallingCustomer(),
        AttemptState.Talking => new Reason.BothJoined(),
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "Nothing is told of this state."),
    };
}
