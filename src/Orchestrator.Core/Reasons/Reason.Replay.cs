namespace Orchestrator.Core.Reasons;

/// <content>What a replay cannot know, and what it assumes.</content>
public abstract partial record Reason
{
    public sealed record AnswersUnknown : Reason;

    public sealed record CallsAgainUnknown : Reason;

    public sealed record EverybodyIsFree : Reason;

    public sealed record OpenCasesPlayedOn : Reason;

    public sealed record AnsweredOnlyInCases : Reason;

    public sealed record QueueLogKnowsQueuesOnly : Reason;

    /// <param name="Attempts">How many past attempts were measured.</param>
    /// <param name="PooledHours">How many hours of day have too few; null: none.</param>
    public sealed record EstimateMade(int Attempts, int? PooledHours) : Reason;

    public sealed record EstimateNeedsAttempts(int Fewest) : Reason;

    public sealed record EstimateNeedsDatabase : Reason;

    public sealed record TalkMeasured(int Seconds, int Talks) : Reason;

    public sealed record TalkAssumed(int Seconds) : Reason;
}
