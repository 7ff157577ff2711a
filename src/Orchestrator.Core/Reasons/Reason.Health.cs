namespace Orchestrator.Core.Reasons;

/// <content>How an instance and what it needs are.</content>
public abstract partial record Reason
{
    public sealed record LinkUp : Reason;

    public sealed record ReadingQueues : Reason;

    public sealed record LinkRefused(string Words) : Reason;

    public sealed record LinkAway(string Words) : Reason;

    public sealed record LinkUnknown : Reason;

    public sealed record OwnAppTaken : Reason;

    public sealed record RestStuck(string Words) : Reason;

    public sealed record AppTaken(string App) : Reason;

    public sealed record TakesHandovers : Reason;

    public sealed record AnotherTakesHandovers(string App) : Reason;

    public sealed record NobodyTakesHandovers(string App) : Reason;

    public sealed record HandoversUnknown : Reason;

    public sealed record QueueLogReadable(string File) : Reason;

    public sealed record PoliciesInForce(int Count) : Reason;

    public sealed record NoPolicyInForce : Reason;

    public sealed record LastGoodInForce(string File) : Reason;

    public sealed record NothingInForceFor(string File) : Reason;

    public sealed record LastGoodNumbersInForce : Reason;

    public sealed record NoNumbersInForce : Reason;

    public sealed record EngineStarts : Reason;

    public sealed record EngineRuns : Reason;

    public sealed record EngineStops : Reason;

    public sealed record JobKindPaused(string Kind) : Reason;

    public sealed record JobsHaveFailed(int Count) : Reason;

    public sealed record CasesAwaitBudget(int Count) : Reason;

    public sealed record PostgresAnswers : Reason;

    public sealed record PostgresDoesNotAnswer : Reason;
}
