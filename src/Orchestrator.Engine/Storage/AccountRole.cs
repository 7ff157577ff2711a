
namespace Orchestrator.Engine.Storage;

/// <summary>What a person may do in the console. Each role includes those before it.</summary>
public enum AccountRole
{
    /// <summary>Sees everything but full telephone numbers.</summary>
    Viewer,

    /// <summary>Sees full numbers, writes notes, asks for a call now, postpones.</summary>
    Operator,

    /// <summary>Cancels cases, decides on do-not-call and VIP numbers, works on many cases at once.</summary>
    Supervisor,

    /// <summary>Everything: jobs, policies, accounts, keys.</summary>
    Administrator,
}

public static class AccountRoles
{
    public static bool Includes(this AccountRole held, AccountRole needed) => held >= needed;
}
