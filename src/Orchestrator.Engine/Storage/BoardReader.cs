using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads the wallboard's figures. Cases that are only observed are in none of them.</summary>
public sealed class BoardReader(Transaction tx)
{
    private const int MostOldest = 10;
    private const int MostCalls = 100;

    /// <summary>Counts that only have to be known as "none" or "some" stop here.</summary>
    private const int MostCounted = 1000;

    /// <param name="midnight">When the day began.</param>
    /// <param name="firstHour">When the first hour of the chart began.</param>
    public async Task<BoardFigures> ReadAsync(Instant midnight, Instant firstHour) => new(
        tx.Now,
        await OpenAsync(),
        await TodayAsync(midnight),
        await OldestAsync(),
        await CallsAsync(),
        await HoursAsync(firstHour));

    /// <summary>The part of the figures that Hangfire's dashboard shows.</summary>
    /// <param name="midnight">When the day began.</param>
    public async Task<(OpenFigures Open, int MissedToday)> ReadOpenAsync(Instant midnight) =>
        (await OpenAsync(), await tx.GetAsync<int>("select count(*)::int from missed_call where at >= @midnight", new { midnight }));

    private Task<OpenFigures> OpenAsync() => tx.GetAsync<OpenFigures>(
        """
        select open.*,
               (select count(*)::int from (select from callback_case where state = 'waiting' and next_attempt_at < now() - interval '1 minute' limit @MostCounted) overdue) as overdue,
               (select count(*)::int from (select from notice where state = 'dead' and at > now() - interval '24 hours' limit @MostCounted) dead) as dead_notices,
               (select max(at) from missed_call) as last_missed_at,
               (select min(opened_at) from callback_case c where state = 'ready' and not observed and not exists (
                  select from callback_attempt a where a.case_id = c.id and a.customer_dialled_at is not null)) as oldest_callable_at
        from (select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'ready')::int as ready,
                     count(*) filter (where state = 'calling')::int as calling
              from callback_case where state <> 'closed' and not observed) open
        """,
        new { MostCounted });

    private Task<TodayFigures> TodayAsync(Instant midnight) => tx.GetAsync<TodayFigures>(
        """
        select (select count(*)::int from missed_call where at >= @midnight) as missed,
               count(*)::int as closed,
               count(*) filter (where recovered)::int as recovered,
               count(*) filter (where disposition = 'called_again')::int as called_again,
               count(*) filter (where disposition in ('exhausted', 'expired'))::int as lost,
               percentile_cont(0.5) within group (order by extract(epoch from contact_at - opened_at)::float8) filter (where recovered) as median_seconds_to_contact
        from (select disposition, recovered, opened_at,
                     case when recovered then coalesce((select min(a.talk_started_at) from callback_attempt a where a.case_id = closed.id), closed_at) end as contact_at
              from (select id, disposition, opened_at, closed_at, disposition in ('reached', 'called_again', 'called_by_operator') as recovered
                    from callback_case where closed_at >= @midnight and state = 'closed' and not observed) closed) told
        """,
        new { midnight });

    /// <summary>Those who wait longest for a first call: retries of the others lie in the future on purpose.</summary>
    private Task<IReadOnlyList<OldestCase>> OldestAsync() => tx.ListAsync<OldestCase>(
        """
        select id, number, queue, policy, state, opened_at, next_attempt_at, coalesce(held_reason, to_jsonb(held_why), next_attempt_reason, to_jsonb(next_attempt_why)) as why
        from callback_case c
        where state <> 'closed' and not observed and state <> 'calling'
              and not exists (select from callback_attempt a where a.case_id = c.id and a.customer_dialled_at is not null)
        order by opened_at, id limit @MostOldest
        """,
        new { MostOldest });

    private Task<IReadOnlyList<BoardCall>> CallsAsync() => tx.ListAsync<BoardCall>(
        """
        select a.id, a.case_id, c.number, a.number as attempt, c.queue, a.policy, a.state, a.operator,
               coalesce(case a.state when 'talking' then a.talk_started_at
                                     when 'customer_ringing' then a.customer_dialled_at
                                     when 'operator_answered' then (select max(l.answered_at) from callback_leg l where l.attempt_id = a.id and l.role = 'operator') end,
                        a.started_at) as since
        from callback_attempt a join callback_case c on c.id = a.case_id
        where a.state <> 'ended' order by a.started_at, a.id limit @MostCalls
        """,
        new { MostCalls });

