namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// What our user may do, read from the answer to ListCommands: Asterisk lists the actions that the session's write classes allow.
/// The read classes cannot be asked for (main/manager.c offers no such action). Two show themselves: with <c>system</c> a FullyBooted event
/// follows each login, and with <c>agent</c> a QueuePause brings a QueueMemberPause event.
/// </summary>
public sealed record AmiPrivileges(IReadOnlySet<string> Actions)
{
    public bool MaySend(string action) => Actions.Contains(action);

    public static AmiPrivileges From(AmiResponse listCommands)
    {
        var actions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in listCommands.Raw.Headers)
        {
            if (value.Contains("(Priv: ", StringComparison.Ordinal))
                actions.Add(name);
        }

        return new AmiPrivileges(actions);
    }
}
