using System.CommandLine;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary><c>doctor</c>: looks at everything that the daemon needs and says how to mend what is missing.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan LimitOfACheck = TimeSpan.FromSeconds(12);

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "doctor",
            terminal.Text("cli.doctor"),
            "doctor", "doctor --json")
        { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var results = new Examination(Checks(terminal, settings), LimitOfACheck, TimeProvider.System).RunAsync(cancel);
            return await (parsed.GetValue(json) ? DoctorReport.PrintJsonAsync(terminal, results) : DoctorReport.PrintAsync(terminal, results));
        });
        return command;
    }

    private static List<ICheck> Checks(Terminal terminal, IReadOnlyList<string> settings)
    {
        var configuration = ConfigurationSources.Load(settings);
        var options = configuration.Options();
        var connectionString = configuration.GetConnectionString("Orchestrator");
        var problems = OptionsCheck.Problems(options, connectionString);
        var policies = new PolicyCheck(options);

        List<ICheck> checks = [new ConfigurationCheck(options, problems), policies, new ZoneCheck(policies.Policies, terminal.Clock)];
        if (!Has("ConnectionStrings:"))
        {
            checks.Add(new PostgresCheck(connectionString!, terminal.Clock));
            checks.Add(new JobCheck(connectionString!));
        }

        checks.Add(new NoticeCheck(policies.Policies, options, Has("ConnectionStrings:") ? null : connectionString));
        for (var i = 0; i < options.Pbx.Count; i++)
        {
            // With a hole in its configuration there is nothing to connect to; the hole is told already.
            if (!Has(FormattableString.Invariant($"Orchestrator:Pbx:{i}:")))
            {
                var isOnly = options.Pbx.Count == 1;
                checks.Add(new AmiCheck(options.Pbx[i], policies.Policies, isOnly, TimeProvider.System));
                checks.Add(new AriCheck(options.Pbx[i], policies.Policies, TimeProvider.System));
                checks.Add(new QueueLogCheck(options.Pbx[i], terminal.Clock));
            }
        }

        return checks;

        bool Has(string key) => problems.Any(p => p.Key.StartsWith(key, StringComparison.Ordinal));
    }
}
