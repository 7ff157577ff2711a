using Orchestrator.Core;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.Doctor;

/// <summary>Prints what was found.</summary>
public static class DoctorReport
{
    /// <summary>For people, each result as soon as it is known.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> PrintAsync(Terminal terminal, IAsyncEnumerable<CheckResult> results)
    {
        var findings = 0;
        await foreach (var result in results)
        {
            findings += result.Verdict == Verdict.Finding ? 1 : 0;
            terminal.Console.Write(new Text(Mark(result.Verdict), Style(result.Verdict)));
            await terminal.SayAsync($" {terminal.Language.Say(new Reason.Seen(result.Subject, result.Found))}");
            if (result.Mend is { } mend)
            {
                await terminal.SayAsync($"    {terminal.Language.Say(mend)}");
            }
        }

        await terminal.SayAsync(findings == 0 ? terminal.Text("cli.all_in_order") : terminal.Text("cli.findings", ("count", findings)));
        return ExitCode(findings);
    }

    /// <summary>For programs, all at once.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> PrintJsonAsync(Terminal terminal, IAsyncEnumerable<CheckResult> results)
    {
        var all = await results.ToListAsync();
        var findings = all.Count(r => r.Verdict == Verdict.Finding);
        await terminal.SayJsonAsync(new
        {
            Findings = findings,
            Checks = all.Select(r => new { r.Subject, Verdict = Words.Of(r.Verdict), r.Found, r.Mend }),
        });
        return ExitCode(findings);
    }

    private static int ExitCode(int findings) => findings == 0 ? CommandLine.Fine : CommandLine.Failed;

    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Fine => "✓",
        Verdict.Note => "•",
        _ => "✗",
    };

    private static Style Style(Verdict verdict) => new(verdict switch
    {
        Verdict.Fine => Color.Green,
        Verdict.Note => Color.Yellow,
        _ => Color.Red,
    });
}
