namespace Orchestrator.Web.Site;

/// <summary>The answer to a form: a redirect, so that reloading the page does not do it again, with what came of it.</summary>
internal static class Back
{
    public static IResult To(string path, string said) => Results.LocalRedirect($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={Uri.EscapeDataString(said)}");

    /// <summary>To where somebody wanted to go, but never to another site.</summary>
    public static IResult ToWanted(string? then) => Results.LocalRedirect(Local(then));

    private static string Local(string? then) => then is ['/', not ('/' or '\\'), ..] && !then.Any(char.IsControl) ? then : "/";
}
