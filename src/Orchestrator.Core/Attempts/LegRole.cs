namespace Orchestrator.Core.Attempts;

/// <summary>Whose channel a leg of an attempt is.</summary>
public enum LegRole
{
    Operator,
    Customer,
}
