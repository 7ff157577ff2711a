namespace Orchestrator.Asterisk.Ami;

/// <summary>The answer to one action. A refusal ("No such queue", "Permission denied") is an answer, not an exception.</summary>
public sealed record AmiResponse(bool Success, string Message, AmiMessage Raw)
{
    internal static AmiResponse From(AmiMessage raw)
    {
        // "Goodbye" answers Logoff, "Follows" is how versions before 14 answered Command.
        var success = raw["Response"] is "Success" or "Goodbye" or "Follows";
        return new AmiResponse(success, raw["Message"] ?? "", raw);
    }
}
