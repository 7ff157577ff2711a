namespace Orchestrator.Core.Calls;

/// <summary>Names of Q.850 causes (as Asterisk has them in <c>causes.h</c>) and of SIP final responses, for texts.</summary>
public static class HangupCause
{
    /// <summary>For example <c>486 Busy here, cause 17 User busy</c>; what is null is left out.</summary>
    public static string Describe(int? cause, int? sipCode) => throw new NotSupportedException("Not written yet.");
}
