using NodaTime;

namespace Orchestrator.Core.Attempts;

/// <summary>What was seen of the customer's leg: everything that the classifier may judge by.</summary>
/// <param name="Answered">The leg was answered.</param>
/// <param name="Rang">Ringing (SIP 180) was seen.</param>
/// <param name="TimedOutAfter">Our own time limit, which ended it; null: it did not. Asterisk's cause is then 0, 16 or 19 by version, and means nothing.</param>
/// <param name="HungUpByUs">We ended it for another reason (the operator left, the case was closed).</param>
/// <param name="Cause">Q.850 cause of the channel's end, 0 to 127; null when the end was not seen.</param>
/// <param name="SipCode">The SIP final response (Asterisk's <c>tech_cause</c>), where the version tells it.</param>
/// <param name="Refused">The PBX refused to make the channel at all (unknown or unregistered endpoint).</param>
public sealed record LegEvidence(
    bool Answered = false,
    bool Rang = false,
    Duration? TimedOutAfter = null,
    bool HungUpByUs = false,
    int? Cause = null,
    int? SipCode = null,
    bool Refused = false);
