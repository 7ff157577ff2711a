namespace Orchestrator.Web.Site;

/// <summary>Hides telephone numbers from those who see them shortened, wherever they stand.</summary>
internal static class Masking
{
    /// <summary>Fewer digits are no telephone number.</summary>
    private const int FewestDigits = 5;

    /// <summary>What a caller sent, or what was said about them: a name often is a number.</summary>
    public static string? ShowText(this PageContext page, string? text) =>
        page.Viewer?.SeesNumbers == true || text is null || text.Count(char.IsDigit) < FewestDigits
            ? text
            : string.Concat(text.Select(c => char.IsDigit(c) ? '•' : c));

    /// <summary>The number, or what the caller sent in its place.</summary>
    public static string? ShowCaller(this PageContext page, string? e164, string? sent) => e164 is not null ? page.Show(e164) : page.ShowText(sent);
}
