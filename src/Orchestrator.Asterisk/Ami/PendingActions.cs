namespace Orchestrator.Asterisk.Ami;

/// <summary>Actions of one connection that wait for their answers. When the connection ends, all of them fail, and so does any that comes later.</summary>
internal sealed class PendingActions
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, PendingAction> byId = new(StringComparer.Ordinal);
    private Exception? ended;
    private int lists;

    public PendingAction Add(string actionId, bool list)
    {
        lock (gate)
        {
            if (ended is not null)
                throw new AmiDisconnectedException(ended.Message, ended);
            var pending = new PendingAction(list);
            byId.Add(actionId, pending);
            if (list)
                lists++;
            return pending;
        }
    }

    public void Remove(string actionId)
    {
        lock (gate)
        {
            if (byId.Remove(actionId, out var pending) && pending.IsList)
                lists--;
        }
    }

    public void Fail(Exception reason)
    {
        PendingAction[] all;
        lock (gate)
        {
            ended ??= reason;
            all = [.. byId.Values];
            byId.Clear();
            lists = 0;
        }

        foreach (var pending in all)
            pending.Fail(new AmiDisconnectedException(reason.Message, reason));
    }

    /// <summary>Gives a response to the action it answers.</summary>
    public void Answer(AmiMessage response) => Find(response)?.Answer(AmiResponse.From(response));

    /// <summary>The list that we asked for and that this event is a part of; null for any other event. Nobody else knows our ids.</summary>
    public PendingAction? ListOf(AmiMessage message) =>
        Volatile.Read(ref lists) > 0 && Find(message) is { IsList: true } pending ? pending : null;

    private PendingAction? Find(AmiMessage message)
    {
        if (message["ActionID"] is not { } id)
            return null;
        lock (gate)
            return byId.GetValueOrDefault(id);
    }
}
