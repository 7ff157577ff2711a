using NodaTime;

namespace Orchestrator.Core.Cases;

/// <summary>A missed call as it was seen; what the caller sent is kept as it came.</summary>
/// <param name="Pbx">The PBX node's name.</param>
/// <param name="CallId">Asterisk's linkedid: the same call seen twice has it twice.</param>
/// <param name="UniqueId">The caller's channel.</param>
/// <param name="At">When the call was lost.</param>
/// <param name="Queue">The last queue the caller waited in.</param>
/// <param name="Did">The number that was dialled.</param>
/// <param name="CallerNumber">As sent by the caller: hostile.</param>
/// <param name="CallerName">As sent by the caller: hostile.</param>
/// <param name="Waited">How long the caller waited in the queue.</param>
/// <param name="Position">The caller's last place in the queue, 1 is first.</param>
/// <param name="SeenBy">Any of <c>ami</c>, <c>stasis</c>, <c>queue_log</c>, <c>api</c>.</param>
/// <param name="Asked">The dialplan or the caller said so explicitly: goes before what was inferred from events.</param>
/// <param name="Comment">What somebody said who asked for a callback: hostile.</param>
/// <param name="IsOriginated">Nobody rang in: Asterisk was asked to make the call.</param>
/// <param name="CallerEndpoint">Where the call came in, such as <c>PJSIP/trunk</c>; null where nobody told.</param>
/// <param name="HidesNumber">The caller does not want the number shown, although the network knows it.</param>
public sealed record MissedCallReport(
    string Pbx,
    string CallId,
    string UniqueId,
    Instant At,
    MissReason Reason,
    string? Queue,
    string? Did,
    string? CallerNumber,
    string? CallerName,
    Duration? Waited,
    int? Position,
    IReadOnlyList<string> SeenBy,
    bool Asked = false,
    string? Comment = null,
    bool HidesNumber = false,
    bool IsOriginated = false,
    string? CallerEndpoint = null);

/// <summary>A caller was connected with a person.</summary>
/// <param name="Pbx">The PBX node's name.</param>
/// <param name="CallId">Asterisk's linkedid.</param>
/// <param name="CallerNumber">As sent by the caller: hostile.</param>
/// <param name="Operator">The interface of the queue member who took the call; null when it was no queue, or is not told.</param>
public sealed record AnsweredCallReport(string Pbx, string CallId, Instant At, string? CallerNumber, string? Operator = null);
