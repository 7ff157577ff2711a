using System.Text.Json;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;

namespace Orchestrator.Engine.Storage;

/// <summary>The story of a case: append only.</summary>
public sealed class Timeline(Transaction tx)
{
    /// <summary>Adds an entry, in the transaction of the change that it tells of.</summary>
    /// <param name="kind">A word for machines: <c>opened</c>, <c>planned</c>, <c>operator_ringing</c>…</param>
    /// <param name="text">A sentence for people, kept as a value and in English. Never holds what a caller sent.</param>
    /// <param name="data">Particulars, as JSON.</param>
    public Task TellAsync(Guid caseId, string kind, Reason text, object? data = null)
    {
        tx.HasTold = true;

        // The transaction gets its id before the event does, by which CaseEventReader knows who may still bring an event.
        return tx.ExecuteAsync(
            "insert into case_event (case_id, at, kind, text, reason, data) select @caseId, clock_timestamp(), @kind, @text, @reason, @data::jsonb from pg_current_xact_id()",
            new { caseId, kind, text = text.ToString(), reason = text, data = data is null ? null : JsonSerializer.Serialize(data, Json.Options) });
    }
}
