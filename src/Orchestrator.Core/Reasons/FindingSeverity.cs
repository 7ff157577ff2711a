namespace Orchestrator.Core.Reasons;

/// <summary>How bad a finding is. A file with an error is not taken; a warning is only reported.</summary>
public enum FindingSeverity
{
    Warning,
    Error,
}
