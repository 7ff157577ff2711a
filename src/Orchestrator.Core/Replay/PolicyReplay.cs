using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Replay;

/// <summary>
/// Plays the calls of the past, in the order of their times, to a set of policies: what they would have done if nobody ever answered a callback.
/// Every planned attempt happens at its time; a case closes as <c>called_again</c> when its caller rang in and was answered first.
/// Operators and lines are always free. Pure and deterministic; memory goes with the numbers that have an open case or a dial in the last 24 hours.
/// </summary>
public sealed class PolicyReplay
{
    private readonly PolicySet set;
    private readonly NumberPlan numbers;
    private readonly PolicySet? other;
    private readonly Dictionary<string, ReplayedPolicy> policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayedNumber> known = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Due, (Instant At, long Order)> due = new();
    private readonly bool asksForZones;
    private readonly ReplayTally tally = new();
    private Instant now = Instant.MinValue;
    private long order;

    /// <summary>Starts a replay.</summary>
    /// <param name="set">The policies; the first that covers a call takes it.</param>
    /// <param name="numbers">How caller IDs are read, and which may be dialled.</param>
    /// <param name="other">The policies of the other side of a comparison: attempts at times when they call nobody are counted.</param>
    /// <param name="quarters">Measured answers; an estimate is made where there are enough.</param>
    public PolicyReplay(PolicySet set, NumberPlan numbers, PolicySet? other = null, IReadOnlyCollection<AnsweredQuarter>? quarters = null)
    {
        (this.set, this.numbers, this.other) = (set, numbers, other);
        asksForZones = set.Policies.Concat(other?.Policies ?? []).Any(p => p.Limits.QuietHours is not null);

        // Side by side both are measured by the times of day of both.
        ImmutableArray<LocalTime> dayparts = other is null ? [] : ReplayedPolicy.DaypartsOf([.. set.Policies, .. other.Policies]);
        foreach (var policy in set.Policies)
        {
            policies[policy.Name] = new ReplayedPolicy(policy.Within(numbers.Caps), dayparts, quarters is null ? null : AnswerRates.Of(quarters, policy.Zone));
        }
    }

    /// <summary>Takes the next call. One that is earlier than those before counts as if it came now.</summary>
    public void Take(HistoricCall call)
    {
        now = Instant.Max(now, call.At);
        Play(until: now);
        tally.Call(call);
        var normalised = numbers.Normalise(call.CallerNumber);
        var number = (normalised as NormalisedNumber.Dialable)?.Number;
        if (call.Missed is not { } reason)
        {
            Answered(number);
            return;
        }

        if (number is not { } dialable)
        {
            tally.NotCovered(WhyNoNumber(normalised));
            return;
        }

        var policy = set.Match(call.Queue, call.Did, reason, call.Waited, numbers);
        if (policy is null or { Mode: PolicyMode.Off })
        {
            tally.NotCovered(policy is null ? new Reason.NoPolicyCovers() : new Reason.PolicyOffForCall(policy.Name));
        }
        else if (policy.Customer.Guard(dialable, numbers) is GuardVerdict.Refused refused)
        {
            tally.NotCovered(refused.Why);
        }
        else
        {
            OpenOrJoin(call, reason, dialable, policies[policy.Name]);
        }
    }

    /// <summary>Plays the cases that are still open to their ends, as if nobody rang again.</summary>
    /// <param name="talk">How long a talk takes, for the estimate.</param>
    public ReplayReport Finish(Duration talk)
    {
        Play(until: Instant.MaxValue);
        return tally.Report([.. set.Policies.Select(p => new ReplayedPolicyName(p.Name, p.Version))], other is not null, talk);
    }

    private static Reason WhyNoNumber(NormalisedNumber number) => number switch
    {
        NormalisedNumber.Anonymous => new Reason.NumberWithheld(),
        NormalisedNumber.Extension => new Reason.InternalNumber(),
        _ => new Reason.NoTelephoneNumber(),
    };

