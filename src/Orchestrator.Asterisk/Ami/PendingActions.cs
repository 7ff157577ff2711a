namespace Orchestrator.Asterisk.Ami;

/// <summary>Actions of one connection that wait for their answers. When the connection ends, all of them fail, and so does any that comes later.</summary>
internal sealed class PendingActions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PendingAction> _byId = new(StringComparer.Ordinal);
    private Exception? _ended;
    private int _lists;

    public PendingAction Add(string actionId, bool list)
    {
        lock (_gate)
        {
            if (_ended is not null)
                throw new AmiDisconnectedException(_ended.Message, _ended);
            var pending = new PendingAction(list);
            _byId.Add(actionId, pending);
            if (list)
                _lists++;
            return pending;
        }
    }

    public void Remove(string actionId)
    {
        lock (_gate)
        {
            if (_byId.Remove(actionId, out var pending) && pending.IsList)
                _lists--;
        }
    }

    public void Fail(Exception reason)
    {
        PendingAction[] all;
        lock (_gate)
        {
            _ended ??= reason;
            all = [.. _byId.Values];
            _byId.Clear();
            _lists = 0;
        }

        foreach (var pending in all)
            pending.Fail(new AmiDisconnectedException(reason.Message, reason));
    }

    /// <summary>Gives a response to the action it answers.</summary>
    public void Answer(AmiMessage response) => Find(response)?.Answer(AmiResponse.From(response));

    /// <summary>The list that we asked for and that this event is a part of; null for any other event. Nobody else knows our ids.</summary>
    public PendingAction? ListOf(AmiMessage message) =>
        Volatile.Read(ref _lists) > 0 && Find(message) is { IsList: true } pending ? pending : null;

    private PendingAction? Find(AmiMessage message)
    {
        if (message["ActionID"] is not { } id)
            return null;
        lock (_gate)
            return _byId.GetValueOrDefault(id);
    }
}
