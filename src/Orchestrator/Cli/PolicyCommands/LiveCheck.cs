using Orchestrator.Asterisk.Ami;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>Asks the configured PBXs for the queues and operators that policies name.</summary>
internal sealed class LiveCheck(PolicySetReading policies, IReadOnlyList<PbxOptions> pbxs, TimeProvider time)
{
    private static readonly TimeSpan LimitOfAPbx = TimeSpan.FromSeconds(30);

    /// <summary>Warnings at the fields, and the PBXs that could not be asked, with the reason.</summary>
    public async Task<(IReadOnlyList<PolicyFinding> Warnings, IReadOnlyList<CheckResult> Failures)> RunAsync(CancellationToken cancel)
    {
        var questions = pbxs.Select(pbx => new Question(pbx, policies.Set, pbxs.Count == 1, time)).ToList();
        var failures = await new Examination(questions, LimitOfAPbx, time).RunAsync(cancel).ToListAsync(cancel);
        return (Warnings([.. questions.Select(q => q.Answers).OfType<IReadOnlyList<OperatorFinding>>()]), failures);
    }

    /// <summary>What is wrong on every PBX: a queue or an operator need be on one of them only.</summary>
    internal IReadOnlyList<PolicyFinding> Warnings(IReadOnlyList<IReadOnlyList<OperatorFinding>> ofPbxs)
    {
        var findings = ofPbxs.SelectMany(answers => answers).ToLookup(f => (f.Policy, f.Path));
        return
        [
            .. from file in policies.Files
               where file.Reading.Policy is not null
               from path in new[] { OperatorFinding.OfOperators, OperatorFinding.OfCovers }
               let found = findings[(file.Reading.Policy!.Name, path)].ToList()
               where found.TrueForAll(f => f.Result.Verdict != Verdict.Fine)
               from finding in found
               where path == OperatorFinding.OfOperators || found.Count(same => same.Result.Found == finding.Result.Found) == ofPbxs.Count
               select file.Reading.Warning(path.Split('.'), new Reason.Seen(finding.Result.Subject, finding.Result.Found), finding.Result.Mend!),
        ];
    }

    private sealed class Question(PbxOptions pbx, PolicySet set, bool isOnly, TimeProvider time) : ICheck
    {
        private readonly AmiVisit visit = new(pbx, time);

        public Reason Subject => visit.Subject;

        public IReadOnlyList<OperatorFinding>? Answers { get; private set; }

        public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => visit.RunAsync(
            async (ami, stop) =>
            {
                var commands = AmiPrivileges.From(await ami.SendAsync(AmiActions.ListCommands, stop));
                Answers = await OperatorFindings.AskAsync(ami, commands, pbx.Name, set, isOnly, stop);
                return [];
            },
            cancel);
    }
}
