using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;

namespace Orchestrator.Cli.Doctor;

/// <summary>What one Asterisk has of what a policy names.</summary>
/// <param name="Path">The field that names it, such as <c>operators.from</c>.</param>
internal sealed record OperatorFinding(string Policy, string Path, CheckResult Result)
{
    public const string OfOperators = "operators.from";
    public const string OfCovers = "covers.queues";
}

/// <summary>Compares what policies name (queues, operators) with what an Asterisk has.</summary>
internal sealed class OperatorFindings(Reason subject, PolicySet policies, bool isOnly)
{
    public static async Task<IReadOnlyList<OperatorFinding>> AskAsync(
        AmiClient ami, AmiPrivileges commands, string pbx, PolicySet policies, bool isOnly, CancellationToken cancel)
    {
        var queues = await ami.ListAsync(AmiActions.QueueStatus(), cancel);
        var devices = commands.MaySend("DeviceStateList") ? await ami.ListAsync(AmiActions.DeviceStateList, cancel) : null;
        return [.. new OperatorFindings(new Reason.LookedAt(CheckSubject.Operators, pbx), policies, isOnly).Of(queues, devices)];
    }

    /// <param name="queues">The answer to QueueStatus.</param>
    /// <param name="devices">The answer to DeviceStateList; null when it is not to be had.</param>
    public IEnumerable<OperatorFinding> Of(IReadOnlyList<AmiMessage> queues, IReadOnlyList<AmiMessage>? devices)
    {
        var names = queues.Select(QueueParams.TryRead).OfType<QueueParams>().Select(q => q.Queue).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var members = queues.Select(QueueMember.TryRead).OfType<QueueMember>().ToLookup(m => m.Queue, StringComparer.OrdinalIgnoreCase);
        var states = devices?.Select(DeviceStateChange.TryRead).OfType<DeviceStateChange>()
            .GroupBy(d => d.Device, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().State, StringComparer.OrdinalIgnoreCase);
        foreach (var policy in policies.Policies)
        {
            if (policy.Operators.Queue is { } queue)
            {
                yield return new(policy.Name, OperatorFinding.OfOperators, names.Contains(queue) ? Members(policy, queue, [.. members[queue]]) : NoQueue(policy, queue, "operators"));
            }
            else if (states is not null)
            {
                yield return new(policy.Name, OperatorFinding.OfOperators, Listed(policy, states));
            }

            foreach (var covered in policy.Covers.Queues.Where(q => !names.Contains(q) && !string.Equals(q, policy.Operators.Queue, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new(policy.Name, OperatorFinding.OfCovers, NoQueue(policy, covered, "covers"));
            }
        }
    }

    private CheckResult NoQueue(Policy policy, string queue, string field) => isOnly
        ? CheckResult.Finding(subject, new Reason.NoQueue(policy.Name, field, queue), new Reason.CorrectQueue())
        : CheckResult.Note(subject, new Reason.NoQueueOnThisPbx(policy.Name, field, queue), new Reason.CorrectQueue());

    private CheckResult Members(Policy policy, string queue, IReadOnlyList<QueueMember> members)
    {
        var found = new Reason.QueueMembers(policy.Name, queue, members.Count);
        if (members.Count == 0)
        {
            // Operators who log in and out are not there at night.
            return CheckResult.Note(subject, found, new Reason.AddMembers());
        }

        var invalid = members.Where(m => m.Status == QueueMemberStatus.Invalid).Select(m => m.Interface).ToList();
        return invalid.Count == 0
            ? CheckResult.Fine(subject, new Reason.MembersFree(found, members.Count(m => m is { Paused: false, Status: QueueMemberStatus.NotInUse })))
            : CheckResult.Finding(subject, new Reason.MembersWithoutDevice(found, string.Join(", ", invalid)), new Reason.CorrectMembers());
    }

    private CheckResult Listed(Policy policy, Dictionary<string, string> states)
    {
        var unknown = policy.Operators.Interfaces.Where(i => states.GetValueOrDefault(i) is null or "INVALID").ToList();
        return unknown.Count == 0
            ? CheckResult.Fine(subject, new Reason.OperatorsKnown(policy.Name, policy.Operators.Interfaces.Length))
            : CheckResult.Finding(subject, new Reason.OperatorsUnknown(policy.Name, string.Join(", ", unknown)), new Reason.CorrectOperators());
    }
}
