using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
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
internal sealed class OperatorFindings(string subject, PolicySet policies, bool isOnly)
{
    public static async Task<IReadOnlyList<OperatorFinding>> AskAsync(
        AmiClient ami, AmiPrivileges commands, string pbx, PolicySet policies, bool isOnly, CancellationToken cancel)
    {
        var queues = await ami.ListAsync(AmiActions.QueueStatus(), cancel);
        var devices = commands.MaySend("DeviceStateList") ? await ami.ListAsync(AmiActions.DeviceStateList, cancel) : null;
        return [.. new OperatorFindings($"{pbx} operators", policies, isOnly).Of(queues, devices)];
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

    private CheckResult NoQueue(Policy policy, string queue, string field)
    {
        var found = $"policy {policy.Name}, {field}: there is no queue '{queue}'";
        const string Mend = "Correct its name in the policy or in queues.conf; 'asterisk -rx \"queue show\"' lists them.";
        return isOnly ? CheckResult.Finding(subject, found, Mend) : CheckResult.Note(subject, found + " on this PBX", Mend);
    }

    private CheckResult Members(Policy policy, string queue, IReadOnlyList<QueueMember> members)
    {
        var found = $"policy {policy.Name}: queue '{queue}' has {Phrase.Count(members.Count, "member", "members")}";
        if (members.Count == 0)
        {
            // Operators who log in and out are not there at night.
            return CheckResult.Note(subject, found, "Without members nobody calls back: add them in queues.conf or let operators log in.");
        }

        var invalid = members.Where(m => m.Status == QueueMemberStatus.Invalid).Select(m => m.Interface).ToList();
        return invalid.Count == 0
            ? CheckResult.Fine(subject, $"{found}, {members.Count(m => m is { Paused: false, Status: QueueMemberStatus.NotInUse })} free now")
            : CheckResult.Finding(subject, $"{found}, without a device: {string.Join(", ", invalid)}", "Correct the members' interfaces in queues.conf, or define their endpoints in pjsip.conf.");
    }

    private CheckResult Listed(Policy policy, Dictionary<string, string> states)
    {
        var unknown = policy.Operators.Interfaces.Where(i => states.GetValueOrDefault(i) is null or "INVALID").ToList();
        return unknown.Count == 0
            ? CheckResult.Fine(subject, $"policy {policy.Name}: {Phrase.Count(policy.Operators.Interfaces.Length, "operator", "operators")}, all known")
            : CheckResult.Finding(subject, $"policy {policy.Name}: Asterisk knows no state of {string.Join(", ", unknown)}", "Correct the names in the policy, or define the endpoints; an operator of unknown state is never called.");
    }
}
