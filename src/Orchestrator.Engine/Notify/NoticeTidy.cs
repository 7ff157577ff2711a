using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>Keeps the outbox small: gives up what is too old to be news, and removes what is done.</summary>
public sealed partial class NoticeTidy(Database database, ILogger<NoticeTidy> log)
{
    private const int Batch = 1000;

    /// <summary>Gives up and removes, in batches.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var expired = await InBatchesAsync(tx => tx.Notices.ExpireAsync(Batch), cancel);
        if (expired > 0)
        {
            LogExpired(log, expired);
        }

        await InBatchesAsync(tx => tx.Notices.RemoveOldAsync(Batch), cancel);
    }

    private async Task<int> InBatchesAsync(Func<Transaction, Task<int>> work, CancellationToken cancel)
    {
        var (all, last) = (0, Batch);
        while (last == Batch)
        {
            last = await database.InTransactionAsync(work, cancel);
            all += last;
        }

        return all;
    }

    [LoggerMessage(EventId = 8011, Level = LogLevel.Error, Message = "{Count} notices have been given up: they could not be sent within three days")]
    private static partial void LogExpired(ILogger logger, int count);
}
