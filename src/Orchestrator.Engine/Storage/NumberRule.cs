namespace Orchestrator.Engine.Storage;

/// <summary>What people may decide about a number, beside <c>numbers.yaml</c>.</summary>
public enum NumberRule
{
    /// <summary>Goes before others, as far as the policy's priority says.</summary>
    Vip,

    /// <summary>Is not called back: no new cases, and open ones close as opted out.</summary>
    DoNotCall,
}
