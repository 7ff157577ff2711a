using System.Threading.Channels;

namespace Orchestrator.Tests.Asterisk;

/// <summary>Waits on conditions, with a deadline that only a broken test reaches.</summary>
internal static class Soon
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<TWanted> NextAsync<T, TWanted>(this ChannelReader<T> reader, Func<TWanted, bool>? fits = null)
        where TWanted : T
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (true)
        {
            if (await reader.ReadAsync(limit.Token) is TWanted wanted && (fits is null || fits(wanted)))
                return wanted;
        }
    }

    public static Task<T> WithinDeadlineAsync<T>(this Task<T> task) => task.WaitAsync(Deadline);

    public static Task WithinDeadlineAsync(this Task task) => task.WaitAsync(Deadline);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Deadline);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await look.WaitForNextTickAsync(limit.Token);
    }
}
