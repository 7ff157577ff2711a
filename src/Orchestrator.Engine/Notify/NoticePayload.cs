using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>What a notice says: the body of a webhook, and what a mail is written from. A contract for outside, in the order of its fields.</summary>
/// <param name="Id">The notice's; the same in every delivery of it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Policy">Whose rule asked for it.</param>
/// <param name="AttemptId">The attempt that ended, else null.</param>
/// <param name="MissedCall">The call that was missed, else null. Its texts are the caller's: hostile.</param>
/// <param name="Case">The case as it was when the event was written down; null when the call opened none.</param>
public sealed record NoticePayload(Guid Id, NoticeEvent Event, Instant At, string Policy, Guid? AttemptId, MissedCallView? MissedCall, CaseDetails? Case)
{
    /// <summary>A caller who rings all day must not make every notice longer than the last.</summary>
    private const int MostOfEach = 50;

    /// <summary>For mails, which say its reasons in their language.</summary>
    private static readonly JsonSerializerOptions WithReasons = new(ApiJson.Options) { Converters = { new ReasonValue() } };

    /// <summary>As it was stored for a mail.</summary>
    public static NoticePayload Read(string json) => JsonSerializer.Deserialize<NoticePayload>(json, WithReasons)!;

    /// <summary>As it is stored: what goes out, or what a mail is written from.</summary>
    public string Write(NoticeChannel channel) => JsonSerializer.Serialize(this, channel == NoticeChannel.Email ? WithReasons : ApiJson.Options);

    /// <summary>Reads what belongs to the fact, as this transaction sees it.</summary>
    public static async Task<NoticePayload> ReadAsync(Transaction tx, NoticeFact fact)
    {
        var call = fact.MissedCallId is { } callId ? await tx.MissedCallViews.FindAsync(callId) : null;
        var caseId = fact.CaseId ?? call?.CaseId;
        var details = caseId is { } id ? await tx.CaseViews.FindDetailsAsync(id, MostOfEach) : null;
        return new NoticePayload(Guid.Empty, default, tx.Now, fact.Policy, fact.AttemptId, call, details);
    }

    /// <summary>The same for one receiver.</summary>
    public NoticePayload For(Guid id, NoticeEvent name) => this with { Id = id, Event = name };
}
