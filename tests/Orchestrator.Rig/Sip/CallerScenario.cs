using System.Text;

namespace Orchestrator.Rig.Sip;

internal static class CallerScenario
{
    /// <summary>Final answers of Asterisk to a call that it does not take.</summary>
    private static readonly int[] Refusals = [403, 404, 480, 486, 487, 488, 500, 503, 603];

    /// <param name="user">The From header's user part in SIPp's own words; null: the script's number.</param>
    public static byte[] Build(CallerScript script, string? user = null)
    {
        var name = script.RawName.IsEmpty ? "" : $"\"{Scenario.Literal(script.RawName.Span)}\" ";
        var from = $"From: {name}<sip:{user ?? Scenario.Literal(Encoding.UTF8.GetBytes(script.Number))}@[local_ip]:[local_port]>;tag=[pid]rig[call_number]";
        var to = $"<sip:{script.Did}@[remote_ip]:[remote_port]>";
        // CANCEL, and ACK to a refusal, belong to the INVITE's transaction.
        const string invite = "z9hG4bK-rig-[pid]-[call_number]";
        string Request(string method, int sequence, bool inDialog, string? branch = null) => $"""
            {method} {(inDialog && branch is null ? "[next_url]" : $"sip:{script.Did}@[remote_ip]:[remote_port]")} SIP/2.0
            Via: SIP/2.0/UDP [local_ip]:[local_port];branch={branch ?? "[branch]"}
            {from}
            {(inDialog && method != "CANCEL" ? $"To: {to}[peer_tag_param]" : $"To: {to}")}
            Call-ID: [call_id]
            CSeq: {sequence} {method}
            Contact: <sip:caller@[local_ip]:[local_port]>
            Max-Forwards: 70
            """;

        var scenario = new Scenario()
            .Send(Request("INVITE", 1, inDialog: false, invite) + string.Concat(script.Headers.Select(h => "\n" + h)) + "\n" + Scenario.Sdp(script.Audio), repeat: true)
            .Receive("response=\"100\"", script.HangUpAfter, "cancel")
            .Raw("<recv response=\"180\" optional=\"true\"/><recv response=\"183\" optional=\"true\"/>");
        foreach (var status in Refusals)
            scenario.Raw($"<recv response=\"{status}\" optional=\"true\" next=\"refused\"/>");
        scenario.Receive("response=\"200\" rrs=\"true\"", script.HangUpAfter, "cancel", (Command.HangUp, "cancel"))
            .Send(Request("ACK", 1, inDialog: true));
        var sequence = 2;
        foreach (var digit in script.Digits)
        {
            scenario.Raw("<pause milliseconds=\"300\"/>")
                .Send($"{Request("INFO", sequence++, inDialog: true)}\n{Dtmf.Body(digit)}", repeat: true)
                .Receive("response=\"200\"");
        }

        return scenario
            .Receive("request=\"BYE\"", script.HangUpAfter, "bye", (Command.HangUp, "bye"))
            .Send(Replies.Ok)
            .GoTo("end")
            .Label("bye")
            .Send(Request("BYE", sequence, inDialog: true), repeat: true)
            .Receive("response=\"200\"")
            .GoTo("end")
            .Label("cancel")
            .Send(Request("CANCEL", 1, inDialog: false, invite), repeat: true)
            .Receive("response=\"200\"")
            .Receive("response=\"487\"")
            .Label("refused")
            .Send(Request("ACK", 1, inDialog: true, invite))
            .Label("end")
            .Raw("<nop/>")
            .Build();
    }
}
