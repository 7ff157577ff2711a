using Orchestrator.Core.Reasons;
using Orchestrator.Core.Texts;

namespace Orchestrator.Engine.Settings;

/// <summary>The daemon cannot start; every problem is in the message.</summary>
public sealed class StartupException(Reason heading, IReadOnlyList<Reason> problems) : Exception(Said(heading, problems, Language.English))
{
    /// <summary>The message in a language.</summary>
    public string In(Language language) => Said(heading, problems, language);

    private static string Said(Reason heading, IReadOnlyList<Reason> problems, Language language) =>
        string.Join(Environment.NewLine, problems.Select(p => "  " + language.Say(p)).Prepend(language.Say(heading)));
}
