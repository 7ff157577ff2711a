namespace Orchestrator.Engine.Dispatch;

/// <summary>What one look over the ready cases came to, and when the next one is worth while.</summary>
/// <param name="perPolicy">How many cases of each policy it considered at most.</param>
internal sealed class DispatchRound(int perPolicy)
{
    /// <summary>Cases wait for something that tells nobody when it changes: hours, limits, another instance.</summary>
    public static readonly TimeSpan WhileWaiting = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan WhenIdle = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, int> started = new(StringComparer.Ordinal);
    private int left;

    /// <summary>How long to wait for the next look, if nobody asks for one before.</summary>
    public TimeSpan Pause => started.ContainsValue(perPolicy) ? TimeSpan.Zero // a full batch went out: who stands behind it was not seen
        : left > 0 ? WhileWaiting
        : WhenIdle;

    public void Started(string policy) => started[policy] = started.GetValueOrDefault(policy) + 1;

    public void Left() => left++;
}
