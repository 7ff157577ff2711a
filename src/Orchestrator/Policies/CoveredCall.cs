using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>A missed call as far as <c>covers</c> looks at it.</summary>
internal sealed record CoveredCall(string? Queue, string? Did, MissReason Reason, Duration? Waited)
{
    /// <summary>Whether a policy of a directory takes the call, and why not.</summary>
    public CoverAnswer AskedOf(Policy policy, PolicySetReading directory)
    {
        if (!Fits(policy.Covers))
        {
            var fields = NotFitting(policy.Covers);
            return new CoverAnswer(false, $"{string.Join(" and ", fields)} of this policy {(fields.Count == 1 ? "does" : "do")} not fit");
        }

        var winner = directory.Set.Match(Queue, Did, Reason, Waited);
        if (winner is null || winner.Name == policy.Name)
        {
            return new CoverAnswer(true, "this policy takes such a call");
        }

        var file = directory.Files.First(f => f.Reading.Policy?.Name == winner.Name).File;
        return new CoverAnswer(false, $"policy '{winner.Name}' ({file}) comes first and takes it");
    }

    private bool Fits(Covers covers) => covers.Match(Queue, Did, Reason, Waited);

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
internal sealed record CoverAnswer(bool Covered, string Why);
