using System.Runtime.CompilerServices;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Cli.Doctor;

/// <summary>Runs checks side by side, each with a time limit, and tells the results in their order.</summary>
/// <param name="limit">For each check: a dead peer costs seconds, not minutes.</param>
public sealed class Examination(IReadOnlyList<ICheck> checks, TimeSpan limit, TimeProvider time)
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var running = checks.Select(check => RunAsync(check, cancel)).ToList();
        foreach (var check in running)
        {
            foreach (var result in await check)
            {
                yield return result;
            }
        }
    }

    private async Task<IReadOnlyList<CheckResult>> RunAsync(ICheck check, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            // A check that does not listen to its token is left behind.
            return await Task.Run(() => check.RunAsync(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [CheckResult.Finding(check.Subject, new Reason.NotFinished(Duration.FromTimeSpan(limit)), new Reason.DoesPeerHang())];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [CheckResult.Finding(check.Subject, new Reason.Quoted(e.Message), new Reason.ReportFault())];
        }
    }
}
