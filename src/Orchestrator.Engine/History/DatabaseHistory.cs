using System.Runtime.CompilerServices;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.History;

/// <summary>The calls that the orchestrator itself has seen. Answered ones are known only where they closed a case.</summary>
internal sealed class DatabaseHistory : IHistory
{
    private const int PageSize = 20_000;

    private readonly Database database;
    private readonly ReplaySpan span;
    private readonly Distribution talks;
    private readonly long total;
    private long read;

    private DatabaseHistory(Database database, ReplaySpan span, Distribution talks, long total, IReadOnlyList<AnsweredQuarter> answers) =>
        (this.database, this.span, this.talks, this.total, Answers) = (database, span, talks, total, answers);

    /// <summary>Every attempt there was, whatever the span.</summary>
    public IReadOnlyList<AnsweredQuarter> Answers { get; }

    public double Progress => total == 0 ? 1 : Math.Min(1, (double)read / total);

    public static Task<DatabaseHistory> OpenAsync(Database database, ReplaySpan span, CancellationToken cancel) => database.ReadAsync(
        async tx => new DatabaseHistory(
            database,
            span,
            await tx.Replay.TalksAsync(),
            await tx.Replay.CountMissedCallsAsync(span.Since, span.Until),
            await tx.Replay.ListAnsweredQuartersAsync()),
        cancel);

    public HistoryNotes Notes() => HistoryNotes.Of("database", talks, null);

    public async IAsyncEnumerable<HistoricCall> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // Pages, each a short transaction: one long statement would run into the limits that protect the daemon.
        PageKey? behind = null;
        while (true)
        {
            var page = await database.InTransactionAsync(tx => tx.Replay.ListCallsAsync(span.Since, span.Until, PageSize, behind), cancel);
            foreach (var (key, call) in page)
            {
                behind = key;
                read++;
                yield return call;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }
}
