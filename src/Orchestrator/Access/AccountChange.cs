namespace Orchestrator.Access;

/// <summary>What came of a wish to change an account: a closed set.</summary>
public abstract record AccountChange
{
    private AccountChange()
    {
    }

    public sealed record Done : AccountChange;

    /// <summary>Done, and this key belongs into the link that the user gets. It is shown once and kept nowhere.</summary>
    public sealed record Link(string Key) : AccountChange;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(AccountFault Fault, string Name) : AccountChange;
}
