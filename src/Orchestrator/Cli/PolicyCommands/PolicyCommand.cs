using System.CommandLine;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy</c>: everything that can be found out about policies without a customer.</summary>
internal static class PolicyCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("policy", terminal.Text("cli.policy"))
        {
            PolicyCheckCommand.Of(terminal, settings),
            PolicyHistoryCommand.Of(terminal, settings),
            PolicyExplainCommand.Of(terminal),
            PolicySchemaCommand.Of(terminal),
            PolicyReplayCommand.Of(terminal, settings),
            PolicyObservedCommand.Of(terminal, settings),
        };
}
