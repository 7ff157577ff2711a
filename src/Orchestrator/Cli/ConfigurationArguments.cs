using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli;

/// <summary>
/// Takes configuration out of the arguments: <c>--Orchestrator:Policies=DIR</c> or <c>--Orchestrator:Policies DIR</c>, before or behind the command.
/// What is left is the command's own. No option of a command has a colon in its name, so the two can't be confused.
/// </summary>
/// <param name="Settings">For the configuration, each <c>--Key=value</c>.</param>
/// <param name="Command">For the command line.</param>
/// <param name="Errors">Keys that are none, or have no value.</param>
public sealed record ConfigurationArguments(IReadOnlyList<string> Settings, IReadOnlyList<string> Command, IReadOnlyList<Reason> Errors)
{
    private static readonly string[] Sections = ["Orchestrator", "ConnectionStrings", "Logging"];

    public static ConfigurationArguments Split(IReadOnlyList<string> arguments)
    {
        List<string> settings = [], command = [];
        List<Reason> errors = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                command.AddRange(arguments.Skip(i)); // what follows is nobody's option
                break;
            }

            if (!argument.StartsWith("--", StringComparison.Ordinal) || !argument.Split('=', 2)[0].Contains(':', StringComparison.Ordinal))
            {
                command.Add(argument);
                continue;
            }

            if (!Sections.Contains(argument[2..].Split(':')[0], StringComparer.OrdinalIgnoreCase))
            {
                errors.Add(new Reason.NotAConfigurationKey(argument.Split('=')[0], string.Join(", ", Sections.Select(s => $"--{s}:"))));
            }
            else if (argument.Contains('=', StringComparison.Ordinal))
            {
                settings.Add(argument);
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{argument}={arguments[++i]}");
            }
            else
            {
                errors.Add(new Reason.SettingWithoutValue(argument));
            }
        }

        return new ConfigurationArguments(settings, command, errors);
    }
}
