using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>A missed call as far as <c>covers</c> looks at it.</summary>
/// <param name="Numbers">How its dialled number is read.</param>
internal sealed record CoveredCall(string? Queue, string? Did, MissReason Reason, Duration? Waited, NumberPlan Numbers)
{
    /// <summary>Reads what was told of a call; null when nothing was, or something was wrong, which <paramref name="errors"/> then has by field.</summary>
    public static CoveredCall? Read(string? queue, string? did, string? reason, string? waited, NumberPlan numbers, Dictionary<string, Reason> errors)
    {
        if (queue is null && did is null && reason is null && waited is null)
        {
            return null;
        }

        var why = reason is null ? MissReason.Abandoned : Words.Find<MissReason>(reason);
        if (why is null)
        {
            var words = Words.All<MissReason>();
            errors["reason"] = new Reason.ReasonWords(DidYouMean.Closest(reason!, words), string.Join(", ", words));
        }

        Duration? wait = waited is null ? null : DurationText.Read(waited);
        if (waited is not null && wait is null)
        {
            errors["waited"] = new Reason.DurationExpected();
        }

        return new CoveredCall(queue, did, why ?? MissReason.Abandoned, wait, numbers);
    }

    /// <summary>Whether a policy of a directory takes the call, and why not.</summary>
    public CoverAnswer AskedOf(Policy policy, PolicySetReading directory)
    {
        var answer = AskedOf(policy, directory.Set, winner => directory.Files.First(f => f.Reading.Policy?.Name == winner.Name).File);
        var before = directory.Files.TakeWhile(f => f.Reading.Policy?.Name != policy.Name).Where(f => f.Reading.Policy is null).Select(f => f.File).ToList();
        return answer.Covered && before.Count > 0
            ? answer with { Why = new Reason.TakesCallUnless(string.Join(", ", before)) }
            : answer;
    }

    /// <summary>Whether a policy among others takes the call, and why not.</summary>
    /// <param name="set">It and the others, in the order in which they match.</param>
    /// <param name="where">Where another stands, for people.</param>
    public CoverAnswer AskedOf(Policy policy, PolicySet set, Func<Policy, string>? where = null)
    {
        if (!Fits(policy.Covers))
        {
            var fields = NotFitting(policy.Covers);
            return new CoverAnswer(false, fields is [var field] ? new Reason.FieldDoesNotFit(field) : new Reason.FieldsDoNotFit(string.Join(", ", fields[..^1]), fields[^1]));
        }

        var winner = set.Match(Queue, Did, Reason, Waited, Numbers);
        if (winner is null || winner.Name == policy.Name)
        {
            return new CoverAnswer(true, new Reason.TakesCall());
        }

        return new CoverAnswer(false, new Reason.AnotherTakesCall(winner.Name, where?.Invoke(winner)));
    }

    private bool Fits(Covers covers) => covers.Match(Queue, Did, Reason, Waited, Numbers);

    private List<string> NotFitting(Covers covers)
    {
        var (open, fields) = (new Covers(), new List<string>());
        Check("covers.queues", open with { Queues = covers.Queues });
        Check("covers.numbers", open with { Numbers = covers.Numbers });
        Check("covers.missed", open with { Missed = covers.Missed });
        Check("covers.waited_at_least", open with { WaitedAtLeast = covers.WaitedAtLeast });
        return fields;

        void Check(string name, Covers part)
        {
            if (!Fits(part))
            {
                fields.Add(name);
            }
        }
    }
}

/// <summary>Whether the policy in question takes a call.</summary>
internal sealed record CoverAnswer(bool Covered, Reason Why);
