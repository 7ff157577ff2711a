namespace Orchestrator.Asterisk.Ami;

/// <summary>One action that waits. Only the reader of the connection answers it; whoever waits goes on elsewhere.</summary>
internal sealed class PendingAction(bool list)
{
    private readonly TaskCompletionSource<AmiResponse> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AmiMessage> items = [];
    private AmiResponse? response;

    public bool IsList { get; } = list;

    public Task<AmiResponse> Answered => answer.Task;

    /// <summary>The list; complete once <see cref="Answered"/> is.</summary>
    public IReadOnlyList<AmiMessage> Items => items;

    public void Answer(AmiResponse response)
    {
        this.response = response;

        // A list goes on until its "Complete"; without "EventList: start" there is none.
        if (!IsList || !response.Success || !response.Raw.Is("EventList", "start"))
            answer.TrySetResult(response);
    }

    public void Take(AmiMessage message)
    {
        // After a time-out the list may still come in while nobody waits.
        if (answer.Task.IsCompleted || response is null)
            return;

        // The name is asked too: a caller's number with a line break puts the header into the list's parts.
        var ends = message.EventName.EndsWith("Complete", StringComparison.Ordinal);
        if (ends && message.Is("EventList", "Complete"))
            answer.TrySetResult(response);
        else if (ends && message.Is("EventList", "Cancelled"))
            answer.TrySetResult(new AmiResponse(false, "The list was cancelled.", message));
        else
            items.Add(message);
    }

    public void Fail(Exception reason)
    {
        answer.TrySetException(reason);

        // Seen, even if nobody waits any more.
        _ = answer.Task.Exception;
    }
}
