using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary>The parser's own help, and behind it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help, Terminal terminal) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a tree's <c>--help</c> its examples.</summary>
    public static void Install(RootCommand root, Terminal terminal)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!, terminal);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExemplifiedCommand { Examples: var examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(terminal.Text("cli.examples"));
            foreach (var example in examples)
            {
                output.WriteLine($"  orchestrator {example}");
            }

            output.WriteLine();
        }

        return exit;
    }
}

/// <summary>A command that does something, with at least one example of it.</summary>
internal sealed class ExemplifiedCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Each as it is typed behind the program's name.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
