using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Formats;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads what a replay needs of the past: calls page by page, answers by quarter of an hour.</summary>
public sealed class ReplayReader(Transaction tx)
{
    /// <summary>Missed calls, and callers who rang in again and were answered while a case was open; oldest first.</summary>
    /// <returns>At most <paramref name="limit"/> calls, each with its key; continue behind the last.</returns>
    public async Task<IReadOnlyList<(PageKey Key, HistoricCall Call)>> ListCallsAsync(Instant? since, Instant? until, int limit, PageKey? behind)
    {
        var rows = await tx.ListAsync<HistoricRow>(
            $"""
            (select at, id, coalesce(number, caller_number) as number, reason, queue, did, waited_seconds
             from missed_call {Range("at")} order by at, id limit @limit)
            union all
            (select closed_at, id, number, null, queue, null, null
             from callback_case {Range("closed_at")} and disposition = 'called_again' order by closed_at, id limit @limit)
            order by at, id limit @limit
            """,
            new { since, until, limit, behindAt = behind?.At, behindId = behind?.Id });
        return [.. rows.Select(r => (new PageKey(r.At, r.Id), r.Call))];

        string Range(string time) => "where true"
            + (since is null ? "" : $" and {time} >= @since")
            + (until is null ? "" : $" and {time} < @until")
            + (behind is null ? "" : $" and ({time}, id) > (@behindAt, @behindId)");
    }

    /// <summary>How many missed calls there are.</summary>
    public Task<long> CountMissedCallsAsync(Instant? since, Instant? until)
    {
        var conditions = new Conditions().And("at >= @since", "since", since).And("at < @until", "until", until);
        return tx.GetAsync<long>($"select count(*) from missed_call {conditions.Where}", conditions);
    }

    /// <summary>All attempts whose outcome the customer's side decided, by the quarter of an hour of their dial.</summary>
    public async Task<IReadOnlyList<AnsweredQuarter>> ListAnsweredQuartersAsync()
    {
        var rows = await tx.ListAsync<QuarterRow>(
            """
            select to_timestamp(floor(extract(epoch from customer_dialled_at) / 900) * 900) as start,
                   count(*) as dialled, count(*) filter (where outcome = 'connected') as reached
            from callback_attempt
            where customer_dialled_at is not null
              and outcome in ('connected', 'busy', 'no_answer', 'rejected', 'unreachable', 'invalid', 'machine', 'customer_hung_up')
            group by 1
            """);
        return [.. rows.Select(r => new AnsweredQuarter(r.Start, r.Dialled, r.Reached))];
    }

    /// <summary>Talks by their length in whole seconds.</summary>
    public async Task<Distribution> TalksAsync()
    {
        var talks = new Distribution();
        foreach (var row in await tx.ListAsync<TalkRow>(
            """
            select floor(extract(epoch from ended_at - talk_started_at))::bigint as seconds, count(*) as times
            from callback_attempt where outcome = 'connected' and talk_started_at <= ended_at group by 1
            """))
        {
            talks.Add(row.Seconds, row.Times);
        }

        return talks;
    }

    private sealed class HistoricRow
    {
        public Instant At { get; init; }

        public Guid Id { get; init; }

        public string? Number { get; init; }

        public MissReason? Reason { get; init; }

        public string? Queue { get; init; }

        public string? Did { get; init; }

        public double? WaitedSeconds { get; init; }

        public HistoricCall Call => new(
            At, Number, Reason, Queue, Did, WaitedSeconds is { } w ? Duration.FromSeconds(w) : null);
    }

    private sealed class QuarterRow
    {
        public Instant Start { get; init; }

        public long Dialled { get; init; }

        public long Reached { get; init; }
    }

    private sealed class TalkRow
    {
        public long Seconds { get; init; }

        public long Times { get; init; }
    }
}
