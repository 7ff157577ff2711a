using Orchestrator.Core.Calls;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>missed_call</c>.</summary>
public sealed class MissedCallStore(Transaction tx)
{
    /// <summary>Longest text kept of what a caller sent, in characters.</summary>
    private const int LongestText = 512;

    /// <summary>
    /// Writes a missed call down, once: a second report of the same call adds what the first did not know, and an explicit reason goes before an inferred one.
    /// </summary>
    public async Task<RecordedCall> RecordAsync(Guid newId, MissedCallReport report, PhoneNumber? number)
    {
        tx.HasTold = true;
        return await tx.GetAsync<RecordedCall>(
            """
            insert into missed_call as m (id, pbx, call_id, uniqueid, at, reason, queue, did, caller_number, caller_name, number, waited_seconds, position, seen_by, comment)
            values (@newId, @Pbx, @CallId, @UniqueId, @At, @reason, @Queue, @Did, @CallerNumber, @CallerName, @number, @waited, @Position, @SeenBy, @Comment)
            on conflict (pbx, call_id) do update set
              reason = case when @Asked then excluded.reason else m.reason end,
              queue = coalesce(m.queue, excluded.queue),
              did = coalesce(m.did, excluded.did),
              caller_number = coalesce(m.caller_number, excluded.caller_number),
              caller_name = coalesce(m.caller_name, excluded.caller_name),
              number = coalesce(m.number, excluded.number),
              waited_seconds = coalesce(m.waited_seconds, excluded.waited_seconds),
              position = coalesce(m.position, excluded.position),
              seen_by = array(select distinct s from unnest(m.seen_by || excluded.seen_by) s order by s)
            returning id, case_id, id = @newId as is_new
            """,
            new
            {
                newId,
                report.Pbx,
                CallId = Clean(report.CallId),
                UniqueId = Clean(report.UniqueId),
                report.At,
                reason = report.Reason,
                Queue = Clean(report.Queue),
                Did = Clean(report.Did),
                CallerNumber = Clean(report.CallerNumber),
                CallerName = Clean(report.CallerName),
                number,
                waited = report.Waited?.TotalSeconds,
                report.Position,
                SeenBy = report.SeenBy.ToArray(),
                report.Asked,
                Comment = Clean(report.Comment),
            });
    }

    public Task AttachAsync(Guid missedCallId, Guid caseId) =>
        tx.ExecuteAsync("update missed_call set case_id = @caseId, no_case_reason = null, no_case_why = null where id = @missedCallId", new { missedCallId, caseId });

    public Task NoCaseAsync(Guid missedCallId, Reason why) =>
        tx.ExecuteAsync("update missed_call set no_case_reason = @text, no_case_why = @why where id = @missedCallId and case_id is null", new { missedCallId, text = why.ToString(), why });

    /// <summary>Postgres takes every character but NUL; the rest of a hostile text is harmless where it is only read.</summary>
    private static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        if (clean.Length <= LongestText)
        {
            return clean;
        }

        // Never cut a surrogate pair in two: half of one is no valid UTF-8.
        return char.IsHighSurrogate(clean[LongestText - 1]) ? clean[..(LongestText - 1)] : clean[..LongestText];
    }
}

/// <summary>What became of a report.</summary>
public sealed class RecordedCall
{
    public Guid Id { get; init; }

    public Guid? CaseId { get; init; }

    /// <summary>This report was the first of its call.</summary>
    public bool IsNew { get; init; }
}