    private Task<IReadOnlyList<HourFigures>> HoursAsync(Instant firstHour) => tx.ListAsync<HourFigures>(
        """
        select hour, sum(missed)::int as missed, sum(recovered)::int as recovered
        from (select floor(extract(epoch from at - @firstHour) / 3600)::int as hour, 1 as missed, 0 as recovered from missed_call where at >= @firstHour
              union all
              select floor(extract(epoch from closed_at - @firstHour) / 3600)::int, 0, 1 from callback_case
              where closed_at >= @firstHour and state = 'closed' and not observed and disposition in ('reached', 'called_again', 'called_by_operator')) told
        group by hour order by hour
        """,
        new { firstHour });
}

/// <summary>The wallboard's figures at one moment.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="Open">Now.</param>
/// <param name="Today">Since midnight.</param>
/// <param name="Oldest">Open cases whose customers nobody has called yet, the longest waiting first; ten at most.</param>
/// <param name="Calls">Attempts that run, on every instance.</param>
/// <param name="Hours">The last 24 hours; hours in which nothing happened are missing.</param>
public sealed record BoardFigures(
    Instant At, OpenFigures Open, TodayFigures Today, IReadOnlyList<OldestCase> Oldest, IReadOnlyList<BoardCall> Calls, IReadOnlyList<HourFigures> Hours);

public sealed class OpenFigures
{
    public int Waiting { get; init; }

    public int Ready { get; init; }

    public int Calling { get; init; }

    /// <summary>Waiting cases whose wake-up should have come a minute ago.</summary>
    public int Overdue { get; init; }

    /// <summary>Notices of the last 24 hours that were given up.</summary>
    public int DeadNotices { get; init; }

    public Instant? LastMissedAt { get; init; }

    /// <summary>Since when the customer has waited longest whom nobody has called yet, and who may be called now.</summary>
    public Instant? OldestCallableAt { get; init; }
}

/// <summary>Cases that were closed since midnight, by how.</summary>
public sealed class TodayFigures
{
    /// <summary>Missed calls, with a case or without.</summary>
    public int Missed { get; init; }

    public int Closed { get; init; }

    /// <summary>Reached, called again, or called by an operator.</summary>
    public int Recovered { get; init; }

    /// <summary>A part of the recovered.</summary>
    public int CalledAgain { get; init; }

    /// <summary>Exhausted or expired.</summary>
    public int Lost { get; init; }

    /// <summary>Of the recovered: from the case's opening to the first talk.</summary>
    public double? MedianSecondsToContact { get; init; }

    /// <summary>Lost ÷ closed; null when none was closed.</summary>
    public double? LostShare => Closed == 0 ? null : (double)Lost / Closed;

    /// <summary>Recovered ÷ closed; null when none was closed.</summary>
    public double? RecoveredShare => Closed == 0 ? null : (double)Recovered / Closed;
}

public sealed class OldestCase
{
    public Guid Id { get; init; }

    public required string Number { get; init; }

    /// <summary>As the PBX told it: hostile.</summary>
    public string? Queue { get; init; }

    public required string Policy { get; init; }

    public CaseState State { get; init; }

    public Instant OpenedAt { get; init; }

    public Instant? NextAttemptAt { get; init; }

    /// <summary>Why then, or why not now.</summary>
    public Reason? Why { get; init; }
}

/// <summary>A running attempt.</summary>
public sealed class BoardCall
{
    public Guid Id { get; init; }

    public Guid CaseId { get; init; }

    public required string Number { get; init; }

    public int Attempt { get; init; }

    /// <summary>As the PBX told it: hostile.</summary>
    public string? Queue { get; init; }

    public required string Policy { get; init; }

    public AttemptState State { get; init; }

    public string? Operator { get; init; }

    /// <summary>When it came into its state.</summary>
    public Instant Since { get; init; }
}

/// <summary>One hour of the chart.</summary>
public sealed class HourFigures
{
    /// <summary>0 is the first hour of the chart.</summary>
    public int Hour { get; init; }

    public int Missed { get; init; }

    public int Recovered { get; init; }
}
