namespace Orchestrator.Rig.Asterisk;

/// <summary>Writes a lane in Asterisk's own words, for the files of asterisk-conf/local.d.</summary>
internal static class LaneConfiguration
{
    public static string Pjsip(Lane lane) => string.Concat(lane.Operators.Select(Operator)) + $"""

        [trunk{lane.Number}](trunk-endpoint)
        aors = trunk{lane.Number}
        [trunk{lane.Number}]
        type = aor
        contact = sip:127.0.0.1:{lane.Trunk.Port}
        qualify_frequency = 0

        """;

    public static string Queues(Lane lane) => $"""

        [{lane.Queue}](queue-defaults)
        {string.Join('\n', lane.Operators.Select(phone => $"member => {phone.Interface}"))}

        [{lane.Unstaffed}](queue-defaults)
        joinempty = yes
        leavewhenempty = no

        [{lane.Queue}-joinempty](queue-defaults)
        joinempty = no

        [{lane.Queue}-leaveempty](queue-defaults)
        joinempty = yes
        leavewhenempty = yes

        [{lane.Queue}-full](queue-defaults)
        joinempty = yes
        maxlen = 1

        [{lane.Queue}-keys](queue-defaults)
        joinempty = yes
        context = {lane.Queue}-keys

        [{lane.Queue}-plain-keys](queue-defaults)
        joinempty = yes
        context = {lane.Queue}-plain-keys

        """;

    /// <summary>Extensions of [from-trunk].</summary>
    public static string Numbers(Lane lane) => string.Concat(
        Number(lane.PlainDid, "Answer()", Queue(lane.Queue)),
        Number(lane.PlainUnstaffedDid, "Answer()", Queue(lane.Unstaffed)),
        Number(lane.TrackedDid, $"Stasis({lane.App},track)", "Answer()", Queue(lane.Queue)),
        Number(lane.TrackedUnstaffedDid, $"Stasis({lane.App},track)", "Answer()", Queue(lane.Unstaffed)),
        Number(lane.ClosedDid, $"Stasis({lane.App},missed,reason=closed,queue={lane.Queue})", "Answer()", "Playback(vm-goodbye)"),
        Number(lane.CallbackDid, $"Stasis({lane.App},callback,queue={lane.Queue})", "Answer()", "Playback(auth-thankyou)"),
        Number(lane.MenuDid, $"Goto({lane.Queue}-menu,s,1)"),
        Number(lane.ShortWaitDid, "Answer()", $"Queue({lane.Unstaffed},,,,2)"),
        Number(lane.JoinEmptyDid, "Answer()", Queue(lane.Queue + "-joinempty")),
        Number(lane.LeaveEmptyDid, "Answer()", Queue(lane.Queue + "-leaveempty")),
        Number(lane.FullDid, "Answer()", Queue(lane.Queue + "-full")),
        Number(lane.ExecFullDid, "Answer()", $"ExecIf($[1]?{Queue(lane.Queue + "-full")}:Queue(none))"),
        Number(lane.KeyExitDid, $"Stasis({lane.App},track)", "Answer()", Queue(lane.Queue + "-keys")),
        Number(lane.PlainKeyExitDid, "Answer()", Queue(lane.Queue + "-plain-keys")),
        Number(lane.DeskDid, $"Dial({lane.Operators[0].Interface},30)"),
        Number(lane.EchoDid, "Answer()", "Echo()"));

    /// <summary>Contexts of the lane's own.</summary>
    public static string Contexts(Lane lane) => $"""

        [{lane.Queue}-menu]
        exten => s,1,Stasis({lane.App},track)
         same => n,Answer()
         same => n,WaitExten(60)
         same => n,Hangup()
        exten => 1,1,{Queue(lane.Queue)}
        exten => 2,1,Stasis({lane.App},callback,queue={lane.Queue})

        [{lane.Queue}-outside]
        exten => _[+0-9].,1,Dial(PJSIP/${"{EXTEN}"}@trunk{lane.Number},30)

        [{lane.Queue}-keys]
        exten => 1,1,Stasis({lane.App},callback,queue={lane.Queue})
         same => n,Playback(auth-thankyou)

        [{lane.Queue}-plain-keys]
        exten => 1,1,Playback(auth-thankyou)

        """;

    private static string Operator(Phone phone)
    {
        var name = phone.Interface["PJSIP/".Length..];
        return $"""

            [{name}](phone)
            aors = {name}
            context = from-trunk
            [{name}](phone-aor)
            contact = sip:{name}@127.0.0.1:{phone.Port}
            [{name}-rings]
            type = identify
            endpoint = {name}
            match_header = X-Phone: {name}

            """;
    }

    private static string Queue(string name) => $"Queue({name},,,,600)";

    private static string Number(string did, params IEnumerable<string> steps) =>
        $"exten => {did},1,{string.Join("\n same => n,", steps)}\n same => n,Hangup()\n";
}
