using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads cases for people and programs outside. Decides nothing and locks nothing.</summary>
public sealed class CaseReader(Transaction tx)
{
    public const int MostCounted = 1000;

    private static readonly string Columns =
        $"c.id, c.number, c.policy, c.policy_version, c.state, c.disposition, {ReasonColumns.Closed("c.")}, c.opened_at, c.closed_at, c.next_attempt_at, c.observed, "
        + $"{ReasonColumns.NextAttempt("c.")}, {ReasonColumns.Held("c.")}, {ReasonColumns.Closing("c.")}";

    /// <summary>A case with its missed calls, attempts, legs and timeline; null when there is none.</summary>
    public async Task<CaseView?> FindAsync(Guid id)
    {
        var view = await FindAsync<CaseView>(id, most: int.MaxValue);
        if (view is not null)
        {
            view.Timeline = await TimelineAsync(id);
            view.Job = await tx.FindAsync<JobOfCase>("select j.id, j.statename as state from callback_case c join hangfire.job j on j.id = c.job_id where c.id = @id", new { id });
        }

        return view;
    }

    /// <summary>A case with its latest missed calls and attempts, at most <paramref name="most"/> of each; null when there is none.</summary>
    public Task<CaseDetails?> FindDetailsAsync(Guid id, int most) => FindAsync<CaseDetails>(id, most);

    /// <summary>The name of a case's policy; null when there is no such case.</summary>
    public Task<string?> PolicyOfAsync(Guid id) => tx.FindAsync<string>("select policy from callback_case where id = @id", new { id });

    /// <summary>The cases whose ids are between two, both included, at most two of them: enough to tell whether an abbreviation is unique.</summary>
    public Task<IReadOnlyList<Guid>> FindIdsAsync(Guid first, Guid last) =>
        tx.ListAsync<Guid>("select id from callback_case where id between @first and @last limit 2", new { first, last });

    /// <summary>Filtered, ordered, and paged by the last row's key, over any number of rows.</summary>
    public async Task<Page<ListedCase>> ListAsync(CaseFilter filter, int limit, PageKey? behind)
    {
        var byNext = filter.Order == CaseOrder.Next;
        var (key, direction) = byNext ? ("c.next_attempt_at", "asc") : ("c.opened_at", "desc");
        var conditions = new Conditions()
            .And("c.state = @state", "state", filter.State)
            .And("c.disposition = @disposition", "disposition", filter.Disposition)
            .And("c.policy = @policy", "policy", filter.Policy)
            .And("c.queue = @queue", "queue", filter.Queue)
            .And("c.number = @number", "number", filter.Number)
            .And("c.opened_at >= @from", "from", filter.From)
            .And("c.opened_at < @to", "to", filter.To)
            .And("c.next_attempt_at is not null", byNext)
            .Behind(key, behind, "c.id", isAscending: byNext)
            .With("limit", limit + 1);
        var rows = await tx.ListAsync<ListedCase>(
            $"""
            select {Columns}, c.queue, (select count(*)::int from callback_attempt a where a.case_id = c.id) as attempts
            from callback_case c {conditions.Where} order by {key} {direction}, c.id {direction} limit @limit
            """,
            conditions);
        return Page.Of(rows, limit, c => new PageKey(byNext ? c.NextAttemptAt!.Value : c.OpenedAt, c.Id));
    }

    /// <summary>The latest cases of a number.</summary>
    public Task<IReadOnlyList<Guid>> OfNumberAsync(PhoneNumber number, int most) =>
        tx.ListAsync<Guid>("select id from callback_case where number = @number order by opened_at desc, id desc limit @most", new { number, most });

    /// <summary>How many cases each policy has waiting or ready; more than <see cref="MostCounted"/> are told as one more than that: nobody needs to know more exactly, and no page may wait for it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountOpenAsync(IReadOnlyCollection<string> policies) =>
        (await tx.ListAsync<PolicyCount>(
            """
            select p.name as policy, (select count(*)::int from (select from callback_case c where c.policy = p.name and c.state in ('waiting', 'ready') limit @most) as counted) as cases
            from unnest(@policies) as p(name)
            """,
            new { policies = policies.ToArray(), most = MostCounted + 1 })).ToDictionary(c => c.Policy, c => c.Cases, StringComparer.Ordinal);

    private async Task<T?> FindAsync<T>(Guid id, int most)
        where T : CaseDetails
    {
        var view = await tx.FindAsync<T>($"select {Columns} from callback_case c where c.id = @id", new { id });
        if (view is not null)
        {
            var calls = await tx.ListAsync<MissedCallOfCase>(
                "select id, pbx, uniqueid, at, reason, queue, did, waited_seconds, position, caller_name, comment from missed_call where case_id = @id order by at desc, id desc limit @most", new { id, most });
            view.MissedCalls = [.. calls.Reverse()];
            view.Attempts = await AttemptsAsync(id, most);
        }

        return view;
    }

    private async Task<IReadOnlyList<AttemptView>> AttemptsAsync(Guid caseId, int most)
    {
        var latest = await tx.ListAsync<AttemptView>(
            "select id, number, state, outcome, coalesce(reason, to_jsonb(why)) as why, started_at, ended_at, operator, recording from callback_attempt where case_id = @caseId order by number desc limit @most", new { caseId, most });
        List<AttemptView> attempts = [.. latest.Reverse()];
        var legs = await tx.ListAsync<LegView>(
            """
            select l.attempt_id, l.role, l.channel_id as channel, l.dialled_at, l.answered_at, l.ended_at, l.cause, l.sip_code
            from callback_leg l join callback_attempt a on a.id = l.attempt_id
            where a.case_id = @caseId order by l.role desc, l.channel_id
            """, // the operators first
            new { caseId });
        var byAttempt = legs.ToLookup(l => l.AttemptId);
        foreach (var attempt in attempts)
        {
            attempt.Legs = [.. byAttempt[attempt.Id]];
        }

        return attempts;
    }

    private async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Guid caseId)
    {
        var rows = await tx.ListAsync<EventRow>("select at, kind, coalesce(reason, to_jsonb(text)) as text, data::text as data from case_event where case_id = @caseId order by id", new { caseId });
        return [.. rows.Select(r => new TimelineEntry(r.At, r.Kind, r.Text, r.Data is null ? null : JsonElement.Parse(r.Data)))];
    }

    private sealed record PolicyCount(string Policy, int Cases);

    private sealed class EventRow
    {
        public Instant At { get; init; }

        public required string Kind { get; init; }

        public required Reason Text { get; init; }

        public string? Data { get; init; }
    }
}
