namespace Orchestrator.IntegrationTests.Outages;

/// <summary>How far a callback has come when something breaks.</summary>
public enum Phase
{
    OperatorRinging,

    /// <summary>The operator hears the prompt.</summary>
    OperatorAnswered,
    CustomerRinging,
    Talking,
}
