using Orchestrator.Core.Texts;

namespace Orchestrator.Cli;

/// <summary>Which language somebody at a terminal reads.</summary>
public static class SpokenLanguage
{
    /// <summary>The option, of every command.</summary>
    public const string Option = "--lang";

    public static IReadOnlyList<string> Codes { get; } = [.. Language.All.Select(l => l.Code).Order(StringComparer.Ordinal)];

    /// <summary>That of the locale for messages, as POSIX has it: the first variable that says something decides. English where there are no texts for it.</summary>
    /// <param name="environment">The variables by their names.</param>
    public static Language Of(Func<string, string?> environment)
    {
        string[] variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        var locale = variables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        return Language.Of(locale.Split('_', '.', '@', '-')[0]);
    }

    /// <summary>That of the option; null where it is not given, or names none: the parser complains of that.</summary>
    public static Language? Of(IReadOnlyList<string> arguments)
    {
        var own = arguments.TakeWhile(a => a != "--").ToList();
        var at = own.FindLastIndex(a => a == Option || a.StartsWith(Option + "=", StringComparison.Ordinal));
        var code = at < 0 ? null : own[at] == Option ? own.ElementAtOrDefault(at + 1) : own[at][(Option.Length + 1)..];
        return Codes.Contains(code) ? Language.Of(code!) : null;
    }
}
