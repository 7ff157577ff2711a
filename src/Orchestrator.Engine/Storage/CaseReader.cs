using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads cases for people and programs outside. Decides nothing and locks nothing.</summary>
public static class CaseReader
{
    internal static readonly string Columns =
        $"c.id, c.number, c.policy, c.policy_version, c.state, c.disposition, {ReasonColumns.Closed("c.")}, c.opened_at, c.closed_at, c.next_attempt_at, c.observed, "
        + $"{ReasonColumns.NextAttempt("c.")}, {ReasonColumns.Held("c.")}, {ReasonColumns.Closing("c.")}";

    /// <summary>A case with its missed calls, attempts, legs and timeline; null when there is none.</summary>
    public static async Task<CaseView?> FindCaseViewAsync(this Transaction tx, Guid id)
    {
        var view = await FindAsync<CaseView>(tx, id, most: int.MaxValue);
        if (view is not null)
        {
            view.Timeline = await TimelineAsync(tx, id);
            view.Job = await tx.FindAsync<JobOfCase>("select j.id, j.statename as state from callback_case c join hangfire.job j on j.id = c.job_id where c.id = @id", new { id });
        }

        return view;
    }

    /// <summary>A case with its latest missed calls and attempts, at most <paramref name="most"/> of each; null when there is none.</summary>
    public static Task<CaseDetails?> FindCaseDetailsAsync(this Transaction tx, Guid id, int most) => FindAsync<CaseDetails>(tx, id, most);

    /// <summary>The name of a case's policy; null when there is no such case.</summary>
    public static Task<string?> PolicyOfCaseAsync(this Transaction tx, Guid id) => tx.FindAsync<string>("select policy from callback_case where id = @id", new { id });

    /// <summary>The cases whose ids are between two, both included, at most two of them: enough to tell whether an abbreviation is unique.</summary>
    public static Task<IReadOnlyList<Guid>> FindCaseIdsAsync(this Transaction tx, Guid first, Guid last) =>
        tx.ListAsync<Guid>("select id from callback_case where id between @first and @last limit 2", new { first, last });

    private static async Task<T?> FindAsync<T>(Transaction tx, Guid id, int most)
        where T : CaseDetails
    {
        var view = await tx.FindAsync<T>($"select {Columns} from callback_case c where c.id = @id", new { id });
        if (view is not null)
        {
            var calls = await tx.ListAsync<MissedCallOfCase>(
                "select id, pbx, uniqueid, at, reason, queue, did, waited_seconds, position, caller_name, comment from missed_call where case_id = @id order by at desc, id desc limit @most", new { id, most });
            view.MissedCalls = [.. calls.Reverse()];
            view.Attempts = await AttemptsAsync(tx, id, most);
        }

        return view;
    }

    private static async Task<IReadOnlyList<AttemptView>> AttemptsAsync(Transaction tx, Guid caseId, int most)
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

    private static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Transaction tx, Guid caseId)
    {
        var rows = await tx.ListAsync<EventRow>("select at, kind, coalesce(reason, to_jsonb(text)) as text, data::text as data from case_event where case_id = @caseId order by id", new { caseId });
        return [.. rows.Select(r => new TimelineEntry(r.At, r.Kind, r.Text, r.Data is null ? null : JsonElement.Parse(r.Data)))];
    }

    private sealed class EventRow
    {
        public Instant At { get; init; }

        public required string Kind { get; init; }

        public required Reason Text { get; init; }

        public string? Data { get; init; }
    }
}
