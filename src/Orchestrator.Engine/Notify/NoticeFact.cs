using System.Collections.Immutable;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.Notify;

/// <summary>Something that happened and that a policy may want somebody to be told of.</summary>
/// <param name="Policy">The policy's name: its rules say who.</param>
/// <param name="Names">The words that a rule may ask for it by, the general one first.</param>
/// <param name="CaseId">Null for a missed call: it may have none.</param>
/// <param name="MissedCallId">The call that was missed.</param>
/// <param name="AttemptId">The attempt that ended.</param>
public sealed record NoticeFact(string Policy, ImmutableArray<NoticeEvent> Names, Guid? CaseId = null, Guid? MissedCallId = null, Guid? AttemptId = null)
{
    public static NoticeFact Missed(string policy, Guid missedCallId) => new(policy, [NoticeEvent.Missed], MissedCallId: missedCallId);

    public static NoticeFact CaseOpened(string policy, Guid caseId) => new(policy, [NoticeEvent.CaseOpened], caseId);

    public static NoticeFact CaseClosed(string policy, Guid caseId, Disposition disposition) =>
        new(policy, [NoticeEvent.CaseClosed, Words.Parse<NoticeEvent>(Words.Of(disposition))], caseId);

    /// <summary>The case is the one that met it.</summary>
    public static NoticeFact BudgetUsedUp(string policy, Guid caseId) => new(policy, [NoticeEvent.BudgetUsedUp], caseId);

    public static NoticeFact AttemptEnded(string policy, Guid caseId, Guid attemptId) => new(policy, [NoticeEvent.AttemptEnded], caseId, AttemptId: attemptId);
}