    private void Answered(PhoneNumber? number)
    {
        if (number is { } caller && known.TryGetValue(caller.E164, out var state))
        {
            foreach (var open in state.Cases.ToArray())
            {
                Close(open, Disposition.CalledAgain);
            }
        }
    }

    private void OpenOrJoin(HistoricCall call, MissReason reason, PhoneNumber number, ReplayedPolicy policy)
    {
        if (!known.TryGetValue(number.E164, out var state))
        {
            known.Add(number.E164, state = new ReplayedNumber(number.E164, asksForZones ? numbers.ZonesOf(number) : []));
        }

        if (state.Cases.Find(c => c.Policy == policy) is { } open)
        {
            tally.Joined(open, reason);
            open.History = open.History with { MissedAt = now };
            Plan(open, open.Attempts == 0 ? now : Instant.Max(now, open.History.Attempts[^1].EndedAt));
            return;
        }

        tally.Opened(reason);
        open = new ReplayedCase(state, policy, other?.Match(call.Queue, call.Did, reason, call.Waited, numbers), now);
        state.Cases.Add(open);
        Plan(open, now);
    }

    private void Play(Instant until)
    {
        while (due.TryPeek(out var next, out var key) && key.At <= until)
        {
            due.Dequeue();
            if (next.Case is null)
            {
                Forget(next.Number, key.At);
            }
            else if (next.Plan == next.Case.Plan)
            {
                Step(next.Case, key.At);
            }
        }
    }

    private void Step(ReplayedCase open, Instant at)
    {
        // A case of another policy may have dialled the number since: decide anew, as the daemon does at each wake-up.
        if (open.Step is NextStep.AttemptAt && open.History.DialsOfNumber == open.Number.Dials)
        {
            Attempt(open, at);
        }
        else
        {
            Plan(open, at);
        }
    }

    private void Attempt(ReplayedCase open, Instant at)
    {
        tally.Attempt(open, at, compared: other is not null);
        open.Number.Dial(at);
        var ended = at + open.Policy.Policy.Customer.Ring;
        open.History = open.History with { Attempts = open.History.Attempts.Add(PastAttempt.Under(open.Policy.Policy, at, at, ended, Outcome.NoAnswer)) };
        Plan(open, ended);
    }

    private void Plan(ReplayedCase open, Instant at)
    {
        open.History = open.History with { DialsOfNumber = open.Number.Dials };
        open.Plan++;
        open.Step = Planner.Next(open.Policy.Policy, open.History, at);
        tally.Avoided(open.Step);
        switch (open.Step)
        {
            case NextStep.AttemptAt step:
                Enlist(open, Instant.Max(step.At, at));
                break;
            case NextStep.Defer step:
                Enlist(open, Instant.Max(step.Until, at + Duration.FromSeconds(1)));
                break;
            case NextStep.Close step:
                Close(open, step.Disposition);
                break;
            default:
                throw new InvalidOperationException($"No such step: {open.Step.GetType().Name}.");
        }
    }

    private void Enlist(ReplayedCase open, Instant at) => due.Enqueue(new Due(open.Number, open, open.Plan), (at, order++));

    private void Close(ReplayedCase open, Disposition disposition)
    {
        open.Plan++;
        tally.Closed(open, disposition);
        var number = open.Number;
        number.Cases.Remove(open);
        if (number.HasNoCase)
        {
            var last = number.Dials.IsEmpty ? now : number.Dials[^1] + Duration.FromDays(1);
            due.Enqueue(new Due(number, null, 0), (last, order++));
        }
    }

    private void Forget(ReplayedNumber number, Instant at)
    {
        if (number.IsIdle(at))
        {
            known.Remove(number.E164);
        }
    }

    /// <summary>Something that is due: a case's step, or (without a case) to see whether a number can be forgotten.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Due(ReplayedNumber Number, ReplayedCase? Case, int Plan);
}
