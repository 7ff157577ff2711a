namespace Orchestrator.Rig.Sip;

internal static class Replies
{
    /// <summary>To the message that came last.</summary>
    public static string Ok { get; } = """
        SIP/2.0 200 OK
        [last_Via:]
        [last_From:]
        [last_To:]
        [last_Call-ID:]
        [last_CSeq:]
        """;

    /// <summary>To the INVITE that began the call, whatever came after it; its headers are in variables.</summary>
    public static string ToInvite(string status) => $"""
        SIP/2.0 {status}
        Via:[$via]
        From:[$from]
        To:[$to];tag=[pid]rig[call_number]
        Call-ID: [call_id]
        CSeq: [$cseq] INVITE
        Contact: <sip:phone@[local_ip]:[local_port]>
        """;
}

/// <summary>A pressed key as SIP INFO.</summary>
internal static class Dtmf
{
    public static string Body(char digit) => $"""
        Content-Type: application/dtmf-relay
        Content-Length: [len]

        Signal={digit}
        Duration=160
        """;
}
