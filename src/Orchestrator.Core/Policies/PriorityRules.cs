namespace Orchestrator.Core.Policies;

/// <summary>In which order ready cases go out: the highest first, then the one that is due the longest.</summary>
public sealed record PriorityRules
{
    public int Base { get; init; } = 100;

    /// <summary>Added for each customer-side attempt that was made; negative, so that new numbers go before often-tried ones.</summary>
    public int PerAttempt { get; init; } = -10;

    /// <summary>Added for numbers on the VIP list of <c>numbers.yaml</c>.</summary>
    public int Vip { get; init; } = 100;

    /// <summary>Added for each full hour that the case has been due, so that nobody waits for ever behind newer ones.</summary>
    public int PerHourWaiting { get; init; } = 10;
}
