using System.Collections.Frozen;

namespace Orchestrator.Core.Calls;

/// <summary>Names of Q.850 causes (as Asterisk has them in <c>causes.h</c>) and of SIP final responses, for texts.</summary>
public static class HangupCause
{
    private static readonly FrozenDictionary<int, string> Causes = new Dictionary<int, string>
    {
        [0] = "Not defined",
        [1] = "Unallocated number",
        [2] = "No route to transit network",
        [3] = "No route to destination",
        [16] = "Normal clearing",
        [17] = "User busy",
        [18] = "No user responding",
        [19] = "User alerting, no answer",
        [20] = "Subscriber absent",
        [21] = "Call rejected",
        [22] = "Number changed",
        [26] = "Answered elsewhere",
        [27] = "Destination out of order",
        [28] = "Invalid number format",
        [29] = "Facility rejected",
        [31] = "Normal, unspecified",
        [34] = "No circuit available",
        [38] = "Network out of order",
        [41] = "Temporary failure",
        [42] = "Switch congestion",
        [44] = "Requested circuit not available",
        [47] = "Resource unavailable",
        [50] = "Facility not subscribed",
        [57] = "Bearer capability not authorised",
        [58] = "Bearer capability not available",
        [88] = "Incompatible destination",
        [102] = "Recovery on timer expiry",
        [111] = "Protocol error",
        [127] = "Interworking",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> Responses = new Dictionary<int, string>
    {
        [401] = "Unauthorized",
        [403] = "Forbidden",
        [404] = "Not found",
        [407] = "Proxy authentication required",
        [408] = "Request timeout",
        [410] = "Gone",
        [480] = "Temporarily unavailable",
        [484] = "Address incomplete",
        [486] = "Busy here",
        [487] = "Request terminated",
        [488] = "Not acceptable here",
        [500] = "Server internal error",
        [502] = "Bad gateway",
        [503] = "Service unavailable",
        [504] = "Server time-out",
        [600] = "Busy everywhere",
        [603] = "Decline",
        [604] = "Does not exist anywhere",
        [606] = "Not acceptable",
    }.ToFrozenDictionary();

    /// <summary>For example <c>486 Busy here, cause 17 User busy</c>; what is null is left out.</summary>
    public static string Describe(int? cause, int? sipCode)
    {
        var response = sipCode is { } s ? Named(s, Responses, "") : null;
        var reason = cause is { } c ? Named(c, Causes, "cause ") : null;
        return (response, reason) switch
        {
            (null, null) => "no cause known",
            (null, _) => reason,
            (_, null) => response,
            _ => $"{response}, {reason}",
        };
    }

    private static string Named(int code, FrozenDictionary<int, string> names, string prefix) =>
        names.TryGetValue(code, out var name) ? $"{prefix}{code} {name}" : $"{prefix}{code}";
}
