using System.CommandLine;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy schema</c>.</summary>
internal static class PolicySchemaCommand
{
    public static Command Of(Terminal terminal)
    {
        var name = new Argument<string>("FILE")
        {
            Description = terminal.Text("cli.schema_file"),
            DefaultValueFactory = _ => PolicySchemas.Names[0],
        };
        name.AcceptOnlyFromAmong([.. PolicySchemas.Names]);
        var command = new ExemplifiedCommand("schema", terminal.Text("cli.policy_schema"), "policy schema", "policy schema numbers")
        { name };
        command.SetAction((parsed, _) => terminal.SayAsync(PolicySchemas.Text(parsed.GetRequiredValue(name)).TrimEnd()));
        return command;
    }
}
