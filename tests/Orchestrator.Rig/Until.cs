using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Orchestrator.Rig;

/// <summary>Waits for a condition with a deadline; the only way to wait besides awaiting an event.</summary>
public static class Until
{
    /// <summary>Generous, because a loaded two-core machine is slow; a condition that holds ends the wait at once.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">The condition did not come true in time; the message quotes it.</exception>
    public static Task TrueAsync(
        Func<bool> condition, TimeSpan? deadline = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), deadline, what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?, string)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? deadline = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        await ValueAsync(async () => await condition() ? (object)true : null, deadline, what);

    /// <summary>Asks until the answer is not null, and returns it.</summary>
    /// <exception cref="TimeoutException">No answer in time; the message quotes the question.</exception>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> probe, TimeSpan? deadline = null, [CallerArgumentExpression(nameof(probe))] string what = "")
        where T : class
    {
        var limit = deadline ?? DefaultDeadline;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pace);
        while (true)
        {
            if (await probe() is { } value)
                return value;
            if (Stopwatch.GetElapsedTime(started) > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}");
            await timer.WaitForNextTickAsync();
        }
    }
}
